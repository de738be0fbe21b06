package io.slipway.core.display;

import static io.slipway.core.Given.ECHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jumps over minors (releases.md 2.7 with its examples). D is Deployed, P Pending, S Suspended; +
 * is approved; rules follow in brackets. An overtaken release is Superseded (DESIGN.md section 1).
 */
class JumpTest {
  private static final Map<Character, ReleasePhase> PHASES =
      Map.of('D', ReleasePhase.DEPLOYED, 'P', ReleasePhase.PENDING, 'S', ReleasePhase.SUSPENDED);

  @ParameterizedTest(name = "{0}: {1} in mode {2}: {3} is fetched, {4}")
  @CsvSource(
      delimiter = ';',
      value = {
        "E1;  D1.67.5 P1.68.4 P1.69.10 P1.75.2+[1.67>1.75]; Manual; 1.75.2;"
            + " 1.68.4 approval, 1.69.10 v1.68.4, 1.75.2 open",
        "E2;  D1.68.0 P1.69.0 P1.70.0 P1.71.0+[1.67>1.71]; Manual; 1.71.0;"
            + " 1.69.0 approval, 1.70.0 v1.69.0, 1.71.0 open",
        "E3;  D1.66.25 P1.67.0 P1.68.4 P1.75.2+[1.67>1.75]; Manual; none;"
            + " 1.67.0 approval, 1.68.4 v1.67.0, 1.75.2 v1.67.0",
        "E4;  D1.67.5 P1.75.1[1.67>1.75] P1.75.2+[1.67>1.75] P1.75.3[1.67>1.75]; Manual; none;"
            + " 1.75.1 Superseded, 1.75.2 Superseded, 1.75.3 approval",
        "E5;  D1.67.0 P1.68.0 P1.69.3[1.67>1.69] P1.70.0+[1.67>1.69,1.67>1.70]; Manual; 1.70.0;"
            + " 1.68.0 approval, 1.69.3 v1.68.0, 1.70.0 open",
        "E6;  D1.67.0 P1.68.0 P1.69.0+ P1.70.0[1.67>1.69,1.67>1.70]; Manual; none;"
            + " 1.68.0 approval, 1.69.0 v1.68.0, 1.70.0 approval",
        "E7;  D1.67.0 P1.68.0 P1.69.0+ P1.70.0[1.67>1.69]; Manual; none;"
            + " 1.68.0 approval, 1.69.0 v1.68.0, 1.70.0 v1.68.0",
        "E8;  D1.67.5 P1.68.3 P1.75.2[1.66>1.68]; Manual; none;"
            + " 1.68.3 approval, 1.75.2 v1.68.3",
        "E9;  D1.99.4 P2.0.1+[1.99>2.0]; Manual; 2.0.1; 2.0.1 open",
        "E10; D1.67.0 P1.68.0 P1.70.0+[1.67>1.7]; Manual; none; 1.68.0 approval, 1.70.0 v1.68.0",
        "C6;  D1.67.0 P1.70.0[1.67>1.70]; Auto; 1.70.0; 1.70.0 open",
        "W-16; D1.67.0 P1.68.0 P1.69.0 P1.70.0[1.67>1.70]; Auto; 1.70.0;"
            + " 1.68.0 v1.70.0, 1.69.0 v1.70.0, 1.70.0 open",
        "W-16; D1.67.0 P1.68.0 P1.70.0[1.67>1.70]; AutoPatch; none;"
            + " 1.68.0 approval, 1.70.0 approval",
        "W-16; D1.67.0 P1.68.0+ P1.70.0[1.67>1.70]; AutoPatch; 1.68.0;"
            + " 1.68.0 open, 1.70.0 approval",
        "C10; D1.67.0 P1.67.9 P1.70.0[1.67>1.70]; Auto; 1.67.9; 1.67.9 open, 1.70.0 open",
        "C7a; D1.67.0 P1.70.0[1.67>1.70] P1.71.0; Auto; 1.70.0; 1.70.0 open, 1.71.0 v1.70.0",
        "W-8; D1.67.0 P1.70.0[1.67>1.70] S1.70.4; Auto; 1.70.0; 1.70.0 open",
        "C7b; D1.65.0 P1.70.0[1.67>1.70]; Auto; none; 1.70.0 gap",
        "C5;  D1.72.0 P1.70.0[1.67>1.70]; Auto; none; 1.70.0 Skipped",
        "C6;  D1.67.0 P1.70.0[x>1.70,1.67>1.70]; Auto; 1.70.0; 1.70.0 open"
      })
  void a_rule_leads_from_the_deployed_release_to_its_own(
      String rule, String line, String mode, String fetched, String reasons) {
    var scenario = given(line, UpdateMode.parse(mode).orElseThrow());

    var next = scenario.wish(PreparePackage.class).map(e -> e.id().version().toString());

    assertThat(next.orElse("none")).isEqualTo(fetched);
    assertThat(reasons(scenario)).isEqualTo(reasons.strip());
  }

  @Test
  void C6_a_jump_waits_for_a_module_that_is_not_ready() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Installing").takenFrom("main"))
            .releases(
                GivenRelease.deployed("1.67.0"),
                GivenRelease.pending("1.70.0").jumps("1.67", "1.70"));

    assertThat(scenario.releaseStatus("1.70.0").orElseThrow().status().message())
        .isEqualTo("awaiting for module v1.67.0 to be ready");
  }

  private static Scenario given(String line, UpdateMode mode) {
    var scenario =
        Scenario.enabled()
            .config(GivenConfig.platform(Given.defaultPolicy(mode)))
            .module(GivenModule.in("Ready").takenFrom("main"));
    Stream.of(line.strip().split(" +")).map(JumpTest::release).forEach(scenario::releases);
    var deployed = line.strip().split(" +")[0].substring(1);
    return scenario.installed(deployed);
  }

  private static GivenRelease release(String item) {
    var parts = item.split("[\\[\\]]");
    var version = parts[0].substring(1).replace("+", "");
    var release = GivenRelease.in(PHASES.get(item.charAt(0)), version);
    if (parts[0].endsWith("+")) {
      release.annotated(Keys.APPROVED, "true");
    }
    if (parts.length > 1) {
      Stream.of(parts[1].split(","))
          .map(text -> text.split(">"))
          .forEach(jump -> release.jumps(jump[0], jump[1]));
    }
    return release;
  }

  private static String reasons(Scenario scenario) {
    return scenario.world().module(ECHO).releases().values().stream()
        .filter(release -> release.is(ReleasePhase.PENDING))
        .sorted((a, b) -> a.spec().version().get().compareTo(b.spec().version().get()))
        .map(release -> release.spec().version().orElseThrow() + " " + reason(scenario, release))
        .collect(Collectors.joining(", "));
  }

  private static String reason(Scenario scenario, ReleaseObject release) {
    var status =
        scenario
            .releaseStatus(release.spec().version().orElseThrow().toString())
            .map(write -> write.status())
            .orElse(release.status());
    if (!status.phase().equals(ReleasePhase.PENDING)) {
      return status.phase().label();
    }
    return switch (status.message()) {
      case "" -> "open";
      case String text when text.contains("approved") -> "approval";
      case String text when text.startsWith("minor version is greater") -> "gap";
      case String text -> text.replaceAll("awaiting for (\\S+) release to be deployed", "$1");
    };
  }
}
