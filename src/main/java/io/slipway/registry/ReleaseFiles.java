package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.Rollout;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the files of a release image (2.12 to 2.15). */
final class ReleaseFiles {
  private static final String METADATA_ERROR = "fetch release metadata error: ";

  /** A changelog goes into an object of the API server, which takes 1.5 MB. */
  private static final int CHANGELOG_MAX = 256 << 10;

  /** Rules stand in every release object; nobody needs that many, or such long ones. */
  private static final int JUMPS_MAX = 100;

  private static final int JUMP_TEXT_MAX = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true).build();

  private final ModuleName module;
  private final MemoryTree files;

  ReleaseFiles(ModuleName module, MemoryTree files) {
    this.module = module;
    this.files = files;
  }

  ReleaseImage read(Digest digest) throws RegistryException {
    var json = versionJson();
    var version =
        json.flatMap(node -> SemVer.parse(node.path("version").asText("")))
            .orElseThrow(this::noVersion);
    return new ReleaseImage(
        digest,
        version,
        definition(json.map(node -> node.path("module"))),
        changelog(),
        json.map(RolloutKeys::of).orElse(Rollout.NONE));
  }

  private Optional<JsonNode> versionJson() throws RegistryException {
    var bytes = root("version.json");
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (var parser = JSON.createParser(bytes.get())) {
      // only the first value counts; what follows it is not looked at
      return Optional.ofNullable(JSON.readTree(parser));
    } catch (JacksonException e) {
      throw RegistryException.malformed(METADATA_ERROR + "json decode: " + e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private RegistryException noVersion() {
    return RegistryException.malformed(
        "module \"" + module + "\" metadata malformed: no version found");
  }

  private ModuleDefinition definition(Optional<JsonNode> fromVersionJson) throws RegistryException {
    var yaml = root("module.yaml");
    if (yaml.isPresent()) {
      try {
        return definition(YamlText.raw(text(yaml.get())));
      } catch (YAMLException e) {
        throw RegistryException.malformed(
            METADATA_ERROR + "unmarshal module yaml failed: " + firstLine(e));
      }
    }
    return fromVersionJson
        .filter(JsonNode::isObject)
        .map(ReleaseFiles::definition)
        .orElse(ModuleDefinition.NONE);
  }

  /** Reads a definition; keys that decisions do not need are ignored. */
  static ModuleDefinition definition(JsonNode json) {
    var requirements = json.path("requirements");
    var subjects = new HashMap<String, String>();
    for (var subject : new String[] {"deckhouse", "kubernetes"}) {
      if (!requirements.path(subject).asText("").isEmpty()) {
        subjects.put(subject, requirements.path(subject).asText());
      }
    }
    return new ModuleDefinition(
        weight(json.path("weight")),
        json.path("stage").asText(""),
        subjects,
        texts(requirements.path("modules")),
        jumps(json.path("update").path("versions")));
  }

  /** What cannot be read as a version is kept, so that somebody is told of it (REL-24). */
  private static List<VersionJump> jumps(JsonNode rules) {
    return (rules.isArray() ? rules.valueStream() : Stream.<JsonNode>empty())
        .filter(JsonNode::isObject)
        .limit(JUMPS_MAX)
        .map(rule -> new VersionJump(bounded(rule.path("from")), bounded(rule.path("to"))))
        .toList();
  }

  private static String bounded(JsonNode text) {
    var whole = text.asText("");
    return whole.substring(0, Math.min(whole.length(), JUMP_TEXT_MAX));
  }

  private static Optional<Integer> weight(JsonNode node) {
    var text = node.asText("");
    return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Map<String, String> texts(JsonNode object) {
    var texts = new TreeMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText("")));
    return texts;
  }

  /** Whatever is wrong with a changelog, it never blocks a release (DESIGN.md 1). */
  private String changelog() {
    try {
      var yaml = root("changelog.yaml");
      var bytes = yaml.isPresent() ? yaml : root("changelog.yml");
      if (bytes.isEmpty()) {
        return "{}";
      }
      var json = YamlText.typed(text(bytes.get()));
      var canonical = JSON.writeValueAsString(JSON.treeToValue(json, Object.class));
      return json.isObject() && canonical.length() <= CHANGELOG_MAX ? canonical : "{}";
    } catch (RegistryException | YAMLException | JacksonException e) {
      return "{}";
    }
  }

  private Optional<byte[]> root(String name) throws RegistryException {
    try {
      return files.root(name);
    } catch (RegistryException e) {
      throw e.prefixed(METADATA_ERROR);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
