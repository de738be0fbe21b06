package io.slipway.registry;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param url absolute, with scheme http or https
 */
record HttpCall(HttpMethod method, String url, Map<String, String> headers, Buffer body) {
  HttpCall {
    headers = Map.copyOf(headers);
  }

  static HttpCall get(String url, Map<String, String> headers) {
    return new HttpCall(HttpMethod.GET, url, headers, Buffer.buffer());
  }

  HttpCall with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpCall(method, url, more, body);
  }

  HttpCall without(String header) {
    var fewer = new HashMap<>(headers);
    fewer.remove(header);
    return new HttpCall(method, url, fewer, body);
  }

  HttpCall to(String otherUrl) {
    return new HttpCall(method, otherUrl, headers, body);
  }

  /** The text without what was sent for authentication: an answer may repeat it. */
  String withoutSecrets(String text) {
    var sent = headers.getOrDefault(Authenticator.AUTHORIZATION, "").replaceFirst("^\\w+ +", "");
    return sent.isEmpty() ? text : text.replace(sent, "REDACTED");
  }

  String authority() {
    return URI.create(url).getRawAuthority();
  }

  /** Header names and bodies may hold credentials. */
  @Override
  public String toString() {
    return method + " " + ErrorText.redacted(url);
  }
}
