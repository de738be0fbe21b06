package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.slipway.harness.OperatorProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever happens to Helm, the operator and all other modules go on (docs/adr/0015). */
class HelmCrashIT {
  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void start() {
    harbour = Harbour.open();
    harbour.source("docks", "docks");
    operator = harbour.startOperator();
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @Test
  void a_chart_that_ends_helm_is_told_of_and_others_are_installed() {
    harbour.publishAndEnable(
        "docks",
        SmallModule.of("wreck", "1.0.0")
            .with("templates/wreck.yaml", "x: {{ repeat 1000000000000 \"a\" }}\n"));
    harbour.publishAndEnable("docks", SmallModule.of("tug", "1.0.0"));

    harbour.awaitPhase("tug", "Ready");
    eventually(
        () ->
            assertThat(harbour.object("Module", "wreck").toString())
                .contains("Helm was stopped: the chart needs more than 1024 MiB of memory"));
    assertThat(operator.alive()).isTrue();
  }

  /** In the middle of the installation, which waits for a hook. */
  @Test
  void a_module_becomes_ready_although_helm_was_killed() {
    harbour.publishAndEnable(
        "docks",
        SmallModule.of("lugger", "1.0.0")
            .with(
                "templates/hook.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: lugger
                  namespace: default
                  annotations: {helm.sh/hook: pre-install}
                spec:
                  restartPolicy: Never
                  containers: [{name: wait, image: example.com/wait}]
                """));
    eventually(() -> assertThat(pod().get()).isNotNull());
    var first = pod().get().getMetadata().getUid();

    ProcessHandle.of(operator.pid())
        .orElseThrow()
        .children()
        .forEach(ProcessHandle::destroyForcibly);

    eventually(() -> assertThat(uid(pod().get())).isNotIn(first, ""));
    pod()
        .editStatus(
            pod -> {
              pod.setStatus(new PodStatusBuilder().withPhase("Succeeded").build());
              return pod;
            });
    harbour.awaitPhase("lugger", "Ready");
    assertThat(harbour.helmStatuses("lugger")).containsExactly("deployed");
  }

  private static PodResource pod() {
    return harbour.client().pods().inNamespace("default").withName("lugger");
  }

  private static String uid(Pod pod) {
    return pod == null ? "" : pod.getMetadata().getUid();
  }
}
