package io.slipway.core.display;

import static io.slipway.core.Given.ECHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.value.ReleaseObject.Status;
import io.slipway.core.value.ReleasePhase;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which release comes next (releases.md 2.5 to 2.8). D is Deployed and installed, d Deployed but
 * not yet installed, P Pending, S Suspended, K Skipped. An overtaken release is Superseded as
 * DESIGN.md section 1 decides.
 */
class ReleaseSequenceTest {
  private static final Map<Character, ReleasePhase> PHASES =
      Map.of(
          'D', ReleasePhase.DEPLOYED,
          'd', ReleasePhase.DEPLOYED,
          'P', ReleasePhase.PENDING,
          'S', ReleasePhase.SUSPENDED,
          'K', ReleasePhase.SKIPPED);

  @ParameterizedTest(name = "{0}: {1}: {2} is {3} {4}")
  @CsvSource(
      delimiter = ';',
      emptyValue = "",
      value = {
        "C10; D1.70.0 P1.70.1                        ; 1.70.1 ; Pending    ; ''",
        "C9;  D1.70.0 P1.70.1 P1.70.5                ; 1.70.1 ; Superseded ; ''",
        "C9;  D1.70.0 P1.70.1 P1.70.5                ; 1.70.5 ; Pending    ; ''",
        "C8;  D1.70.0 P1.71.0 P1.72.0                ; 1.71.0 ; Pending    ; ''",
        "C7a; D1.70.0 P1.71.0 P1.72.0                ; 1.72.0 ; Pending ;"
            + " awaiting for v1.71.0 release to be deployed",
        "C9;  D1.70.0 P1.71.0 P1.71.3 P1.72.0        ; 1.71.0 ; Superseded ; ''",
        "C7a; D1.70.0 P1.71.0 P1.71.3 P1.72.0        ; 1.71.3 ; Pending ;"
            + " awaiting for v1.71.0 release to be deployed",
        "C7a; D1.70.0 P1.71.0 P1.71.3 P1.72.0        ; 1.72.0 ; Pending ;"
            + " awaiting for v1.71.0 release to be deployed",
        "C10; D1.70.0 P1.71.3                        ; 1.71.3 ; Pending    ; ''",
        "C7d; D0.67.0 P1.0.0                         ; 1.0.0  ; Pending    ; ''",
        "C7d; D1.67.0 P2.0.0                         ; 2.0.0  ; Pending ;"
            + " major version is greater than deployed 1.67.0",
        "C7d; D0.67.0 P2.0.0                         ; 2.0.0  ; Pending ;"
            + " major version is greater than deployed 0.67.0",
        "C7a; D1.70.17 S1.71.5 P1.71.7 S1.72.5 P1.72.10; 1.71.7 ; Pending  ; ''",
        "C7a; D1.70.17 S1.71.5 P1.71.7 S1.72.5 P1.72.10; 1.72.10 ; Pending ;"
            + " awaiting for v1.71.7 release to be deployed",
        "W-7; P1.70.0 P1.71.0                        ; 1.70.0 ; Pending    ; ''",
        "C7a; P1.70.0 P1.71.0                        ; 1.71.0 ; Pending ;"
            + " awaiting for v1.70.0 release to be deployed",
        "C9;  P1.67.0 P1.67.1                        ; 1.67.0 ; Superseded ; ''",
        "C10; P1.67.0 P1.67.1                        ; 1.67.1 ; Pending    ; ''",
        "C2;  P1.67.0                                ; 1.67.0 ; Pending    ; ''",
        "C5;  D1.70.0 P1.69.9                        ; 1.69.9 ; Skipped    ; ''",
        "C5;  D1.70.5 P1.70.1                        ; 1.70.1 ; Superseded ; ''",
        "W-8; D1.70.0 P1.70.1 S1.70.5                ; 1.70.1 ; Pending    ; ''",
        "W-8; D1.70.0 P1.70.1 K1.70.5                ; 1.70.1 ; Pending    ; ''",
        "T4;  d1.70.0 P1.71.0                        ; 1.71.0 ; Pending ;"
            + " awaiting for module v1.70.0 to be ready",
        "T4;  d1.70.0 P1.71.0 P1.72.0                ; 1.72.0 ; Pending ;"
            + " awaiting for module v1.70.0 to be ready",
        "T4;  d1.70.0 P1.70.1                        ; 1.70.1 ; Pending    ; ''",
        "T15; D1.70.0 D1.71.0                        ; 1.70.0 ; Superseded ; ''",
        "T15; D1.70.0 D1.71.0                        ; 1.71.0 ; Deployed   ; ''"
      })
  void a_release_is_in_its_phase_with_its_reason(
      String rule, String line, String version, String phase, String message) {
    var scenario = given(line);

    var shown = shown(scenario, version);

    assertThat(shown.phase().label()).isEqualTo(phase);
    assertThat(shown.message()).isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}: of {1} the package of {2} is fetched")
  @CsvSource(
      delimiter = ';',
      value = {
        "C10; D1.70.0 P1.70.1           ; 1.70.1",
        "C9;  D1.70.0 P1.70.1 P1.70.5   ; 1.70.5",
        "C8;  D1.70.0 P1.71.0 P1.72.0   ; 1.71.0",
        "C7d; D0.67.0 P1.0.0            ; 1.0.0",
        "C7a; D1.70.17 S1.71.5 P1.71.7 S1.72.5 P1.72.10; 1.71.7",
        "C9;  P1.67.0 P1.67.1           ; 1.67.1",
        "C7a; D1.70.0 P1.71.0 P1.71.3 P1.72.0; none",
        "C7d; D1.67.0 P2.0.0            ; none",
        "C5;  D1.70.0 P1.69.9           ; none"
      })
  void the_next_release_is_fetched(String rule, String line, String version) {
    var scenario = given(line);

    var fetched = scenario.wish(PreparePackage.class).map(e -> e.id().version().toString());

    assertThat(fetched.orElse("none")).isEqualTo(version);
  }

  private static Scenario given(String line) {
    var scenario = Scenario.enabled().module(GivenModule.in("Downloading").takenFrom("main"));
    Stream.of(line.strip().split(" +"))
        .map(item -> GivenRelease.in(PHASES.get(item.charAt(0)), item.substring(1)))
        .forEach(scenario::releases);
    Stream.of(line.strip().split(" +"))
        .filter(item -> item.startsWith("D"))
        .forEach(item -> scenario.installed(item.substring(1)));
    return scenario;
  }

  private static Status shown(Scenario scenario, String version) {
    return scenario
        .releaseStatus(version)
        .map(write -> write.status())
        .orElseGet(() -> scenario.world().module(ECHO).releases().get("echo-v" + version).status());
  }
}
