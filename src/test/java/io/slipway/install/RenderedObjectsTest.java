package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderedObjectsTest {
  /** H1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata: {name: a} | metadata: {labels: {heritage: deckhouse}, name: a}",
        "metadata:~  name: a | metadata:~  labels: {heritage: deckhouse}~  name: a",
        "metadata:~  labels:~    x: y | metadata:~  labels:~    heritage: deckhouse~    x: y",
        "metadata: {labels: {}} | metadata: {labels: {heritage: deckhouse}}",
        "metadata: {labels: {x: y}} | metadata: {labels: {heritage: deckhouse, x: y}}",
        "metadata:~  labels:~  name: a | metadata:~  labels: {heritage: deckhouse}~  name: a",
        "metadata: {labels: {heritage: deckhouse}} | metadata: {labels: {heritage: deckhouse}}",
        "metadata: {labels: {heritage: own}} | metadata: {labels: {heritage: deckhouse}}",
        "{\"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}} | "
            + "{\"kind\": \"Pod\", \"metadata\": {labels: {heritage: deckhouse}, \"name\": \"a\"}}",
        "kind: RoleList~items:~- metadata: {name: ж} | "
            + "kind: RoleList~items:~- metadata: {labels: {heritage: deckhouse}, name: ж}",
        "a: 1~---~metadata: {name: b} | a: 1~---~metadata: {labels: {heritage: deckhouse}, name: b}",
        "not: [yaml | not: [yaml",
      })
  void every_object_gets_the_label_and_nothing_else_changes(String text, String expected) {
    assertThat(RenderedObjects.label(text.replace('~', '\n')))
        .isEqualTo(expected.replace('~', '\n'));
  }

  @Test
  void hooks_and_objects_are_taken_from_the_report_of_a_dry_run() {
    var report =
        """
        NAME: oak
        STATUS: pending-install
        HOOKS:
        ---
        # Source: oak/templates/job.yaml
        kind: Job
        MANIFEST:
        ---
        kind: ConfigMap

        NOTES:
        Thank you.
        """;

    assertThat(RenderedObjects.fromReport(report))
        .isEqualTo("---\n# Source: oak/templates/job.yaml\nkind: Job\n---\nkind: ConfigMap\n\n");
  }
}
