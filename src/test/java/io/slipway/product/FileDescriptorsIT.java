package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.ApiProxy;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.tool.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator that has no file descriptor left for a while. */
class FileDescriptorsIT {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private static final Duration STARVED = Duration.ofSeconds(8);

  private static Harbour harbour;
  private static ApiProxy proxy;
  private static OperatorProcess operator;

  @BeforeAll
  static void start() {
    harbour = Harbour.open();
    proxy = ApiProxy.before(harbour.api());
    operator = harbour.startOperator(proxy);
    harbour.shipyard().push("fleet", SmallModule.of("before", "1.0.0"));
    harbour.shipyard().push("fleet", SmallModule.of("during", "1.0.0"));
    harbour.source("fleet", "fleet");
    harbour.config("before", "enabled: true");
    harbour.awaitPhase("before", "Ready");
  }

  @AfterAll
  static void stop() {
    operator.close();
    proxy.close();
    harbour.close();
  }

  /** The soft limit; open descriptors stay. */
  private static void limit(int descriptors) {
    Command.of(PRLIMIT)
        .with("--pid", Long.toString(operator.pid()), "--nofile=" + descriptors + ":")
        .run();
  }

  /** Everything at once: watches that end, releases to fetch, and Helm to start. */
  @Test
  void work_goes_on_without_a_restart_when_descriptors_are_free_again() {
    limit(1);
    proxy.cutWatches();
    proxy.clear();
    harbour.shipyard().push("fleet", SmallModule.of("before", "1.0.1"));
    harbour.config("during", "enabled: true");
    eventually(
        () -> assertThat(operator.logLines()).anyMatch(l -> l.contains("Too many open files")));
    await().during(STARVED).atMost(Harbour.LIMIT).until(operator::alive);

    limit(4096);

    harbour.awaitPhase("during", "Ready");
    eventually(
        () ->
            assertThat(
                    harbour.object("ModuleRelease", "before-v1.0.1").at("/status/phase").asText())
                .isEqualTo("Deployed"));
    harbour.awaitPhase("before", "Ready");
    assertThat(operator.alive()).isTrue();
  }
}
