package io.slipway.kube;

import io.slipway.core.value.GoDuration;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the free-form settings of ModuleConfig {@code deckhouse} say of updates (releases.md
 * 3.5 and 2.10). Every part may have the wrong type; what cannot be read is told.
 */
final class PlatformSettingsMapper {
  private static final String EVERY = "All";

  private final List<String> problems = new ArrayList<>();

  private PlatformSettingsMapper() {}

  static PlatformSettings toCore(@Nullable Map<String, @Nullable Object> settings) {
    return new PlatformSettingsMapper().read(settings == null ? Map.of() : settings);
  }

  private PlatformSettings read(Map<String, @Nullable Object> settings) {
    var update = map(settings.get("update"));
    var rules = rules(UpdateRules.text(settings.get("releaseChannel")), update);
    rules.problems().forEach(problem -> problems.add("settings.update." + problem));
    var notification = notification(map(update.get("notification")));
    return new PlatformSettings(
        rules.policy(UpdatePolicy.DEFAULT_NAME), notification, List.copyOf(problems));
  }

  /** The default update policy: Stable, Auto, any time where settings are silent (3.5, W-19). */
  private static UpdateRules rules(String channel, Map<?, ?> update) {
    var mode = update.get("mode");
    return new UpdateRules(
        channel,
        mode == null ? UpdateMode.AUTO.label() : UpdateRules.text(mode),
        UpdateRules.spans(update.get("windows")),
        string(update.get("minimalAge")),
        Boolean.TRUE.equals(update.get("securityBypass")));
  }

  private Optional<NotificationSettings> notification(Map<?, ?> fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NotificationSettings(
            webhook(UpdateRules.text(fields.get("webhook"))),
            Boolean.TRUE.equals(fields.get("tlsSkipVerify")),
            auth(map(fields.get("auth"))),
            duration(fields, "minimalNotificationTime", Duration.ZERO),
            duration(fields, "retryMinTime", NotificationSettings.RETRY_PAUSE),
            EVERY.equals(fields.get("releaseType"))));
  }

  /** The address may bear a token, so it is not repeated. */
  private String webhook(String address) {
    if (!address.isEmpty() && !isAddress(address)) {
      problems.add("settings.update.notification.webhook is no address of http or https");
    }
    return address;
  }

  private static boolean isAddress(String text) {
    try {
      var address = URI.create(text);
      return List.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private Duration duration(Map<?, ?> fields, String field, Duration otherwise) {
    var text = string(fields.get(field));
    var read = GoDuration.parse(text);
    if (read.isEmpty() && !text.isEmpty()) {
      problems.add(UpdateRules.notDuration("settings.update.notification." + field, text));
    }
    return read.filter(Duration::isPositive).orElse(otherwise);
  }

  private static Auth auth(Map<?, ?> fields) {
    var token = UpdateRules.text(fields.get("bearerToken"));
    if (!token.isEmpty()) {
      return new Auth.Bearer(token);
    }
    var basic = map(fields.get("basic"));
    return basic.isEmpty()
        ? new Auth.None()
        : new Auth.Basic(
            UpdateRules.text(basic.get("username")), UpdateRules.text(basic.get("password")));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Numbers are told as what they are, and not taken for absent. */
  private static String string(@Nullable Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
