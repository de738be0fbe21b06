package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** releases.md 4.2; the first column names the rule of its list. */
class VersionRangeTest {
  @ParameterizedTest(name = "rule {0}: {2} is admitted by {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "1 ; =1.2.3            ; 1.2.3",
        "1 ; v1.2.3            ; 1.2.3",
        "1 ; 1.2.3+meta        ; 1.2.3+other",
        "2 ; ''                ; 7.8.9",
        "2 ; =1.0.0 || =2.0.0  ; 2.0.0",
        "2 ; >=1.0.0 <2.0.0    ; 1.9.9",
        "2 ; >=1.0.0, <2.0.0   ; 1.9.9",
        "2 ; >= 1.0.0,< 2.0.0  ; 1.0.0",
        "2 ; => 1.0.0 =< 2.0.0 ; 2.0.0",
        "2 ; 1.2 - 1.4.5       ; 1.4.5",
        "2 ; <1.0||1.2 - 1.4   ; 1.3.0",
        "2 ; 1.2 - 1.4.5       ; 1.2.0",
        "2 ; 1.2 - 1.4, !=1.3.0 ; 1.3.1",
        "2 ; 1.2.x             ; 1.2.9",
        "2 ; 1.X               ; 1.9.0",
        "2 ; 1.*               ; 1.9.0",
        "2 ; ~> 1.2.3          ; 1.2.9",
        "3 ; >=1.0.0-0         ; 1.1.0-rc.1",
        "4 ; >1.2              ; 1.3.0",
        "4 ; >1                ; 2.0.0",
        "4 ; <=1.2             ; 1.2.9",
        "4 ; <=1               ; 1.9.9",
        "4 ; >=1.2             ; 1.2.0",
        "4 ; <1.2              ; 1.1.9",
        "4 ; 1.2               ; 1.2.7",
        "4 ; =1.2              ; 1.2.7",
        "5 ; ~1.2.3            ; 1.2.3",
        "5 ; ~1.2              ; 1.2.0",
        "5 ; ~1                ; 1.9.9",
        "5 ; ~0.0.0            ; 5.6.7",
        "5 ; *                 ; 5.6.7",
        "5 ; ^1.2.3            ; 1.9.0",
        "5 ; ^0.2.3            ; 0.2.9",
        "5 ; ^0.0.3            ; 0.0.3",
        "5 ; ^0                ; 0.7.0",
        "5 ; ^0.0              ; 0.0.9",
        "6 ; !=1.2.3           ; 1.2.4"
      })
  void a_version_is_admitted(String rule, String range, String version) {
    assertThat(objection(range, version)).isEmpty();
  }

  @ParameterizedTest(name = "rule {0}: {2} is refused by {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "3 ; >=1.0.0  ; 1.1.0-rc.1 ; 1.1.0-rc.1 is a prerelease version and the constraint is"
            + " only looking for release versions",
        "3 ; *        ; 1.1.0-rc.1 ; 1.1.0-rc.1 is a prerelease version and the constraint is"
            + " only looking for release versions",
        "4 ; > 1.29   ; 1.29.6 ; 1.29.6 is less than or equal to 1.29",
        "4 ; >1       ; 1.9.9  ; 1.9.9 is less than or equal to 1",
        "4 ; <=1.2    ; 1.3.0  ; 1.3.0 is greater than 1.2",
        "4 ; <1.2     ; 1.2.0  ; 1.2.0 is greater than or equal to 1.2",
        "4 ; =1.2     ; 1.3.0  ; 1.3.0 does not have same major and minor version as 1.2",
        "5 ; ^0.0.3   ; 0.0.4  ; 0.0.4 does not equal 0.0.3. Expect version and constraint to"
            + " equal when major and minor versions are 0",
        "6 ; > v1.63.0 ; 1.0.0 ; 1.0.0 is less than or equal to v1.63.0",
        "6 ; > 1.28.0 ; 1.28.0 ; 1.28.0 is less than or equal to 1.28.0",
        "6 ; <1.2.3   ; 1.2.3  ; 1.2.3 is greater than or equal to 1.2.3",
        "6 ; >=1.2.3  ; 1.2.2  ; 1.2.2 is less than 1.2.3",
        "6 ; ~1.2.3   ; 1.2.2  ; 1.2.2 is less than 1.2.3",
        "6 ; ^1.2.3   ; 1.2.2  ; 1.2.2 is less than 1.2.3",
        "6 ; <=1.2.3  ; 1.2.4  ; 1.2.4 is greater than 1.2.3",
        "6 ; =1.2.3   ; 1.2.4  ; 1.2.4 is not equal to 1.2.3",
        "6 ; !=1.2.3  ; 1.2.3  ; 1.2.3 is equal to 1.2.3",
        "6 ; ^1.2.3   ; 2.0.0  ; 2.0.0 does not have same major version as 1.2.3",
        "6 ; ~1       ; 2.0.0  ; 2.0.0 does not have same major version as 1",
        "6 ; ~1.2.3   ; 1.3.0  ; 1.3.0 does not have same major and minor version as 1.2.3",
        "6 ; ^0.2.3   ; 0.3.0  ; 0.3.0 does not have same minor version as 0.2.3. Expected minor"
            + " versions to match when constraint major version is 0",
        "7 ; >3 || >2 ; 1.0.0  ; 1.0.0 is less than or equal to 3",
        "2 ; 1.2 - 1.4.5 ; 1.4.6 ; 1.4.6 is greater than 1.4.5",
        "2 ; >=1.0.0 <2.0.0 ; 2.0.0 ; 2.0.0 is greater than or equal to 2.0.0"
      })
  void a_version_is_refused_with_its_reason(
      String rule, String range, String version, String reason) {
    assertThat(objection(range, version)).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        ">",
        ">= ",
        ">>1.0",
        "1.2.3.4",
        "1..2",
        "1.2.3abc",
        "12x",
        "= =1",
        "1.0 -",
        ",1.2",
        "1.2,,1.3",
        ">1.0 | <2.0",
        "1.2.3 foo",
        "!1.0",
        "~~1"
      })
  void garbage_is_no_range(String text) {
    assertThat(VersionRange.parse(text)).isEmpty();
  }

  /** Rendering in messages, releases.md 4.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">= 1.2.0;>=1.2.0",
        "> v1.63.0;>v1.63.0",
        ">=1.2, <2;>=1.2 <2",
        "1.2 - 1.4;>=1.2 <=1.4",
        "~1.2||^ 2.0;~1.2 || ^2.0",
        "1.x;1.x"
      })
  void it_is_written_as_it_was_understood(String written, String shown) {
    assertThat(VersionRange.parse(written).orElseThrow()).hasToString(shown);
  }

  private static java.util.Optional<String> objection(String range, String version) {
    return VersionRange.parse(range).orElseThrow().objection(SemVer.parse(version).orElseThrow());
  }
}
