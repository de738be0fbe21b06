package io.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.RegistryFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever sees a {@code pullError} or the message of a source finds it in {@code docs/sources.md}.
 * The texts are read from the sources of the client, so that a new one cannot be forgotten.
 */
class SourcesPageTest {
  private static final String CLIENT = "src/main/java/io/slipway/registry";

  /** They publish, so no source shows their texts. */
  private static final Set<String> PUBLISHING =
      Set.of("ImagePusher.java", "ModulePublisher.java", "ModuleDirectory.java");

  /** Recognised in what others say, or bugs of the caller. */
  private static final Set<String> NOT_SHOWN =
      Set.of("broken pipe", "not a proxy", "unconditional request answered by a condition");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern WORDS = Pattern.compile("[a-z]{2,}[ :].*[a-z]{2,}|[a-z/ ]{2,}: ");
  private static final String PAGE = Page.read("docs/sources.md");

  static List<String> texts() throws IOException {
    try (var files = Files.list(Page.path(CLIENT))) {
      return files
          .filter(file -> !PUBLISHING.contains(file.getFileName().toString()))
          .flatMap(SourcesPageTest::texts)
          .filter(text -> !NOT_SHOWN.contains(text))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static Stream<String> texts(Path source) {
    return Page.read(source)
        .lines()
        .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
        .flatMap(line -> LITERAL.matcher(line).results())
        .map(literal -> literal.group(1).replace("\\\"", "\""))
        .filter(text -> WORDS.matcher(text).find())
        .flatMap(text -> Stream.of(text.split("%[sd]")))
        .map(part -> part.replaceAll("^[^a-z]+|[^a-z:]+$", ""))
        .map(part -> part.contains(" ") ? part.replaceFirst(":$", "") : part)
        .filter(part -> part.contains(" ") || part.endsWith(":"));
  }

  @Test
  void the_client_has_texts() throws IOException {
    assertThat(texts())
        .hasSizeGreaterThan(50)
        .contains("list:", "is not JSON but a web page", "error verifying size of");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void each_text_of_the_client_is_in_the_page(String text) {
    assertThat(PAGE).contains(text);
  }

  /** The label of the metric is the second column. */
  @ParameterizedTest
  @EnumSource
  void each_reason_has_a_row(Reason reason) {
    assertThat(PAGE).contains("| " + reason.name().toLowerCase(Locale.ROOT) + " |");
  }
}
