package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions on the way to the channel (sources.md 3.9 with its worked examples). */
class StepByStepTest {
  private static List<SemVer> versions(String texts) {
    return Stream.of(texts.split(" ")).flatMap(text -> SemVer.parse(text).stream()).toList();
  }

  @ParameterizedTest(name = "REL-20 from {0} to {1}: {2}")
  @CsvSource({
    "1.4.1, 1.4.9, true",
    "1.4.1, 1.5.0, true",
    "1.4.1, 1.6.0, false",
    "1.31.0, 2.0.0, true",
    "1.9.0, 2.10.0, true",
    "1.5.0, 2.7.0, false",
    "1.0.0, 3.0.0, false"
  })
  void REL_20_a_step_is_sequential_when_no_minor_is_left_out(
      String from, String to, boolean isSequential) {
    var steps = versions(from + " " + to);

    assertThat(StepByStep.isSequential(steps.getFirst(), steps.getLast())).isEqualTo(isSequential);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "1.4.1 1.4.2 1.4.3, 1.4.1 1.4.2 1.4.3 1.4.4, 1.4.4, 1.4.4, a newer patch",
    "1.4.1 1.5.2, 1.3.1 1.4.1 1.5.2 1.5.3 1.6.1 1.6.2 1.7.1 1.7.2, 1.7.1, 1.5.3 1.6.2 1.7.1,"
        + " REL-22 the newest patch of each minor and REL-23 never beyond the channel",
    "1.31.0, 1.31.0 1.31.1 1.32.0 1.32.3 1.33.0 1.33.1 2.0.0 2.0.5 2.1.2 2.1.12 2.5.1, 2.1.12,"
        + " 1.31.1 1.32.3 1.33.1 2.0.5 2.1.12, across a major",
    "1.4.1, 1.4.1 1.6.0, 1.6.0, 1.6.0, a gap is released all the same",
    "1.4.1 1.6.0, 1.4.1 1.5.0 1.6.0, 1.6.0, 1.5.0 1.6.0, a gap that is published later",
    "1.4.1, 1.4.1 1.4.5, 1.5.0, 1.4.5, REL-23 a channel version without image is not added"
  })
  void REL_21_to_23_each_minor_on_the_way_is_wanted(
      String known, String published, String target, String wanted, String about) {
    var way = StepByStep.wanted(versions(known), versions(published), versions(target).getFirst());

    assertThat(way).as(about).isEqualTo(versions(wanted));
  }

  @ParameterizedTest
  @CsvSource({"1.4.1, 1.6.0, 1.4.1, 1.6.0", "1.4.1 1.5.0, 1.6.0 1.8.0, 1.6.0, 1.8.0"})
  void REL_24_the_first_gap_is_told(String known, String wanted, String from, String to) {
    var gap = StepByStep.gap(versions(known), versions(wanted), List.of());

    assertThat(gap)
        .contains(new WayProblem.Gap(versions(from).getFirst(), versions(to).getFirst()));
  }

  @ParameterizedTest(name = "{5}")
  @CsvSource({
    "4.2.5, 4.3.4 4.4.10 4.9.2, 4.9.2, 4.2>4.9, none, from the one in force",
    "1.2.0, 1.3.0 1.4.0 1.7.0, 1.7.0, 1.4>1.7, none, from a later step",
    "1.2.0, 1.3.0 1.7.0, 1.7.0, 1.4>1.7, 1.3.0 1.7.0, a step below the rule (8.9)",
    "1.4.1, 1.6.0 1.7.0, 1.6.0, 1.4>1.6, none, a rule of a step on the way (8.8)",
    "1.4.1, 1.6.0 1.8.0, 1.6.0, 1.4>1.6, 1.6.0 1.8.0, no rule leads beyond its own release",
    "1.4.1, 1.6.0, 1.6.0, 1.4>1.7, 1.4.1 1.6.0, a rule of another line (2.7 step 1.2)",
    "1.4.1, 1.6.0, 1.6.0, 1.4>x, 1.4.1 1.6.0, a rule that cannot be read"
  })
  void REL_24_a_gap_that_a_rule_leads_over_is_none(
      String known, String wanted, String owner, String rule, String gap, String about) {
    var jump = new VersionJump(rule.split(">")[0], rule.split(">")[1]);
    var rules = List.of(new Jumps.Rules(versions(owner).getFirst(), List.of(jump)));

    var found = StepByStep.gap(versions(known), versions(wanted), rules);

    assertThat(found.map(g -> g.from() + " " + g.to()).orElse("none")).as(about).isEqualTo(gap);
  }
}
