package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as module authors know it from Helm: anchors and merge keys are resolved, while dates and
 * base-60 numbers stay text. Size and number of aliases are bounded.
 */
final class YamlText {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIZE_MAX = 8 << 20;

  private YamlText() {}

  /** One document; a missing node when the text is empty. */
  static JsonNode parse(String text) throws YAMLException {
    var value = (Object) reader().load(text);
    return value == null ? MissingNode.getInstance() : JSON.valueToTree(value);
  }

  static Yaml reader() {
    var options = new LoaderOptions();
    options.setCodePointLimit(SIZE_MAX);
    options.setAllowDuplicateKeys(false);
    var dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new Scalars());
  }

  private static final class Scalars extends Resolver {
    private static final Pattern INTEGER =
        Pattern.compile("[-+]?(?:0|[1-9][0-9_]*|0b[0-1_]+|0[0-7_]+|0x[0-9a-fA-F_]+)");
    private static final Pattern DECIMAL =
        Pattern.compile(
            "[-+]?(?:[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+"
                + "|\\.[0-9_]+(?:[eE][-+]?[0-9]+)?|\\.(?:inf|Inf|INF))|\\.(?:nan|NaN|NAN)");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
