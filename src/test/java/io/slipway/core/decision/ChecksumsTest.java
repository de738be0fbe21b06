package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.Digest;
import io.slipway.core.value.RegistryAccess;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
  private static final RegistryAccess ACCESS =
      new RegistryAccess(false, "registry.example.com/main", "secret", "");

  @Test
  void REG_61_the_checksum_of_a_release_is_the_md5_of_the_digests_text() {
    var digest =
        new Digest("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    assertThat(Checksums.release(digest)).isEqualTo("56988e62da0324c7e2efd77b7f10be46");
  }

  @Test
  void settings_are_named_by_twelve_digits() {
    assertThat(Checksums.settings("{}", 1, Optional.of(ACCESS))).matches("[0-9a-f]{12}");
  }

  @Test
  void whatever_reaches_the_chart_changes_the_name_and_a_credential_does_not() {
    var hash = Checksums.settings("{}", 1, Optional.of(ACCESS));
    var rotated = new RegistryAccess(false, ACCESS.repo(), "another secret", "");
    var moved = new RegistryAccess(false, "elsewhere.example.com/main", "secret", "");
    var trusting = new RegistryAccess(false, ACCESS.repo(), "secret", "PEM");

    assertThat(Checksums.settings("{}", 1, Optional.of(rotated))).isEqualTo(hash);
    assertThat(Checksums.settings("{\"a\":1}", 1, Optional.of(ACCESS))).isNotEqualTo(hash);
    assertThat(Checksums.settings("{}", 2, Optional.of(ACCESS))).isNotEqualTo(hash);
    assertThat(Checksums.settings("{}", 1, Optional.of(moved))).isNotEqualTo(hash);
    assertThat(Checksums.settings("{}", 1, Optional.of(trusting))).isNotEqualTo(hash);
  }
}
