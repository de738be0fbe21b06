package io.slipway.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.api.model.Secret;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallationId;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads Helm's release Secrets: {@code data.release} is base64 of base64 of gzipped JSON. The JSON
 * holds whole charts, so it is read as a stream, only as far as the fields that are needed, which
 * Helm writes first.
 */
public final class HelmRecordMapper {
  public static final String TYPE = "helm.sh/release.v1";

  private static final long INFLATED_MAX = 64L << 20;
  private static final JsonFactory JSON = new JsonFactory();

  private HelmRecordMapper() {}

  /** Empty when the Secret is not a readable release record. */
  public static Optional<HelmRecord> toCore(Secret secret) {
    if (!TYPE.equals(secret.getType()) || secret.getData() == null) {
      return Optional.empty();
    }
    var payload = secret.getData().get("release");
    var revision = revision(secret);
    if (payload == null || revision <= 0) {
      return Optional.empty();
    }
    try (var json = JSON.createParser(inflate(payload))) {
      var head = Head.read(json);
      return head.name.isEmpty() || head.status.isEmpty()
          ? Optional.empty()
          : Optional.of(head.record(revision));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static int revision(Secret secret) {
    var labels = secret.getMetadata() == null ? null : secret.getMetadata().getLabels();
    var text = labels == null ? "" : Map.copyOf(labels).getOrDefault("version", "");
    return text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : 0;
  }

  private static InputStream inflate(String payload) throws IOException {
    var bytes = Base64.getMimeDecoder().decode(payload);
    var text = Base64.getMimeDecoder().wrap(new ByteArrayInputStream(bytes));
    var plain = new BufferedInputStream(text);
    plain.mark(2);
    var zipped = plain.read() == 0x1f && plain.read() == 0x8b;
    plain.reset();
    return new Bounded(zipped ? new GZIPInputStream(plain) : plain);
  }

  /** The few fields of a release that decisions need. */
  private static final class Head {
    private String name = "";
    private String status = "";
    private String description = "";
    private String chartVersion = "";

    static Head read(JsonParser json) throws IOException {
      var head = new Head();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an object");
      }
      while (!head.complete() && json.nextToken() == JsonToken.FIELD_NAME) {
        head.field(json);
      }
      return head;
    }

    private boolean complete() {
      return !name.isEmpty() && !status.isEmpty() && !chartVersion.isEmpty();
    }

    private void field(JsonParser json) throws IOException {
      var field = json.currentName();
      var token = json.nextToken();
      if (field.equals("name") && token == JsonToken.VALUE_STRING) {
        name = json.getText();
      } else if (field.equals("info") && token == JsonToken.START_OBJECT) {
        info(json);
      } else if (field.equals("chart") && token == JsonToken.START_OBJECT) {
        chart(json);
      } else {
        json.skipChildren();
      }
    }

    private void info(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var field = json.currentName();
        var token = json.nextToken();
        if (token == JsonToken.VALUE_STRING && field.equals("status")) {
          status = json.getText();
        } else if (token == JsonToken.VALUE_STRING && field.equals("description")) {
          description = json.getText();
        } else {
          json.skipChildren();
        }
      }
    }

    private void chart(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var metadata = json.currentName().equals("metadata");
        if (json.nextToken() == JsonToken.START_OBJECT && metadata) {
          metadata(json);
          if (complete()) {
            return;
          }
        } else {
          json.skipChildren();
        }
      }
    }

    private void metadata(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var field = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING && field.equals("version")) {
          chartVersion = json.getText();
        } else {
          json.skipChildren();
        }
      }
    }

    private HelmRecord record(int revision) {
      return new HelmRecord(
          name, revision, status, chartVersion, InstallationId.parse(description));
    }
  }

  /** Ends a stream that inflates to more than any record may: a Secret holds 1 MiB. */
  private static final class Bounded extends FilterInputStream {
    private long left = INFLATED_MAX;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      var count = super.read(into, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("the release record is too large");
      }
    }
  }
}
