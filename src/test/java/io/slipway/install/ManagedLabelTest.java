package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.install.ManagedLabel.Target;
import org.junit.jupiter.api.Test;

class ManagedLabelTest {
  /** H1. */
  @Test
  void objects_without_the_label_are_found_in_a_manifest() {
    var manifest =
        """
        ---
        # Source: oak/templates/all.yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a, namespace: default}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: b, labels: {heritage: deckhouse}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleList
        items:
        - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: c}}
        ---
        """;

    assertThat(ManagedLabel.unlabelled(manifest))
        .containsExactly(
            new Target("v1", "ConfigMap", "default", "a"),
            new Target("rbac.authorization.k8s.io/v1", "ClusterRole", "", "c"));
  }

  @Test
  void a_manifest_that_cannot_be_read_names_no_objects() {
    assertThat(ManagedLabel.unlabelled("not: [yaml")).isEmpty();
  }
}
