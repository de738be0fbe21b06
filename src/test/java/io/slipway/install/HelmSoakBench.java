package io.slipway.install;

import io.slipway.harness.tool.Folders;
import java.nio.file.Files;
import java.util.List;

/**
 * Helm in long use, in its own process or, with the argument {@code inside}, in this one. A
 * comparison; what must hold is in HelmSoakIT.
 */
final class HelmSoakBench {
  private HelmSoakBench() {}

  public static void main(String[] arguments) throws Exception {
    var inside = List.of(arguments).contains("inside");
    var data = Files.createTempDirectory("slipway-soak-");
    try (var soak = new HelmSoak(data, HelmSoak.Size.FULL)) {
      System.out.println("upgrades, four at a time");
      (inside ? soak.upgradesInside() : soak.upgrades()).forEach(System.out::println);
      System.out.println("reloads");
      soak.reloads(inside ? "useInside" : "use").forEach(System.out::println);
    } finally {
      Folders.delete(data);
    }
    System.exit(0);
  }
}
