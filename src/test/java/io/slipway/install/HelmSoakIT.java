package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory and files of Helm stay bounded, however long it is used. */
@Tag("long")
class HelmSoakIT {
  private static final int GROWTH_MIB = 96;
  @TempDir Path data;

  @Test
  void five_hundred_upgrades_of_fifty_charts_cost_no_memory() throws Exception {
    try (var soak = new HelmSoak(data, HelmSoak.Size.FULL)) {
      var samples = soak.upgrades();

      samples.forEach(System.out::println);
      var early = samples.get(2);
      assertThat(samples.getLast().helmMiB()).isLessThan(early.helmMiB() + GROWTH_MIB);
      assertThat(samples.getLast().operatorMiB()).isLessThan(early.operatorMiB() + GROWTH_MIB);
      assertThat(samples.getLast().files()).isLessThanOrEqualTo(samples.getFirst().files());
    }
  }

  @Test
  void twenty_reloads_leave_neither_files_nor_processes() throws Exception {
    try (var soak = new HelmSoak(data, HelmSoak.Size.FULL)) {
      var children = ProcessHandle.current().children().count();

      var samples = soak.reloads("use");

      samples.forEach(System.out::println);
      assertThat(samples.getLast().operatorMiB())
          .isLessThan(samples.get(4).operatorMiB() + 2 * GROWTH_MIB);
      assertThat(samples.getLast().files()).isLessThanOrEqualTo(samples.getFirst().files());
      assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
    }
  }
}
