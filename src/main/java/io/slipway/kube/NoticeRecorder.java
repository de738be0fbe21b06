package io.slipway.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slipway.core.effect.Notice;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Records notices as Kubernetes Events. They are for the reader only: a failure to write one is
 * logged at debug level and forgotten, and the same one is not written again within ten minutes.
 */
final class NoticeRecorder {
  private static final Logger LOG = Logger.getLogger(NoticeRecorder.class);

  /** Events of cluster-scoped objects live here. */
  private static final String NAMESPACE = "default";

  private static final String REPORTER = "slipway";
  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final int REMEMBERED_MAX = 2048;

  /** Bound of the API server on the length of a message, in bytes. */
  private static final int MESSAGE_MAX = 1024;

  private static final String CUT = "…";

  private record Said(ObjectKind kind, String name, String reason, String message) {}

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Map<Said, Instant> said = new LinkedHashMap<>();

  NoticeRecorder(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  void record(WireKind<?, ?> kind, ObjectMeta about, Notice notice) {
    var now = clock.instant();
    var saying = new Said(kind.kind(), about.name(), notice.reason(), notice.message());
    if (!remember(saying, now)) {
      return;
    }
    try {
      client
          .v1()
          .events()
          .inNamespace(NAMESPACE)
          .resource(event(kind, about, notice, now))
          .create();
    } catch (RuntimeException refused) {
      forget(saying);
      LOG.debugf("Event %s of %s: %s", notice.reason(), about.name(), ErrorText.of(refused));
    }
  }

  private synchronized boolean remember(Said saying, Instant now) {
    var before = said.get(saying);
    if (before != null && now.isBefore(before.plus(QUIET)) && !now.isBefore(before)) {
      return false;
    }
    said.remove(saying);
    said.put(saying, now);
    if (said.size() > REMEMBERED_MAX) {
      said.remove(said.keySet().iterator().next());
    }
    return true;
  }

  private synchronized void forget(Said saying) {
    said.remove(saying);
  }

  private static Event event(WireKind<?, ?> kind, ObjectMeta about, Notice notice, Instant now) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(about.name() + ".")
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(kind.apiVersion())
        .withKind(kind.kind().label())
        .withName(about.name())
        .withUid(about.uid())
        .endInvolvedObject()
        .withType(notice.warning() ? "Warning" : "Normal")
        .withReason(notice.reason())
        .withMessage(shortened(notice.message()))
        .withNewSource()
        .withComponent(REPORTER)
        .endSource()
        .withReportingComponent(REPORTER)
        .withFirstTimestamp(Wire.time(now))
        .withLastTimestamp(Wire.time(now))
        .withCount(1)
        .build();
  }

  /** A character that would be cut in the middle is left out. */
  static String shortened(String message) {
    var bytes = message.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MESSAGE_MAX) {
      return message;
    }
    var room = MESSAGE_MAX - CUT.getBytes(StandardCharsets.UTF_8).length;
    return new String(bytes, 0, room, StandardCharsets.UTF_8).replaceFirst("\uFFFD$", "") + CUT;
  }
}
