package io.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A module as its author keeps it: the files of the module image, and {@code publish.yaml} beside
 * them.
 *
 * @param files by path below the directory, without {@code publish.yaml} and dot files
 */
record ModuleDirectory(
    ModuleName name,
    SemVer version,
    List<ReleaseChannel> channels,
    Map<String, ImageLayer.File> files) {
  private static final String PUBLISH = "publish.yaml";
  private static final String VERSION = "version.json";
  private static final Set<String> RELEASE_FILES =
      Set.of("module.yaml", "changelog.yaml", "changelog.yml");
  private static final long BYTES_MAX = 256L << 20;

  /** Helm reads this one, so it is not like other dot files. */
  private static final String HELM_IGNORE = ".helmignore";

  static ModuleDirectory read(Path directory) throws RegistryException {
    var definition = yaml(directory, "module.yaml");
    var publish = yaml(directory, PUBLISH);
    var name = definition.path("name").asText("");
    if (!ModuleName.isValid(name)) {
      throw RegistryException.malformed("module.yaml: not a module name: \"" + name + "\"");
    }
    var version = publish.path("version").asText("");
    return new ModuleDirectory(
        new ModuleName(name),
        SemVer.parse(version)
            .filter(v -> v.build().isEmpty())
            .orElseThrow(
                () -> RegistryException.malformed(PUBLISH + ": no version: \"" + version + "\"")),
        channels(publish.path("channels")),
        files(directory));
  }

  /** Files of the module image (REG-53). */
  Map<String, ImageLayer.File> bundle() {
    var bundle = new TreeMap<>(files);
    bundle.put(VERSION, versionJson());
    return bundle;
  }

  /** Files of the release image (2.12). */
  Map<String, ImageLayer.File> release() {
    var release = new TreeMap<>(files);
    release.keySet().retainAll(RELEASE_FILES);
    release.put(VERSION, versionJson());
    return release;
  }

  private ImageLayer.File versionJson() {
    var json = JsonNodeFactory.instance.objectNode().put("version", version.tag());
    return ImageLayer.File.text(json + "\n");
  }

  private static JsonNode yaml(Path directory, String file) throws RegistryException {
    try {
      return YamlText.raw(Files.readString(directory.resolve(file)));
    } catch (IOException e) {
      throw RegistryException.malformed(file + ": cannot be read in " + directory);
    } catch (YAMLException e) {
      throw RegistryException.malformed(file + ": " + e.getMessage());
    }
  }

  private static List<ReleaseChannel> channels(JsonNode list) throws RegistryException {
    var channels = new ArrayList<ReleaseChannel>();
    for (var item : list) {
      channels.add(
          ReleaseChannel.parse(item.asText(""))
              .orElseThrow(
                  () ->
                      RegistryException.malformed(
                          PUBLISH + ": no such channel: \"" + item.asText("") + "\"")));
    }
    return List.copyOf(channels);
  }

  private static Map<String, ImageLayer.File> files(Path directory) throws RegistryException {
    var files = new TreeMap<String, ImageLayer.File>();
    try (var places = Files.walk(directory)) {
      var total = 0L;
      for (var place : places.sorted().toList()) {
        var path = path(directory, place);
        if (path.equals(PUBLISH)
            || isHidden(path)
            || Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
          throw RegistryException.malformed("neither file nor directory: " + path);
        }
        total += Files.size(place);
        if (total > BYTES_MAX) {
          throw RegistryException.malformed("the module is larger than " + BYTES_MAX + " bytes");
        }
        files.put(path, new ImageLayer.File(Files.readAllBytes(place), isExecutable(place)));
      }
    } catch (IOException e) {
      throw RegistryException.malformed("cannot read " + directory + ": " + e.getMessage());
    }
    return files;
  }

  /** By the file's own mode: root may execute more. */
  private static boolean isExecutable(Path place) throws IOException {
    return Files.getPosixFilePermissions(place).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  private static String path(Path directory, Path place) {
    return directory.relativize(place).toString().replace('\\', '/');
  }

  private static boolean isHidden(String path) {
    for (var part : path.split("/")) {
      if (part.startsWith(".") && !part.equals(HELM_IGNORE)) {
        return true;
      }
    }
    return false;
  }
}
