package io.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.ReleasePhase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever sees a release wait finds the gate, its text and the reason of its condition in {@code
 * docs/releases.md}. They are read from the sources, so that a new one cannot be forgotten.
 */
class ReleasesPageTest {
  private static final String DECISION = "src/main/java/io/slipway/core/decision";
  private static final String DISPLAY = "src/main/java/io/slipway/core/display/";
  private static final Pattern GATE =
      Pattern.compile("Gate\\s*\\.(?:passed|blocked|waiting|unasked)\\(\\s*\"([^\"]+)\"");
  private static final Pattern REQUIREMENT = Pattern.compile("(?:check\\(|PREFIX \\+ )\"(\\w+)\"");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final String PAGE = Page.read("docs/releases.md");

  static List<String> gates() throws IOException {
    try (var files = Files.list(Page.path(DECISION))) {
      var sources = files.map(Page::read).toList();
      return Stream.concat(
              sources.stream().flatMap(text -> GATE.matcher(text).results()).map(m -> m.group(1)),
              sources.stream()
                  .flatMap(text -> REQUIREMENT.matcher(text).results())
                  .map(m -> "requirement " + m.group(1)))
          .distinct()
          .sorted()
          .toList();
    }
  }

  static List<String> texts() {
    return Stream.of(
            "GateText.java",
            "DependencyText.java",
            "ReasonName.java",
            "ReleaseConditions.java",
            "LastRelease.java")
        .flatMap(file -> Page.read(DISPLAY + file).lines())
        .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
        .flatMap(line -> LITERAL.matcher(line).results())
        .map(literal -> literal.group(1).replace("\\\"", "\"").replace("\\n", ""))
        .flatMap(text -> Stream.of(text.split("%[sd]")))
        .map(part -> part.replaceAll("^[' ]+|[' ]+$", ""))
        .filter(part -> part.matches(".*[A-Za-z]{2}.*"))
        .filter(part -> !part.startsWith("dd MMM"))
        .distinct()
        .toList();
  }

  @Test
  void there_are_gates_and_texts() throws IOException {
    assertThat(gates())
        .contains("policy", "window", "package", "requirement deckhouse", "requirement modules");
    assertThat(texts()).hasSizeGreaterThan(40).contains("is not deployed");
  }

  @ParameterizedTest
  @MethodSource("gates")
  void each_gate_is_in_the_page(String gate) {
    assertThat(PAGE).contains("`" + gate + "`");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void each_text_is_in_the_page(String text) {
    assertThat(PAGE).contains(text);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NONE", "TERMINATING"},
      mode = EnumSource.Mode.EXCLUDE)
  void each_phase_is_in_the_page(ReleasePhase phase) {
    assertThat(PAGE).contains("`" + phase.label() + "`");
  }
}
