package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.core.value.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REG-10 to REG-13. */
class ManifestTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final String B = "sha256:" + "b".repeat(64);
  private static final String INDEX =
      "{'manifests':[{'digest':'%s','size':1,'platform':{'os':'linux','architecture':'arm64'}},"
          + "{'digest':'%s','size':1,'platform':{'os':'linux','architecture':'amd64'}}]}";
  private static final String IMAGE = "{'layers':[{'digest':'%s','size':3}]}".formatted(A);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json"
      })
  void an_index_leads_to_its_child_for_linux_amd64(String type) throws Exception {
    assertThat(parse(INDEX.formatted(A, B), type)).isEqualTo(new Manifest.Index(new Digest(B)));
  }

  @Test
  void a_child_without_platform_is_for_linux_amd64() throws Exception {
    var index = "{'manifests':[{'digest':'%s','size':1}]}".formatted(A);

    assertThat(parse(index, "application/vnd.oci.image.index.v1+json"))
        .isEqualTo(new Manifest.Index(new Digest(A)));
  }

  @ParameterizedTest
  @CsvSource({"application/vnd.oci.image.manifest.v1+json", "application/octet-stream", "''"})
  void any_other_type_is_an_image(String type) throws Exception {
    var image = (Manifest.Image) parse(IMAGE, type);

    assertThat(image.layers()).containsExactly(new Manifest.Blob(new Digest(A), 3));
  }

  @Test
  void without_a_known_header_the_content_tells_its_type() throws Exception {
    var index =
        "{'mediaType':'application/vnd.oci.image.index.v1+json',"
            + INDEX.formatted(A, B).substring(1);

    assertThat(parse(index, "text/plain")).isInstanceOf(Manifest.Index.class);
  }

  @Test
  void the_digest_is_that_of_the_bytes() throws Exception {
    var image = (Manifest.Image) parse("{}", "");

    assertThat(image.digest().value())
        .isEqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void schema_1_is_refused() {
    var type = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    assertThatThrownBy(() -> parse("{}", type))
        .hasMessage("unsupported MediaType: \"" + type + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{'layers':[{'digest':'sha256:x','size':3}]}",
        "{'layers':[{'digest':'sha512:abc','size':3}]}",
        "{'layers':[{'size':3}]}",
        "{'layers':['x']}"
      })
  void what_cannot_be_used_is_told(String json) {
    assertThatThrownBy(() -> parse(json, "")).hasMessageStartingWith("manifest of host/repo:tag ");
  }

  private static Manifest parse(String json, String type) throws RegistryException {
    var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Manifest.parse(bytes, type, "host/repo:tag");
  }
}
