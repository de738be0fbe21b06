package io.slipway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.slipway.core.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules A1 to A10 of style.md 3.6, over the class files of {@code src/main}. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.slipway");

  private static final String[] REDUCED = {
    "io.slipway.core.event", "io.slipway.core.effect", "io.slipway.core.projection"
  };

  @ParameterizedTest
  @EnumSource
  void A1_a_package_imports_only_what_the_table_allows(Layer layer) {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(layer.pattern())
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(layer.mayImport()));

    rule.allowEmptyShould(true).check(MAIN);
  }

  @Test
  void A1_every_package_is_in_the_table() {
    var rows = Stream.of(Layer.values()).map(Layer::pattern).toArray(String[]::new);

    var unknown = MAIN.that(not(resideInAnyPackage(rows))).stream().map(JavaClass::getName);

    assertThat(unknown).isEmpty();
  }

  @Test
  void A2_packages_are_free_of_cycles() {
    slices().matching("io.slipway.(*)..").should().beFreeOfCycles().check(MAIN);
    slices().matching("io.slipway.core.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void A3_fields_of_core_are_final() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("io.slipway.core..")
        .should()
        .beFinal()
        .check(MAIN);
  }

  @Test
  void A4_core_is_pure() {
    noClasses()
        .that()
        .resideInAPackage("io.slipway.core..")
        .should()
        .callMethodWhere(CallsOf.impureMethods())
        .orShould()
        .dependOnClassesThat(CallsOf.impureTypes())
        .check(MAIN);
  }

  @Test
  void A5_events_effects_and_projections_are_data_or_functions() {
    var others =
        MAIN.that(resideInAnyPackage(REDUCED)).stream()
            .filter(type -> !isDataOrFunctions(type))
            .map(JavaClass::getName);

    assertThat(others).isEmpty();
  }

  /** The ports of {@code core.effect} are implemented at the edges, so they cannot be sealed. */
  private static boolean isDataOrFunctions(JavaClass type) {
    var isPort =
        List.of("Cluster", "Installer", "Notifier", "Registry").contains(type.getSimpleName());
    var isInterface = type.reflect().isSealed() || isPort;
    var hasState =
        type.getFields().stream().anyMatch(f -> !f.getModifiers().contains(JavaModifier.STATIC));
    return type.isRecord()
        || type.isEnum()
        || type.getSimpleName().equals("package-info")
        || (type.isInterface() && isInterface)
        || (type.getModifiers().contains(JavaModifier.FINAL) && !hasState)
        || type.reflect().isSynthetic();
  }

  @Test
  void A6_a_sealed_family_lives_in_one_file_or_is_a_sum_of_families() {
    var strays = new ArrayList<String>();
    for (var type : MAIN) {
      if (type.reflect().isSealed()) {
        Arrays.stream(type.reflect().getPermittedSubclasses())
            .filter(sub -> !sub.isSealed() && outermost(sub) != outermost(type.reflect()))
            .forEach(sub -> strays.add(sub.getName()));
      }
    }

    assertThat(strays).isEmpty();
    assertThat(Event.class.isSealed()).isTrue();
  }

  private static Class<?> outermost(Class<?> type) {
    return type.getNestHost();
  }

  @Test
  void A7_only_kube_touches_the_operator_framework() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.slipway.kube..", "io.slipway.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javaoperatorsdk..")
        .check(MAIN);
  }

  @Test
  void A7_only_the_packages_of_the_table_touch_the_kubernetes_client() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.slipway.kube..",
            "io.slipway.install..",
            "io.slipway.api..",
            "io.slipway.cli..",
            "io.slipway.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(MAIN);
  }

  @Test
  void A8_no_class_has_a_name_that_says_nothing() {
    for (var ending : List.of("Util", "Utils", "Helper", "Manager", "Impl", "Service")) {
      noClasses().should().haveSimpleNameEndingWith(ending).check(MAIN);
    }
  }

  @Test
  void A9_reconcilers_and_taps_do_not_decide() {
    noClasses()
        .that(Writing.observe())
        .should()
        .dependOnClassesThat(resideInAPackage("io.slipway.core.decision.."))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void A9_reconcilers_and_taps_do_not_write() {
    noClasses()
        .that(Writing.observe())
        .should()
        .callMethodWhere(Writing.methods())
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName(Writing.WRITER)
        .allowEmptyShould(true)
        .check(MAIN);
  }

  /** Leases, which carry leadership, are no objects of the module API. */
  @Test
  void A9_only_the_writer_and_its_own_parts_write() {
    noClasses()
        .that()
        .resideInAnyPackage("io.slipway.kube..", "io.slipway.app..")
        .and(not(Writing.writerOrItsPart()))
        .and(not(Writing.knowsLeases()))
        .should()
        .callMethodWhere(Writing.methods())
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void A10_core_does_not_log() {
    noClasses()
        .that()
        .resideInAPackage("io.slipway.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jboss.logging..", "org.slf4j..", "java.util.logging..")
        .check(MAIN);
  }
}
