package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.OperatorProcess;
import io.slipway.registry.RawTar;
import io.slipway.registry.RawTar.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Packages that want more than to be installed, all at once and beside a sound one: one clear error
 * each, on its release, and bounds to what they cost.
 */
class HostilePackageIT {
  private static final String FLEET = "fleet";
  private static final long RESIDENT_MAX = 1536L << 20;

  private static Harbour harbour;
  private static OperatorProcess operator;

  /** Each is a module of its own. */
  enum Hostile {
    ZEROS("untar: next: archive unpacks to more than is allowed") {
      @Override
      byte[] layer() {
        return joined(gzip(tar().put(Header.of('0', "zeros", 2L << 30), NONE).bytes()), zeros(128));
      }
    },
    DEVICE("unknown type of entry in the module archive: disk") {
      @Override
      byte[] layer() {
        return gzip(tar().put(Header.of('4', "disk", 0), NONE).bytes());
      }
    },
    ESCAPE("path traversal detected in the module archive: malicious path ../../escape") {
      @Override
      byte[] layer() {
        return gzip(tar().put(Header.of('0', "../../escape", 0), NONE).bytes());
      }
    },
    BREAK("unusable name in the archive: a\\?b") {
      @Override
      byte[] layer() {
        return gzip(tar().put(Header.of('0', "a\nb", 0), NONE).bytes());
      }
    },
    TAIL("untar: next: .*") {
      @Override
      byte[] layer() {
        var whole = gzip(tar().put(Header.of('0', "a", 9000), new byte[9000]).bytes());
        return joined(java.util.Arrays.copyOf(whole, whole.length - 20), new byte[] {1, 2, 3});
      }
    },
    MIRRORS("the chart has more than 10000 files") {
      @Override
      byte[] layer() {
        var tar = file(tar(), "templates/l0/a.yaml", "");
        for (var i = 1; i < 25; i++) {
          for (var name : new String[] {"a", "b"}) {
            var link = Header.of('2', "templates/l%d/%s".formatted(i, name), 0);
            tar.put(link.linkedTo("../l" + (i - 1)), NONE);
          }
        }
        return gzip(tar.bytes());
      }
    },
    LAUGHS("values.yaml: the document is too large or too deep") {
      @Override
      byte[] layer() {
        var text = new StringBuilder("l0: &l0 [a, b, c]\n");
        for (var i = 1; i < 16; i++) {
          text.append("l%1$d: &l%1$d [*l%2$d, *l%2$d, *l%2$d]\n".formatted(i, i - 1));
        }
        return gzip(file(tar(), "values.yaml", text.toString()).bytes());
      }
    },
    RUSSIAN("charts/doll.tgz: an archive within an archive") {
      @Override
      byte[] layer() {
        var doll = gzip(tar().put(Header.of('0', "charts/b.tgz", 50), gzip(new byte[9])).bytes());
        var tar = tar().put(Header.of('0', "charts/doll.tgz", doll.length), doll);
        return gzip(tar.bytes());
      }
    };

    private static final byte[] NONE = new byte[0];
    final String text;

    Hostile(String text) {
      this.text = text;
    }

    abstract byte[] layer();

    String module() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static RawTar tar() {
      return new RawTar();
    }

    private static RawTar file(RawTar tar, String name, String text) {
      var content = RawTar.utf8(text);
      return tar.put(Header.of('0', name, content.length), content);
    }

    /** So many times 16 MiB. */
    private static byte[] zeros(int times) {
      var piece = gzip(new byte[16 << 20]);
      var bytes = new ByteArrayOutputStream();
      for (var i = 0; i < times; i++) {
        bytes.writeBytes(piece);
      }
      return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(one);
      bytes.writeBytes(other);
      return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] data) {
      var bytes = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(bytes)) {
        gzip.write(data);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      return bytes.toByteArray();
    }
  }

  @BeforeAll
  static void publish() {
    harbour = Harbour.open();
    for (var hostile : Hostile.values()) {
      harbour.shipyard().push(FLEET, SmallModule.of(hostile.module(), "1.0.0"));
      harbour.shipyard().pushImage(FLEET + "/" + hostile.module(), "v1.0.0", hostile.layer());
      harbour.config(hostile.module(), "enabled: true");
    }
    harbour.publishAndEnable(FLEET, SmallModule.of("sound", "1.0.0"));
    harbour.source(FLEET, FLEET);
    operator = harbour.startOperator();
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @ParameterizedTest
  @EnumSource
  void its_release_tells_what_is_wrong(Hostile hostile) {
    eventually(
        () ->
            assertThat(
                    harbour
                        .object("ModuleRelease", hostile.module() + "-v1.0.0")
                        .at("/status/message")
                        .asText())
                .matches("Package cannot be used: " + hostile.text + "( \\(http://\\S+\\))?"));
    eventually(
        () ->
            assertThat(given().baseUri(operator.url().toString()).get("/q/metrics").asString())
                .contains(
                    "slipway_module_failures_total{module=\"%s\"".formatted(hostile.module())));
  }

  @Test
  void the_sound_one_beside_them_becomes_ready() {
    harbour.awaitPhase("sound", "Ready");
  }

  @Test
  void nothing_is_left_and_the_memory_is_bounded() {
    harbour.awaitPhase("sound", "Ready");
    for (var hostile : Hostile.values()) {
      its_release_tells_what_is_wrong(hostile);
    }

    eventually(() -> assertThat(harbour.unfinishedFiles()).isEmpty());
    assertThat(harbour.folder().resolve("data/packages/index").toFile().list())
        .containsExactly("sound");
    assertThat(harbour.folder().resolve("data/packages/sha256").toFile().list()).hasSize(1);
    assertThat(harbour.folder().toFile().list()).doesNotContain("escape");
    System.out.printf("resident: %d MiB%n", operator.residentBytes().orElse(0) >> 20);
    assertThat(operator.residentBytes().orElse(0)).isLessThan(RESIDENT_MAX);
  }
}
