package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipway.harness.ApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that uses Helm and Helm's own process end as they should. */
class HelmSignalsIT {
  private static ApiServer api;
  @TempDir Path data;

  @BeforeAll
  static void start() {
    api = ApiServer.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  @Timeout(60)
  void a_process_that_used_helm_still_obeys_signals(String signal, int status) throws Exception {
    assumeTrue(signal.equals("TERM") || !ignoresInterrupts(), "inherited by every child");
    var process = HelmProcess.start(data, api);
    try (var output = process.inputReader()) {
      awaitUse(output);

      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();

      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(status);
      assertThat(output.lines()).contains(HelmProcess.STOPPED);
    } finally {
      process.destroyForcibly();
    }
  }

  /** It must not act for a process that can hold no Lease any more. */
  @Test
  @Timeout(60)
  void helm_ends_with_a_process_that_is_killed() throws Exception {
    var process = HelmProcess.start(data, api);
    try (var output = process.inputReader()) {
      awaitUse(output);
      var helm = process.descendants().toList();

      process.destroyForcibly().waitFor();

      assertThat(helm).isNotEmpty();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> helm.stream().noneMatch(HelmSignalsIT::runs));
    }
  }

  /** A shell starts its background jobs so. */
  private static boolean ignoresInterrupts() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(ignored -> ignored.testBit(1));
    }
  }

  /** One that has ended and was not waited for yet counts as alive. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static void awaitUse(BufferedReader output) throws IOException {
    var seen = new ArrayList<String>();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(HelmProcess.USED)) {
        return;
      }
      seen.add(line);
    }
    throw new AssertionError("the process ended: " + seen);
  }
}
