package io.slipway.notify;

import io.slipway.core.effect.Notifier.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * What a webhook answered.
 *
 * @param body as far as it was read
 * @param isCut it is longer than that
 */
record WebhookAnswer(int status, Buffer body, boolean isCut) {
  static final int BODY_MAX = 4096;
  private static final int TEXT_MAX = 500;

  Outcome outcome() {
    return status >= 200 && status < 300 ? new Outcome.Sent() : new Outcome.Failed(text());
  }

  private String text() {
    var start = "webhook response with status code " + status;
    if (isCut) {
      return start + ": body is too large to read";
    }
    return body.length() == 0 ? start + ", with empty body" : start + detail();
  }

  private String detail() {
    try {
      var json = new JsonObject(body);
      return part(", service code: ", json.getValue("code"))
          + part(", msg: ", json.getValue("message"));
    } catch (DecodeException notJson) {
      return ": bad json";
    }
  }

  private static String part(String title, Object value) {
    var text = value == null ? "" : String.valueOf(value);
    return text.isEmpty() ? "" : title + text.substring(0, Math.min(text.length(), TEXT_MAX));
  }
}
