package io.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever sees a text in the cluster finds it in {@code docs/messages.md}, in {@code
 * docs/sources.md} or in {@code docs/releases.md}. The texts are read from the sources, so that a
 * new one cannot be forgotten.
 */
class MessagesDocumentedTest {
  private static final String CORE = "src/main/java/io/slipway/core/";
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Phases, reasons and condition types: {@code ModuleError}. */
  private static final Pattern WORD = Pattern.compile("[A-Z][A-Za-z]{4,}");

  private static final Pattern CRD_MESSAGE = Pattern.compile("^\\s+message: \"?(\\S.*?)\"?$");

  /** What is said of sources, and what releases wait for, have pages of their own. */
  private static final String PAGES =
      Page.read("docs/messages.md") + Page.read("docs/sources.md") + Page.read("docs/releases.md");

  static List<String> texts() throws IOException {
    try (var display = Files.list(Page.path(CORE + "display"));
        var decision = Files.list(Page.path(CORE + "decision"))) {
      return Stream.concat(display, decision)
          .flatMap(MessagesDocumentedTest::texts)
          .distinct()
          .sorted()
          .toList();
    }
  }

  static List<String> admissionTexts() throws IOException {
    try (var files = Files.list(Page.path("src/main/kubernetes/crds"))) {
      return files
          .flatMap(MessagesDocumentedTest::lines)
          .map(CRD_MESSAGE::matcher)
          .filter(matcher -> matcher.matches())
          .map(matcher -> matcher.group(1))
          .distinct()
          .toList();
    }
  }

  private static Stream<String> texts(Path source) {
    return lines(source)
        .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
        .flatMap(line -> LITERAL.matcher(line).results())
        .flatMap(literal -> Stream.of(literal.group(1).split("%[sd]")))
        .map(part -> part.replace("\\n", "").replace("\\\"", "\"").strip())
        .filter(text -> text.contains(" ") || isShown(source) && WORD.matcher(text).matches());
  }

  /** Elsewhere a single word is a name for the code, not for a user. */
  private static boolean isShown(Path source) {
    return source.getParent().endsWith("display");
  }

  private static Stream<String> lines(Path file) {
    return Page.read(file).lines();
  }

  @Test
  void the_display_has_texts_and_the_definitions_have_messages() throws IOException {
    assertThat(texts()).hasSizeGreaterThan(40);
    assertThat(admissionTexts()).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource({"texts", "admissionTexts"})
  void each_text_a_user_can_see_is_in_the_pages(String text) {
    assertThat(PAGES).contains(text);
  }
}
