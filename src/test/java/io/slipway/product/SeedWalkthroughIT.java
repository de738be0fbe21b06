package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.OperatorProcess;
import io.slipway.harness.RegistryServer;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The walk of SEED.md with the real kubectl, command for command and in its order. Tables and YAML
 * are those of the page; what differs is named in DESIGN.md 1: the annotation in the message of a
 * waiting release, and the field {@code status.ready} behind the column READY. The condition {@code
 * LastReleaseDeployed} is younger than the page.
 */
@TestMethodOrder(OrderAnnotation.class)
class SeedWalkthroughIT {
  private static Harbour harbour;
  private static Kubectl kubectl;
  private static Walk walk;
  private static OperatorProcess operator;
  private static Path watch;

  @BeforeAll
  static void open() {
    harbour = Harbour.open(RegistryServer.Option.BASIC_AUTH);
    kubectl = harbour.kubectl();
    walk = new Walk(harbour);
    operator = harbour.startOperator();
    walk.push("modules", "module-one", "0.7.23", "Stable");
    walk.push("modules", "module-two", "1.2.3", "Stable");
  }

  @AfterAll
  static void close() {
    operator.close();
    harbour.close();
  }

  @Test
  @Order(10)
  void a_source_is_ready_after_its_first_scan() {
    walk.source("example", "modules");

    walk.shows(
        "get ms",
        """
        NAME        COUNT   SYNC   MSG
        example     2       16s    Ready
        """);
  }

  @Test
  @Order(11)
  void its_modules_are_listed_by_name() {
    var ofOne = kubectl.run("get", "ms", "example", "-o", "jsonpath={.status.modules[*].name}");
    var ofAll = kubectl.run("get", "ms", "-o", "jsonpath={.items[*].status.modules[*].name}");

    assertThat(ofOne.strip()).isEqualTo("module-one module-two");
    assertThat(ofAll.strip()).isEqualTo("module-one module-two");
  }

  @Test
  @Order(12)
  void modules_appear_as_available() {
    walk.shows(
        "get module",
        """
        NAME         WEIGHT   SOURCE   PHASE       ENABLED   READY
        module-one                     Available   False     False
        module-two                     Available   False     False
        """);
  }

  @Test
  @Order(13)
  void an_available_module_in_full() {
    walk.showsYaml(
        "module-one",
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: Module
        metadata:
          name: module-one
        properties:
          availableSources:
          - example
        status:
          conditions:
          - message: disabled
            reason: Disabled
            status: "False"
            type: EnabledByModuleConfig
          - status: "False"
            type: EnabledByModuleManager
          - message: not installed
            reason: NotInstalled
            status: "False"
            type: IsReady
          phase: Available
          ready: "False"
        """);
  }

  @Test
  @Order(20)
  void enabling_leads_through_downloading_and_installing_to_ready() {
    watch = kubectl.watch("get", "module", "module-one");
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleConfig
        metadata:
          name: module-one
        spec:
          enabled: true
          source: example
        """);

    eventually(
        () ->
            assertThat(Kubectl.rows(watch))
                .containsSubsequence(
                    "NAME WEIGHT SOURCE PHASE ENABLED READY",
                    "module-one Available False False",
                    "module-one example Downloading False False",
                    "module-one 910 example Installing False False",
                    "module-one 910 example Ready True True"));
    assertThat(Kubectl.rows(watch))
        .noneMatch(
            row -> row.contains("Error") || row.matches(".*(Downloading|Installing) True.*"));
  }

