package io.slipway.notify;

import io.slipway.core.effect.Notifier.Announcement;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;

/** What a webhook is sent (releases.md 2.10). */
final class WebhookBody {
  private WebhookBody() {}

  static JsonObject of(Announcement announcement) {
    var body =
        new JsonObject()
            .put("subject", "Module")
            .put("moduleName", announcement.module().value())
            .put("version", announcement.version().toString())
            .put("applyTime", announcement.applyTime().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("message", announcement.message());
    if (!announcement.requirements().isEmpty()) {
      var requirements = new JsonObject();
      announcement.requirements().forEach(requirements::put);
      body.put("requirements", requirements);
    }
    return body;
  }
}
