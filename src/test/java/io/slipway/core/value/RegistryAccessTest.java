package io.slipway.core.value;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.event.ClusterEvent.SourceObserved;
import io.slipway.core.event.RegistryEvent;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a journal, a log or an exception could show of a credential. */
class RegistryAccessTest {
  private static final String SECRET = "c2VjcmV0";
  private static final RegistryAccess ACCESS =
      new RegistryAccess(false, "registry.example.com/main", SECRET, "");
  private static final RegistryFailure FAILURE =
      new RegistryFailure(RegistryFailure.Reason.AUTH, "refused");

  static Stream<Object> carriers() {
    var reading = new RegistryEvent.Reading(ECHO, MAIN, ReleaseChannel.STABLE, 1);
    var version = Given.version("v1.0.0");
    var request = new Installer.PackageRequest(ECHO, version, ACCESS, "{}", 0);
    return Stream.of(
        ACCESS,
        new SourceObserved(new SourceObject(Given.meta("main"), ACCESS, SourceObject.Status.EMPTY)),
        new RegistryEvent.DiscoveryFailed(MAIN, ACCESS, FAILURE, Given.NOW),
        new RegistryEvent.ChannelFailed(reading, ACCESS, FAILURE),
        new RegistryEffect.ListModules(MAIN, ACCESS, 1),
        new RegistryEffect.ReadChannel(
            ECHO, MAIN, ACCESS, ReleaseChannel.STABLE, Optional.empty(), 1),
        new InstallEffect.PreparePackage(request, new InstallationId(version, "sum", "hash")));
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void no_text_form_shows_the_credential(Object carrier) {
    assertThat(carrier.toString()).isNotBlank().doesNotContain(SECRET);
  }

  @Test
  void an_account_in_the_address_is_shown_without_its_password() {
    var careless = new RegistryAccess(true, "captain:s3cret@registry.example.com:5000/x", "", "");

    assertThat(careless).hasToString("http://captain:REDACTED@registry.example.com:5000/x");
  }
}