  @Test
  @Order(21)
  void a_ready_module_in_full() {
    walk.shows(
        "get module module-one",
        """
        NAME        WEIGHT   SOURCE   PHASE  ENABLED  READY
        module-one  910      example  Ready  True     True
        """);
    walk.showsYaml(
        "module-one",
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: Module
        metadata:
          name: module-one
        properties:
          availableSources:
          - example
          releaseChannel: Stable
          requirements:
            deckhouse: '> v1.63.0'
            kubernetes: '> v1.25.0'
          source: example
          version: v0.7.23
          weight: 910
        status:
          conditions:
          - status: "True"
            type: EnabledByModuleConfig
          - status: "True"
            type: EnabledByModuleManager
          - status: "True"
            type: IsReady
          - status: "True"
            type: LastReleaseDeployed
          phase: Ready
          ready: "True"
        """);
  }

  @Test
  @Order(22)
  void an_update_of_the_channel_supersedes_the_release() {
    walk.push("modules", "module-one", "0.7.24", "Stable");

    walk.shows(
        "get mr",
        """
        NAME                       PHASE        UPDATE POLICY   TRANSITIONTIME   MESSAGE
        module-one-v0.7.23         Superseded   deckhouse       33h
        module-one-v0.7.24         Deployed     deckhouse       33h
        """);
    harbour.awaitPhase("module-one", "Ready");
  }

  @Test
  @Order(23)
  void settings_reach_the_chart() {
    harbour
        .shipyard()
        .push(
            "modules",
            SmallModule.of("module-set", "1.0.0")
                .with(
                    "openapi/config-values.yaml",
                    "{type: object, properties: {parameter: {type: string}}}")
                .with(
                    "templates/set.yaml",
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: module-set, namespace: default}
                    data: {parameter: "{{ .Values.moduleSet.parameter }}"}
                    """));
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleConfig
        metadata:
          name: module-set
        spec:
          enabled: true
          settings:
            parameter: value
          version: 1
        """);
    harbour.awaitPhase("module-set", "Ready");

    walk.shows(
        "get moduleconfig module-set",
        """
        NAME         ENABLED   VERSION   AGE   MESSAGE
        module-set   true      1         7s
        """);
    assertThat(kubectl.run("get", "configmap", "module-set", "-o", "jsonpath={.data.parameter}"))
        .isEqualToIgnoringNewLines("value");
  }

  @Test
  @Order(30)
  void a_source_with_unreadable_modules_says_so() {
    walk.push("broken", "module-1", "1.0.0");
    walk.push("broken", "module-2", "1.0.0");
    walk.source("unreadable", "broken");

    walk.shows(
        "get ms unreadable",
        """
        NAME         COUNT   SYNC   MSG
        unreadable   2       16s    Some errors occurred. Inspect status for details
        """);
  }

  @Test
  @Order(31)
  void the_error_of_each_module_is_in_the_status() {
    var text =
        kubectl.run(
            "get",
            "ms",
            "unreadable",
            "-o",
            "jsonpath={range .status.modules[*]}{.name}{\" module error:\\n\\t\"}{.pullError}{\"\\n\"}{end}");

    var expected =
        """
        module-1 module error:
        \tfetch image error: GET http://HOST/v2/broken/module-1/release/manifests/stable: MANIFEST_UNKNOWN: manifest unknown; DETAIL
        module-2 module error:
        \tfetch image error: GET http://HOST/v2/broken/module-2/release/manifests/stable: MANIFEST_UNKNOWN: manifest unknown; DETAIL
        """;
    // the detail is the registry's own: version 2 answers with an object, version 3 with a text
    var detail = "map\\[Tag:stable\\]|unknown tag=stable";
    assertThat(text.replace(harbour.registry().host(), "HOST").replaceAll(detail, "DETAIL"))
        .isEqualTo(expected);
  }

  @Test
  @Order(32)
  void a_chart_that_cannot_be_applied_is_an_error() {
    harbour
        .shipyard()
        .push(
            "modules",
            SmallModule.of("module-torn", "1.0.0")
                .with("templates/torn.yaml", "{{ fail \"torn\" }}"));
    walk.enable("module-torn", "");

    walk.shows(
        "get module module-torn",
        """
        NAME         WEIGHT   SOURCE   PHASE  ENABLED  READY
        module-torn  910      example  Error  True     Error
        """);
  }

  @Test
  @Order(33)
  void a_module_of_two_sources_is_in_conflict_until_one_is_chosen() {
    walk.push("modules", "module-twin", "1.0.0", "Stable");
    walk.push("more", "module-twin", "1.1.0", "Stable");
    walk.source("example-more", "more");
    eventually(
        () ->
            assertThat(harbour.object("Module", "module-twin").at("/properties/availableSources"))
                .hasSize(2));
    walk.enable("module-twin", "");

    walk.shows(
        "get module module-twin",
        """
        NAME         WEIGHT   SOURCE   PHASE     ENABLED  READY
        module-twin                    Conflict  False    False
        """);

    walk.enable("module-twin", "source: example");

    walk.shows(
        "get module module-twin",
        """
        NAME         WEIGHT   SOURCE   PHASE     ENABLED  READY
        module-twin  910      example  Ready     True     True
        """);
  }

  @Test
  @Order(40)
  void another_source_is_chosen_in_the_config() {
    walk.enable("module-twin", "source: example-more");

    walk.shows(
        "get mr -l module=module-twin",
        """
        NAME                 PHASE        UPDATE POLICY   TRANSITIONTIME   MESSAGE
        module-twin-v1.0.0   Superseded   deckhouse       33h
        module-twin-v1.1.0   Deployed     deckhouse       33h
        """);
    var release = harbour.object("ModuleRelease", "module-twin-v1.1.0");
    assertThat(release.at("/metadata/labels/source").asText()).isEqualTo("example-more");
    walk.shows(
        "get module module-twin",
        """
        NAME         WEIGHT   SOURCE        PHASE     ENABLED  READY
        module-twin  910      example-more  Ready     True     True
        """);
  }

  @Test
  @Order(50)
  void a_manual_policy_waits_for_the_documented_command() {
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha2
        kind: ModuleUpdatePolicy
        metadata:
          name: by-hand
        spec:
          releaseChannel: Stable
          update:
            mode: Manual
        """);
    walk.enable("module-two", "source: example, updatePolicy: by-hand");
    harbour.awaitPhase("module-two", "Ready");
    walk.push("modules", "module-two", "1.2.4", "Stable");

    walk.shows(
        "get mr -l module=module-two",
        """
        NAME                PHASE     UPDATE POLICY  TRANSITIONTIME  MESSAGE
        module-two-v1.2.3   Deployed  by-hand        3m
        module-two-v1.2.4   Pending   by-hand        3m              Waiting for the 'modules.deckhouse.io/approved: "true"' annotation
        """);
    kubectl.run("annotate", "mr", "module-two-v1.2.4", "modules.deckhouse.io/approved=true");

    walk.shows(
        "get mr -l module=module-two",
        """
        NAME                PHASE       UPDATE POLICY  TRANSITIONTIME  MESSAGE
        module-two-v1.2.3   Superseded  by-hand        3m
        module-two-v1.2.4   Deployed    by-hand        3m
        """);
  }

  @Test
  @Order(51)
  void the_example_policy_updates_in_its_windows_only() {
    walk.push("modules", "module-windowed", "2.0.0", "Alpha");
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha2
        kind: ModuleUpdatePolicy
        metadata:
          name: example-update-policy
        spec:
          releaseChannel: Alpha
          update:
            mode: Auto
            windows:
            - days:
              - "Mon"
              - "Wed"
              from: "13:30"
              to: "14:00"
        """);
    walk.enable("module-windowed", "source: example, updatePolicy: example-update-policy");
    harbour.awaitPhase("module-windowed", "Ready");
    walk.push("modules", "module-windowed", "2.1.0", "Alpha");

    eventually(
        () -> {
          var now = ZonedDateTime.now(ZoneOffset.UTC);
          var release = harbour.object("ModuleRelease", "module-windowed-v2.1.0");
          var phase = release.at("/status/phase").asText();
          if (ExampleWindow.isOpen(now)) {
            assertThat(phase).isEqualTo("Deployed");
          } else {
            assertThat(phase).isEqualTo("Pending");
            assertThat(release.at("/status/message").asText())
                .isEqualTo(
                    "Release is waiting for the update window until " + ExampleWindow.opening(now));
          }
        });
  }

  @Test
  @Order(60)
  void the_config_of_an_unknown_module_is_ignored() {
    walk.enable("module-9", "");

    walk.shows(
        "get moduleconfig module-9",
        """
        NAME        ENABLED   VERSION   AGE   MESSAGE
        module-9    true                7s    Ignored: unknown module name
        """);
  }

  @Test
  @Order(70)
  void a_module_can_be_disabled() {
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleConfig
        metadata:
          name: module-one
        spec:
          enabled: false
          source: example
        """);

    walk.shows(
        "get module module-one",
        """
        NAME        WEIGHT   SOURCE   PHASE       ENABLED  READY
        module-one  910      example  Downloaded  False    False
        """);
    eventually(() -> assertThat(harbour.helmStatuses("module-one")).isEmpty());
  }

  @Test
  @Order(80)
  void the_log_tells_the_life_of_a_release_in_under_ten_lines() {
    assertThat(operator.logLines())
        .filteredOn(line -> line.contains("INFO") && line.contains("[io.slipway.story]"))
        .filteredOn(line -> line.contains("module-one"))
        .hasSizeBetween(3, 9)
        .anyMatch(line -> line.contains("v0.7.24 is installed"));
  }

  @Test
  @Order(81)
  void no_credential_is_told() {
    Confidential.assertNowhere(
        harbour,
        operator,
        List.of(
            RegistryServer.PASSWORD,
            Shipyard.base64(RegistryServer.USER + ":" + RegistryServer.PASSWORD),
            Shipyard.dockerCfg(harbour.registry(), RegistryServer.PASSWORD)));
  }
}
