package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.ApiProxy;
import io.slipway.harness.ApiWrite;
import io.slipway.harness.OperatorProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Slipway sees of the cluster is old, missing or told twice. It catches up, and nothing is
 * installed twice or removed meanwhile.
 */
class StaleViewIT {
  private static final List<String> MODULES =
      List.of("alder", "aspen", "birch", "hazel", "held", "late", "twice", "mixed");

  /** Longer than a scan, shorter than the wait for an echo; beyond that in the long suite. */
  private static final Duration WHILE =
      Duration.ofSeconds(Boolean.getBoolean("tests.long") ? 40 : 5);

  private static Harbour harbour;
  private static ApiProxy proxy;
  private static OperatorProcess operator;

  @BeforeAll
  static void install_modules() {
    harbour = Harbour.open();
    proxy = ApiProxy.before(harbour.api());
    harbour.source("main", "main");
    MODULES.forEach(module -> harbour.publishAndEnable("main", SmallModule.of(module, "1.0.0")));
    harbour.shipyard().push("main", SmallModule.of("rowan", "1.0.0"));
    harbour.shipyard().push("other", SmallModule.of("maple", "1.0.0"));
    operator = harbour.startOperator(proxy);
    MODULES.forEach(module -> harbour.awaitPhase(module, "Ready"));
  }

  @AfterAll
  static void stop() {
    operator.close();
    proxy.close();
    harbour.close();
  }

  @AfterEach
  void clear() {
    proxy.clear();
  }

  /** How the view is spoilt; the module is a different one each time. */
  enum Fault {
    HELD {
      @Override
      void begin() {
        proxy.holdWatches();
      }
    },
    LATE {
      @Override
      void begin() {
        proxy.delayWatches(Duration.ofSeconds(3));
      }
    },
    TWICE {
      @Override
      void begin() {
        proxy.repeatEvents();
      }
    },
    MIXED {
      @Override
      void begin() {
        proxy.repeatEvents();
        proxy.delayWatches(Duration.ofSeconds(1));
      }
    };

    abstract void begin();

    String module() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_upgrade_is_made_once_whatever_the_echoes(Fault fault) {
    var mark = harbour.api().writes().mark();
    fault.begin();
    harbour.shipyard().push("main", SmallModule.of(fault.module(), "1.1.0"));
    if (fault == Fault.HELD) {
      pass(WHILE);
      proxy.clear();
    }

    awaitRunning(fault.module(), "1.1.0");
    assertThat(harbour.helmStatuses(fault.module()))
        .containsExactlyInAnyOrder("superseded", "deployed");
    var writes = harbour.api().writes().since(mark, "operator");
    assertThat(writes).filteredOn(w -> w.verb().equals("create") && isRelease(w)).hasSize(1);
    assertThat(writes)
        .filteredOn(w -> w.name().startsWith(fault.module()) && !w.resource().equals("secrets"))
        .as("both objects pass through few phases, each written once")
        .hasSizeLessThan(20);
    assertNobodyButAspenWasRemoved();
  }

  /** Each kind of object, made, changed and deleted while no watch is open. */
  @Test
  void what_happened_behind_its_back_is_seen_afterwards() {
    proxy.cutWatches();
    harbour.config("rowan", "enabled: true");
    harbour.config("maple", "enabled: true");
    harbour.source("other", "other");
    harbour.config("alder", "enabled: true, version: 1, settings: {colour: red}");
    harbour.config("aspen", "enabled: false");
    delete("ModuleRelease", "birch-v1.0.0");
    delete("Module", "birch");
    harbour
        .client()
        .secrets()
        .inNamespace(Harbour.SYSTEM)
        .withName("sh.helm.release.v1.hazel.v1")
        .delete();
    pass(WHILE);
    proxy.clear();

    harbour.awaitPhase("aspen", "Downloaded");
    assertThat(harbour.helmStatuses("aspen")).isEmpty();
    for (var module : List.of("rowan", "maple", "birch", "hazel")) {
      awaitRunning(module, "1.0.0");
    }
    assertNobodyButAspenWasRemoved();
  }

  private static boolean isRelease(ApiWrite write) {
    return write.resource().equals("modulereleases.deckhouse.io");
  }

  private static void delete(String kind, String name) {
    harbour.client().genericKubernetesResources(Harbour.context(kind)).withName(name).delete();
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
  }

  private static void awaitRunning(String module, String version) {
    eventually(
        () -> {
          assertThat(harbour.running(module)).isEqualTo("v" + version);
          assertThat(harbour.helmStatuses(module)).contains("deployed");
          assertThat(harbour.object("ModuleRelease", module + "-v" + version).at("/status/phase"))
              .hasToString("\"Deployed\"");
        });
    harbour.awaitPhase(module, "Ready");
  }

  /** Whatever the order of the tests. */
  private static void assertNobodyButAspenWasRemoved() {
    assertThat(operator.logLines())
        .filteredOn(line -> line.contains(": uninstalled"))
        .allMatch(line -> line.contains(" aspen: "));
  }
}
