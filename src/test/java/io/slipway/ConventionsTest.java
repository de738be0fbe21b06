package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules A11 to A14 of style.md 3.6, over the source tree. */
class ConventionsTest {
  private static final int MAIN_LINES_MAX = 400;
  private static final int TEST_LINES_MAX = 600;
  private static final Pattern OPEN_TASK = Pattern.compile("TO" + "DO(?!\\(#\\d+\\))");

  /** Classes that a framework finds by itself. */
  private static final Pattern FOUND =
      Pattern.compile(
          "@(ApplicationScoped|Singleton|Path|QuarkusMain|Liveness|Readiness|Startup|Command"
              + "|ControllerConfiguration|Provider|ConfigMapping)\\b");

  private static final Pattern RULE_ID =
      Pattern.compile(
          "\\b((?:REG|REL|MOD|LOOP|POL|DEL|OBJ|MET|W|M|V|C|G|X|O|L|E|D|K)-\\d+[a-z]?"
              + "|[TCBP]\\d{1,2}[a-d]?|(?:sources|releases|modules|runtime)\\.md \\d+(?:\\.\\d+)*)\\b");

  private static final SourceTree TREE = SourceTree.ofProject();

  @Test
  void A11_a_file_has_at_most_400_lines_and_a_test_600() {
    var tooLong =
        TREE.java().stream()
            .filter(file -> file.lines() > (file.isTest() ? TEST_LINES_MAX : MAIN_LINES_MAX))
            .map(file -> file.path() + ": " + file.lines());

    assertThat(tooLong).isEmpty();
  }

  @Test
  void A11_no_file_has_a_tab() {
    assertThat(TREE.java().stream().filter(file -> file.text().contains("\t"))).isEmpty();
  }

  @Test
  void A11_an_open_task_names_its_issue() {
    assertThat(TREE.java().stream().filter(file -> OPEN_TASK.matcher(file.text()).find()))
        .isEmpty();
  }

  @Test
  void A11_every_class_is_used_somewhere() {
    var unused =
        TREE.java().stream()
            .filter(file -> !file.isTest() && !file.name().equals("package-info"))
            .filter(file -> !FOUND.matcher(file.text()).find())
            .filter(file -> !isNamedElsewhere(file))
            .map(SourceTree.SourceFile::path);

    assertThat(unused).isEmpty();
  }

  private static boolean isNamedElsewhere(SourceTree.SourceFile file) {
    var name = Pattern.compile("\\b" + file.name() + "\\b");
    return TREE.files().stream()
        .filter(other -> !other.equals(file))
        .anyMatch(other -> name.matcher(other.text()).find());
  }

  @Test
  void every_package_says_what_it_is_for_and_is_null_marked() {
    var bare =
        TREE.java().stream()
            .map(SourceTree.SourceFile::folder)
            .distinct()
            .filter(folder -> !isIntroduced(folder));

    assertThat(bare).isEmpty();
  }

  /** A test package that continues one of the main tree has its introduction there. */
  private static boolean isIntroduced(String folder) {
    var main = folder.replaceFirst("^src/test/", "src/main/");
    return TREE.java().stream()
        .filter(file -> file.name().equals("package-info"))
        .filter(file -> file.folder().equals(folder) || file.folder().equals(main))
        .anyMatch(file -> file.text().contains("@NullMarked") && file.text().contains("/**"));
  }

  /**
   * An id in a test (name, comment, table row) claims a rule of the reference pages, so it must be
   * one of {@code rules.txt}. The other half, that every rule has a test, holds only once all rules
   * are built; it belongs to later work.
   */
  @Test
  void A12_every_rule_that_a_test_claims_exists() {
    var known = Set.copyOf(TREE.resource("src/test/resources/rules.txt").lines().toList());
    var unknown = new ArrayList<String>();
    for (var file : TREE.java()) {
      if (file.isTest()) {
        RULE_ID
            .matcher(file.text())
            .results()
            .map(found -> found.group())
            .filter(id -> !known.contains(id))
            .forEach(id -> unknown.add(file.path() + ": " + id));
      }
    }

    assertThat(unknown).isEmpty();
  }

  /** Holds vacuously until the first {@code @ConfigMapping} is written, and only so long. */
  @Test
  void A13_every_setting_is_documented_and_every_documented_one_exists() {
    var mapped = ConfigMappings.environmentNames();
    var documented = new ArrayList<String>();
    if (!mapped.isEmpty()) {
      Pattern.compile("^\\|\\s*`(SLIPWAY_[A-Z0-9_]+)`", Pattern.MULTILINE)
          .matcher(TREE.resource("README.md"))
          .results()
          .forEach(row -> documented.add(row.group(1)));
    }

    assertThat(documented).containsExactlyInAnyOrderElementsOf(mapped);
  }

  /** The comparison itself is made next to the classes it compares. */
  @Test
  void A14_a_test_compares_the_api_classes_with_the_checked_in_crds() {
    var tests = Stream.of("ApiMatchesCrdTest").filter(name -> hasTests("io/slipway/api", name));

    assertThat(tests).hasSize(1);
  }

  private static boolean hasTests(String folder, String name) {
    return TREE.java().stream()
        .filter(file -> file.path().equals("src/test/java/" + folder + "/" + name + ".java"))
        .anyMatch(
            file ->
                List.of(file.text().split("\\s+")).contains("@Test")
                    || file.text().contains("@ParameterizedTest"));
  }
}
