package io.slipway.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The writes an API server received, read from its audit log. Left out are the API server's own
 * writes, dry runs and access reviews (sandbox.md 4), and the marks of this class itself; leases
 * and events are not in the log.
 */
public final class ApiWrites {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARK = "audit-mark-";

  private final Path auditLog;
  private final KubernetesClient client;

  ApiWrites(Path auditLog, KubernetesClient client) {
    this.auditLog = auditLog;
    this.client = client;
  }

  /** A moment in the log. */
  public record Mark(String name) {}

  /** Remembers the present: what was answered before is not counted since this mark. */
  public Mark mark() {
    Mark mark = new Mark(MARK + UUID.randomUUID());
    client.configMaps().inNamespace("default").withName(mark.name()).delete();
    boolean seen = Waiting.until(Duration.ofSeconds(10), () -> read().contains(mark.name()));
    if (!seen) {
      throw new SetupFailure("the audit log " + auditLog + " does not grow");
    }
    return mark;
  }

  /** Everything written since the mark and answered before this call, in the log's order. */
  public List<ApiWrite> since(Mark mark) {
    Mark end = mark();
    String log = read();
    return parse(log.substring(afterLine(log, mark), log.indexOf(end.name())));
  }

  /** Like {@link #since} for one user, {@code operator} as a rule. */
  public List<ApiWrite> since(Mark mark, String user) {
    return since(mark).stream().filter(w -> w.sender().user().equals(user)).toList();
  }

  private static int afterLine(String log, Mark mark) {
    return log.indexOf('\n', log.indexOf(mark.name())) + 1;
  }

  private String read() {
    try {
      return Files.exists(auditLog) ? Files.readString(auditLog) : "";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<ApiWrite> parse(String text) {
    List<ApiWrite> writes = new ArrayList<>();
    for (String line : text.lines().toList()) {
      // the last line may be cut at the closing mark
      if (line.endsWith("}")) {
        JsonNode event = event(line);
        if (counts(event)) {
          writes.add(write(event));
        }
      }
    }
    return List.copyOf(writes);
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      throw new SetupFailure("unreadable audit line: " + line, broken);
    }
  }

  private static boolean counts(JsonNode event) {
    String group = event.at("/objectRef/apiGroup").asText();
    return !event.at("/objectRef").isMissingNode()
        && !event.at("/user/username").asText().equals("system:apiserver")
        && !event.at("/objectRef/name").asText().startsWith(MARK)
        && !event.at("/requestURI").asText().contains("dryRun=All")
        && !group.equals("authorization.k8s.io")
        && !group.equals("authentication.k8s.io");
  }

  private static ApiWrite write(JsonNode event) {
    JsonNode object = event.at("/objectRef");
    String group = object.path("apiGroup").asText();
    String part = object.path("subresource").asText();
    return new ApiWrite(
        event.path("verb").asText(),
        object.path("resource").asText()
            + (group.isEmpty() ? "" : "." + group)
            + (part.isEmpty() ? "" : "/" + part),
        object.path("namespace").asText(),
        object.path("name").asText(),
        new ApiWrite.Sender(event.at("/user/username").asText(), event.path("userAgent").asText()),
        event.at("/responseStatus/code").asInt());
  }
}
