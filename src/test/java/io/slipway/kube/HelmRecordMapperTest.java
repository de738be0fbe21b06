package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.SemVer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelmRecordMapperTest {
  private static final InstallationId ID =
      new InstallationId(SemVer.of(1, 2, 3), "abc", "0123456789ab");

  @Test
  void a_record_of_slipway_names_what_is_installed() throws IOException {
    var secret = record(release(ID.description()), "3");

    assertThat(HelmRecordMapper.toCore(secret))
        .contains(new HelmRecord("oak", 3, "deployed", "1.2.3", Optional.of(ID)));
  }

  @Test
  void a_foreign_record_has_no_identity() throws IOException {
    var secret = record(release("Install complete"), "1");

    assertThat(HelmRecordMapper.toCore(secret))
        .contains(new HelmRecord("oak", 1, "deployed", "1.2.3", Optional.empty()));
  }

  @Test
  void a_record_is_read_no_further_than_needed() throws IOException {
    var cut = release("Install complete");

    var secret = record(cut.substring(0, cut.indexOf("\"templates\"")), "1");

    assertThat(HelmRecordMapper.toCore(secret)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"name\":\"oak\"}", "{\"name\":7,\"info\":[]}", "{\"name\":"})
  void garbage_is_no_record(String json) throws IOException {
    assertThat(HelmRecordMapper.toCore(record(json, "1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "H4sIAAAA", "bm90IGd6aXA="})
  void a_payload_that_is_not_helm_s_is_no_record(String payload) {
    assertThat(HelmRecordMapper.toCore(secret(payload, "1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "one", "99999999999"})
  void a_revision_that_is_no_number_is_no_record(String revision) throws IOException {
    assertThat(HelmRecordMapper.toCore(record(release("x"), revision))).isEmpty();
  }

  @Test
  void a_secret_of_another_type_is_no_record() throws IOException {
    var secret = record(release("x"), "1").edit().withType("Opaque").build();

    assertThat(HelmRecordMapper.toCore(secret)).isEmpty();
  }

  private static String release(String description) {
    return """
    {"name":"oak","info":{"first_deployed":"x","deleted":"","description":"%s","status":"deployed"},
    "chart":{"metadata":{"name":"oak","keywords":["a"],"version":"1.2.3"},"lock":null,
    "templates":[{"name":"t","data":"eA=="}]},"config":{},"manifest":"x","version":3}"""
        .formatted(description);
  }

  private static Secret record(String json, String revision) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return secret(Base64.getEncoder().encodeToString(bytes.toByteArray()), revision);
  }

  private static Secret secret(String helmText, String revision) {
    return new SecretBuilder()
        .withType(HelmRecordMapper.TYPE)
        .withNewMetadata()
        .withName("sh.helm.release.v1.oak.v" + revision)
        .addToLabels("version", revision)
        .endMetadata()
        .addToData(
            "release",
            Base64.getEncoder().encodeToString(helmText.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
