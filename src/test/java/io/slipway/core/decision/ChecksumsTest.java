package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.Digest;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SourceObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
  @Test
  void REG_61_the_checksum_of_a_release_is_the_md5_of_the_digests_text() {
    var digest =
        new Digest("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    assertThat(Checksums.release(digest)).isEqualTo("56988e62da0324c7e2efd77b7f10be46");
  }

  private static Optional<SourceObject> source(long generation) {
    var meta = new ObjectMeta("main", "uid", 5, generation, Map.of(), Map.of(), List.of(), false);
    var access = new RegistryAccess(false, "registry.example.com/main", "secret", "");
    return Optional.of(new SourceObject(meta, access, SourceObject.Status.EMPTY));
  }

  @Test
  void settings_are_named_by_twelve_digits() {
    assertThat(Checksums.settings("{}", 1, source(1))).matches("[0-9a-f]{12}");
  }

  @Test
  void whatever_reaches_the_chart_changes_the_name() {
    var hash = Checksums.settings("{}", 1, source(1));

    assertThat(Checksums.settings("{}", 1, source(1))).isEqualTo(hash);
    assertThat(Checksums.settings("{\"a\":1}", 1, source(1))).isNotEqualTo(hash);
    assertThat(Checksums.settings("{}", 2, source(1))).isNotEqualTo(hash);
    assertThat(Checksums.settings("{}", 1, source(2))).isNotEqualTo(hash);
  }
}
