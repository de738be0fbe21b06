package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.slipway.api.v1alpha1.ModuleRelease;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangelogTest {
  private static final KubernetesSerialization WIRE = new KubernetesSerialization();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{security: [CVE-2026-1]}                  | true",
        "{Security: {fixes: [a]}}                  | true",
        "{security: true}                          | true",
        "{security: a hole}                        | true",
        "{proxy: {security: [{summary: a hole}]}}  | true",
        "{fixes: [a], features: [security]}        | false",
        "{security: []}                            | false",
        "{security: {}}                            | false",
        "{security: ''}                            | false",
        "{security: null}                          | false",
        "{security: false}                         | false",
        "{a: {b: {security: [x]}}}                 | false",
        "{}                                        | false",
        "null                                      | false"
      })
  void a_changelog_names_a_security_fix(String changelog, boolean expected) {
    var yaml = "metadata: {name: r}\nspec: {moduleName: echo, changelog: " + changelog + "}";

    var read = ModuleReleaseMapper.toCore(WIRE.unmarshal(yaml, ModuleRelease.class));

    assertThat(read.spec().security()).isEqualTo(expected);
  }
}
