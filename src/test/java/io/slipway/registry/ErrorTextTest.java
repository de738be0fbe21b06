package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** sources.md 2.11. */
class ErrorTextTest {
  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments(
            404,
            "{'errors':[{'code':'MANIFEST_UNKNOWN','message':'manifest unknown',"
                + "'detail':{'Tag':'stable'}}]}",
            "MANIFEST_UNKNOWN: manifest unknown; map[Tag:stable]"),
        arguments(
            401,
            "{'errors':[{'code':'UNAUTHORIZED','message':'authentication required','detail':"
                + "[{'Type':'repository','Class':'','Name':'library/foo','Action':'pull'}]}]}",
            "UNAUTHORIZED: authentication required;"
                + " [map[Action:pull Class: Name:library/foo Type:repository]]"),
        arguments(404, "{'errors':[{'code':'A','message':'b','detail':null}]}", "A: b"),
        arguments(404, "{'errors':[{'code':'A','message':'b','detail':'c'}]}", "A: b; c"),
        arguments(
            400,
            "{'errors':[{'code':'A','message':'b'},{'code':'C','message':'d'}]}",
            "multiple errors returned: A: b; C: d"),
        arguments(502, "<html>", "unexpected status code 502 Bad Gateway: <html>"),
        arguments(500, "", "unexpected status code 500 Internal Server Error"),
        arguments(
            500,
            "{'errors':[]}",
            "unexpected status code 500 Internal Server Error: {'errors':[]}"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bodies")
  void an_error_body_is_rendered(int status, String body, String text) {
    assertThat(ErrorText.bodyPart(status, body.replace('\'', '"')))
        .isEqualTo(text.replace("{'errors':[]}", "{\"errors\":[]}"));
  }

  @Test
  void the_failure_has_the_form_of_the_seed() {
    var url = "https://registry.example.com/v2/deckhouse/modules/module-1/release/manifests/stable";
    var body =
        "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\","
            + "\"detail\":{\"Tag\":\"stable\"}}]}";

    assertThat(ErrorText.failure("GET", url, 404, body).failure().text())
        .isEqualTo("GET " + url + ": MANIFEST_UNKNOWN: manifest unknown; map[Tag:stable]");
  }

  @ParameterizedTest
  @CsvSource({
    "http://r/x, http://r/x",
    "http://r/x?n=10&last=a, http://r/x?n=10&last=a",
    "http://r/x?sig=s3cret&n=1, http://r/x?sig=REDACTED&n=1",
    "http://r/x?scope=a&service=b&token=t&flag, http://r/x?scope=a&service=b&token=REDACTED&flag"
  })
  void unknown_query_values_are_hidden(String url, String shown) {
    assertThat(ErrorText.redacted(url)).isEqualTo(shown);
  }

  @Test
  void a_page_of_html_does_not_fill_a_status() {
    assertThat(ErrorText.bodyPart(502, "x".repeat(100_000))).hasSizeLessThan(1100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'b':1,'a':{'c':[true,null,'x y']}} | map[a:map[c:[true <nil> x y]] b:1]",
        "[] | []",
        "{} | map[]",
        "1234567 | 1.234567e+06",
        "999999 | 999999",
        "1000000 | 1e+06",
        "0.5 | 0.5",
        "0.0001 | 0.0001",
        "0.00001 | 1e-05",
        "-12.50 | -12.5",
        "1e21 | 1e+21",
        "0 | 0",
        "100 | 100"
      })
  void details_are_in_go_notation(String json, String text) throws Exception {
    assertThat(GoNotation.of(new JsonMapper().readTree(json.replace('\'', '"')))).isEqualTo(text);
  }
}
