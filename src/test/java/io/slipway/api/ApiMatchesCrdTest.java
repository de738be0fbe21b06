package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of the API and the checked-in definitions say the same (style.md A14). */
class ApiMatchesCrdTest {
  private static final List<String> OF_EVERY_OBJECT = List.of("apiVersion", "kind", "metadata");

  @ParameterizedTest
  @MethodSource("classes")
  void a_class_has_exactly_the_fields_of_its_schema(Class<? extends CustomResource<?, ?>> type) {
    var schema = (ObjectNode) Crds.version(type).at("/schema/openAPIV3Schema").deepCopy();

    var differences = new ArrayList<String>();
    compare(HasMetadata.getKind(type), Crds.JSON.constructType(type), schema, differences);

    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("classes")
  void a_class_has_the_names_of_its_definition(Class<? extends CustomResource<?, ?>> type) {
    JsonNode spec = Crds.definition(type).get("spec");

    assertThat(HasMetadata.getGroup(type)).isEqualTo(spec.get("group").asText());
    assertThat(HasMetadata.getKind(type)).isEqualTo(spec.at("/names/kind").asText());
    assertThat(HasMetadata.getPlural(type)).isEqualTo(spec.at("/names/plural").asText());
    assertThat(HasMetadata.getSingular(type)).isEqualTo(spec.at("/names/singular").asText());
    assertThat(CustomResource.getShortNames(type)).containsExactly(shortNames(spec));
    assertThat(spec.get("scope").asText()).isEqualTo("Cluster");
    assertThat(Namespaced.class.isAssignableFrom(type)).isFalse();
    assertThat(Crds.version(type).get("storage").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_survives_reading_and_writing(String manifest) {
    JsonNode before = Crds.tree(manifest);

    var object = Crds.WIRE.unmarshal(manifest, classOf(before));

    assertThat(Crds.tree(Crds.WIRE.asJson(object))).isEqualTo(before);
  }

  @Test
  void settings_keep_their_shape() {
    var manifest = "spec: {version: 2, settings: {a: {b: [1, 2.5, null, {c: true}]}, n: null}}";

    var config = Crds.WIRE.unmarshal(manifest, ModuleConfig.class);

    assertThat(Crds.JSON.<JsonNode>valueToTree(config.getSpec().getSettings()))
        .isEqualTo(Crds.tree(manifest).at("/spec/settings"));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void fields_of_a_newer_version_do_not_break_reading(Class<? extends CustomResource<?, ?>> type) {
    var manifest = "metadata: {name: a}\nbrandNew: 1\nstatus: {brandNew: {a: 1}}\n";

    assertThat(Crds.WIRE.unmarshal(manifest, type).getMetadata().getName()).isEqualTo("a");
  }

  @Test
  void the_text_of_a_source_shows_no_credentials() {
    var manifest =
        "metadata: {name: a, annotations: {last: secret}}\nspec: {registry: {dockerCfg: secret}}\n";

    assertThat(Crds.WIRE.unmarshal(manifest, ModuleSource.class))
        .asString()
        .doesNotContain("secret");
  }

  static List<Class<? extends CustomResource<?, ?>>> classes() {
    return Crds.CLASSES;
  }

  static Stream<String> examples() {
    return Crds.manifests("accepted.yaml").stream()
        .filter(manifest -> classOf(Crds.tree(manifest)) != null);
  }

  private static Class<? extends CustomResource<?, ?>> classOf(JsonNode manifest) {
    return Crds.CLASSES.stream()
        .filter(type -> HasMetadata.getKind(type).equals(manifest.get("kind").asText()))
        .filter(type -> HasMetadata.getApiVersion(type).equals(manifest.get("apiVersion").asText()))
        .findFirst()
        .orElse(null);
  }

  private static String[] shortNames(JsonNode spec) {
    var names = new ArrayList<String>();
    spec.at("/names/shortNames").forEach(name -> names.add(name.asText()));
    return names.toArray(String[]::new);
  }

  private static void compare(String path, JavaType type, JsonNode schema, List<String> found) {
    switch (schema.get("type").asText()) {
      case "string" -> expect(path, type, found, String.class);
      case "boolean" -> expect(path, type, found, Boolean.class);
      case "integer" -> expect(path, type, found, Integer.class, Long.class);
      case "array" -> {
        expect(path, type, found, List.class);
        compare(path + "[]", type.getContentType(), schema.get("items"), found);
      }
      case "object" -> compareObject(path, type, schema, found);
      default -> found.add(path + ": the test does not know type " + schema.get("type"));
    }
  }

  private static void compareObject(
      String path, JavaType type, JsonNode schema, List<String> found) {
    if (schema.has("additionalProperties")) {
      expect(path, type, found, Map.class);
      compare(path + "{}", type.getContentType(), schema.get("additionalProperties"), found);
    } else if (schema.has("properties")) {
      compareFields(path, type, schema.get("properties"), found);
    } else if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      expect(path, type, found, Map.class);
    } else {
      found.add(path + ": an object without content");
    }
  }

  private static void compareFields(
      String path, JavaType type, JsonNode schema, List<String> found) {
    Map<String, JavaType> fields = fields(type);
    schema.fieldNames().forEachRemaining(name -> compareField(path, name, fields, schema, found));
    fields.keySet().stream()
        .filter(name -> !schema.has(name))
        .forEach(name -> found.add(path + "." + name + ": only in the class"));
  }

  private static void compareField(
      String path, String name, Map<String, JavaType> fields, JsonNode schema, List<String> found) {
    if (fields.containsKey(name)) {
      compare(path + "." + name, fields.get(name), schema.get(name), found);
    } else {
      found.add(path + "." + name + ": only in the schema");
    }
  }

  private static Map<String, JavaType> fields(JavaType type) {
    var fields = new TreeMap<String, JavaType>();
    var config = Crds.JSON.getSerializationConfig();
    for (BeanPropertyDefinition field : config.introspect(type).findProperties()) {
      fields.put(field.getName(), field.getPrimaryType());
    }
    if (CustomResource.class.isAssignableFrom(type.getRawClass())) {
      OF_EVERY_OBJECT.forEach(fields::remove);
      fields.values().removeIf(part -> part.hasRawClass(Void.class));
    }
    return fields;
  }

  private static void expect(String path, JavaType type, List<String> found, Class<?>... wanted) {
    if (Stream.of(wanted).noneMatch(type::hasRawClass)) {
      found.add(path + ": " + type.getRawClass().getSimpleName() + " in the class");
    }
  }
}
