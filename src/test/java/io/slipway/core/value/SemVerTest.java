package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sources.md 2.13 and the order of semver.org. */
class SemVerTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3,          1.2.3",
    "v1.2.3,         1.2.3",
    "1.2,            1.2.0",
    "v1,             1.0.0",
    "0.0.0,          0.0.0",
    "1.2.3-rc.1,     1.2.3-rc.1",
    "1.2.3+build.5,  1.2.3+build.5",
    "1.2.3-rc.1+b,   1.2.3-rc.1+b",
    "1.2-rc,         1.2.0-rc",
    "' 1.2.3 ',      1.2.3"
  })
  void a_version_is_read_and_completed(String text, String shown) {
    assertThat(SemVer.parse(text)).map(SemVer::toString).contains(shown);
    assertThat(SemVer.parse(text)).map(SemVer::tag).contains("v" + shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v",
        "latest",
        "1.2.3.4",
        "01.2.3",
        "1.02.3",
        "1..3",
        "1.2.x",
        "-1.2.3",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-a..b",
        "V1.2.3",
        "vv1.2.3",
        "1,2,3",
        "99999999999999999.0.0"
      })
  void anything_else_is_no_version(String text) {
    assertThat(SemVer.parse(text)).isEmpty();
  }

  @Test
  void the_order_is_that_of_semver_org() {
    var ascending =
        Stream.of(
                "0.9.9",
                "1.0.0-1",
                "1.0.0-2",
                "1.0.0-11",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.2.0",
                "1.10.0",
                "2.0.0")
            .map(text -> SemVer.parse(text).orElseThrow())
            .toList();

    assertThat(ascending).isSorted();
    assertThat(List.copyOf(ascending.reversed()).stream().sorted()).isEqualTo(ascending);
  }

  @Test
  void build_metadata_does_not_count_in_the_order() {
    var left = SemVer.parse("1.0.0+a").orElseThrow();
    var right = SemVer.parse("1.0.0+b").orElseThrow();

    assertThat(left).isEqualByComparingTo(right).isNotEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"1.2.3, 1.2.9, true", "1.2.3, 1.3.3, false", "1.2.3, 2.2.3, false"})
  void same_minor_means_equal_major_and_minor(String left, String right, boolean same) {
    assertThat(SemVer.parse(left).orElseThrow().sameMinor(SemVer.parse(right).orElseThrow()))
        .isEqualTo(same);
  }
}
