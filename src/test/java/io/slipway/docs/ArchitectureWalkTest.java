package io.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walk of one event, as told in {@code docs/architecture.md}, is the way the code goes. */
class ArchitectureWalkTest {
  private static final String WIRING = "io.slipway.app.EngineProducer";
  private static final List<Hop> WALK = Hop.read(Page.read("docs/architecture.md"));
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.slipway");

  /** Two neighbours of the list. */
  record Pair(int index, Hop from, Hop to) {
    @Override
    public String toString() {
      return "%d: %s %s %s".formatted(from.number(), from.className(), from.word(), to.className());
    }
  }

  static Stream<Pair> pairs() {
    return IntStream.range(0, WALK.size() - 1)
        .mapToObj(i -> new Pair(i, WALK.get(i), WALK.get(i + 1)));
  }

  @Test
  void the_items_are_numbered_without_gaps_and_name_classes_that_exist() {
    assertThat(WALK).extracting(Hop::number).containsExactlyElementsOf(upTo(WALK.size()));
    assertThat(WALK).allMatch(hop -> CLASSES.contain(hop.className()), "exists");
  }

  @Test
  void the_walk_begins_at_a_tap_passes_helm_and_ends_at_the_writer() {
    assertThat(WALK).extracting(Hop::className).contains("io.slipway.install.HelmEngine");
    assertThat(WALK.get(1).className()).isEqualTo("io.slipway.kube.Tap");
    assertThat(WALK.getLast())
        .isEqualTo(new Hop(WALK.size(), "io.slipway.kube.KubernetesWriter", "ends"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void each_hop_goes_in_the_direction_it_claims(Pair pair) {
    var from = CLASSES.get(pair.from().className());
    var to = CLASSES.get(pair.to().className());

    var isTrue =
        switch (pair.from().word()) {
          case "calls" -> dependsOn(from, to);
          case "is implemented by" -> to.isAssignableTo(from.getName()) && !dependsOn(from, to);
          case "is wired to" -> isWired(from, to);
          case "tells" -> dependsOn(to, from) && !dependsOn(from, to);
          case "returns to" -> lastBefore(pair.index(), to) >= 0;
          case "leads again to" -> wentBefore(pair.index(), from, to);
          case "is seen by" -> !dependsOn(from, to) && !dependsOn(to, from);
          default -> false;
        };

    assertThat(isTrue).as(pair.toString()).isTrue();
  }

  private static boolean dependsOn(JavaClass from, JavaClass to) {
    return from.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> dependency.getTargetClass().equals(to));
  }

  private static boolean isWired(JavaClass port, JavaClass target) {
    var wiring = CLASSES.get(WIRING);
    return port.isInterface()
        && port.getMethods().size() == 1
        && dependsOn(wiring, port)
        && dependsOn(wiring, target)
        && !dependsOn(port, target)
        && !dependsOn(target, port);
  }

  private static int lastBefore(int index, JavaClass wanted) {
    return IntStream.range(0, index)
        .filter(i -> WALK.get(i).className().equals(wanted.getName()))
        .reduce(-1, (_, later) -> later);
  }

  private static boolean wentBefore(int index, JavaClass from, JavaClass to) {
    var first =
        IntStream.range(0, index)
            .filter(i -> WALK.get(i).className().equals(from.getName()))
            .findFirst()
            .orElse(index);
    return first < lastBefore(index, to);
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
