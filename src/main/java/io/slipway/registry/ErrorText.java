package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.slipway.core.value.RegistryFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Error answers of a registry as people know them from its clients (sources.md 2.11). */
final class ErrorText {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> SHOWN =
      Set.of("scope", "service", "mount", "from", "digest", "n", "last");

  /** Texts end up in object statuses, one per module: a page of HTML must not fill etcd. */
  private static final int LENGTH_MAX = 1024;

  private ErrorText() {}

  static RegistryException failure(String method, String url, int status, String body) {
    return RegistryException.of(
        reason(status), method + " " + redacted(url) + ": " + bodyPart(status, body));
  }

  static Reason reason(int status) {
    return switch (status) {
      case 401, 403 -> Reason.AUTH;
      case 404 -> Reason.NOT_FOUND;
      case 429 -> Reason.RATE_LIMITED;
      default -> Reason.SERVER;
    };
  }

  static String bodyPart(int status, String body) {
    var errors = errors(body);
    if (errors.size() == 1) {
      return limited(one(errors.get(0)));
    }
    if (errors.size() > 1) {
      return limited(
          errors
              .valueStream()
              .map(ErrorText::one)
              .collect(Collectors.joining("; ", "multiple errors returned: ", "")));
    }
    var code = HttpResponseStatus.valueOf(status);
    var head = "unexpected status code " + status + " " + code.reasonPhrase();
    return limited(body.isBlank() ? head : head + ": " + body.strip());
  }

  private static JsonNode errors(String body) {
    try {
      var errors = JSON.readTree(body).path("errors");
      return errors.isArray() ? errors : JSON.createArrayNode();
    } catch (JacksonException e) {
      return JSON.createArrayNode();
    }
  }

  private static String one(JsonNode error) {
    var head = error.path("code").asText("") + ": " + error.path("message").asText("");
    var detail = error.path("detail");
    return detail.isMissingNode() || detail.isNull() ? head : head + "; " + GoNotation.of(detail);
  }

  /** What to say of a body that should have been JSON; nothing of it is repeated. */
  static String notJson(byte[] body) {
    var isPage = new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("<");
    return isPage ? "is not JSON but a web page" : "is not JSON";
  }

  /** A login page is what people meet most, and what the parser thinks of it helps nobody. */
  static String notJson(byte[] body, JacksonException e) {
    var what = notJson(body);
    return what.endsWith("JSON") ? what + ": " + e.getOriginalMessage() : what;
  }

  /** People write accounts into addresses, where none belongs. */
  static String withoutPassword(String address) {
    return address.replaceAll(":[^/?#@\\s\"]+@", ":REDACTED@");
  }

  /**
   * The URL without a password, and with the values of unknown query parameters hidden: they may be
   * signatures.
   */
  static String redacted(String address) {
    var url = withoutPassword(address);
    var mark = url.indexOf('?');
    if (mark < 0) {
      return url;
    }
    return Stream.of(url.substring(mark + 1).split("&"))
        .map(ErrorText::parameter)
        .collect(Collectors.joining("&", url.substring(0, mark + 1), ""));
  }

  private static String parameter(String pair) {
    var equals = pair.indexOf('=');
    var name = equals < 0 ? pair : pair.substring(0, equals);
    return equals < 0 || SHOWN.contains(name) ? pair : name + "=REDACTED";
  }

  private static String limited(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "…";
  }
}
