package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Masterminds' library for Go (3.4.0) says of 4 000 constraints and versions that were drawn
 * at random, some of them damaged: constraint, version, {@code admitted}, {@code refused} or {@code
 * improper}, and its first reason (releases.md 4.2).
 */
class ConstraintVectorsTest {
  private static final String FILE = "/semver/constraints.tsv";

  @Test
  void every_constraint_admits_and_refuses_what_the_library_does_for_the_same_reason()
      throws IOException {
    var different = new ArrayList<String>();
    for (var line : vectors()) {
      var fields = line.split("\t", -1);
      var expected = (fields[2] + " " + fields[3]).strip();
      var actual = verdict(fields[0], fields[1]);
      if (!actual.equals(expected)) {
        different.add("'%s' of %s: %s, not %s".formatted(fields[0], fields[1], actual, expected));
      }
    }

    assertThat(different).isEmpty();
  }

  private static List<String> vectors() throws IOException {
    try (var in = ConstraintVectorsTest.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String verdict(String constraint, String version) {
    return VersionRange.parse(constraint)
        .map(
            range ->
                range
                    .objection(SemVer.parse(version).orElseThrow())
                    .map("refused "::concat)
                    .orElse("admitted"))
        .orElse("improper");
  }
}
