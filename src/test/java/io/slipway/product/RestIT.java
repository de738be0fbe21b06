package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.harness.ApiWrite;
import io.slipway.harness.ApiWrites;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.RegistryRequest;
import io.slipway.harness.RegistryServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * DESIGN.md 2 "No writes at rest", watched for half a minute of scans every two seconds: two
 * sources, five modules of which three are enabled.
 */
class RestIT {
  private static final Duration REST = Duration.ofSeconds(30);

  private static Harbour harbour;
  private static OperatorProcess operator;
  private static List<JsonNode> before;
  private static List<JsonNode> after;
  private static List<ApiWrite> writes;
  private static List<RegistryRequest> requests;

  @BeforeAll
  static void rest_for_half_a_minute() {
    harbour = Harbour.open();
    converge();
    ApiWrites.Mark cluster = harbour.api().writes().mark();
    RegistryServer.Mark registry = harbour.registry().mark();
    before = everything();
    await().pollDelay(REST).atMost(REST.plusSeconds(5)).until(() -> true);
    after = everything();
    requests = harbour.registry().since(registry);
    writes = harbour.api().writes().since(cluster, "operator");
  }

  private static void converge() {
    for (var module : List.of("alder", "aspen", "larch")) {
      harbour.shipyard().push("east", SmallModule.of(module, "1.0.0"));
    }
    for (var module : List.of("rowan", "maple")) {
      harbour.shipyard().push("west", SmallModule.of(module, "2.0.0"));
    }
    harbour.source("east", "east");
    harbour.source("west", "west");
    for (var module : List.of("alder", "aspen", "rowan")) {
      harbour.config(module, "enabled: true");
    }
    operator = harbour.startOperator();
    List.of("alder", "aspen", "rowan").forEach(module -> harbour.awaitPhase(module, "Ready"));
    List.of("larch", "maple").forEach(module -> harbour.awaitPhase(module, "Available"));
    awaitQuiet();
  }

  /** The last status of a converged module may still be on its way. */
  private static void awaitQuiet() {
    eventually(
        () -> {
          var mark = harbour.api().writes().mark();
          await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
          assertThat(harbour.api().writes().since(mark, "operator"))
              .allMatch(write -> write.resource().equals("modulesources.deckhouse.io/status"));
        });
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @Test
  void nothing_is_written_but_the_status_of_sources() {
    assertThat(writes)
        .isNotEmpty()
        .allMatch(write -> write.resource().equals("modulesources.deckhouse.io/status"))
        .allMatch(write -> write.status() == 200);
  }

  @Test
  void of_that_status_only_the_time_of_the_scan_changes() {
    assertThat(after).isEqualTo(before);
  }

  @Test
  void a_source_is_written_once_per_scan() {
    var written =
        writes.stream().collect(Collectors.groupingBy(ApiWrite::name, Collectors.counting()));

    for (var source : List.of("east", "west")) {
      assertThat(written.get(source)).as(source).isCloseTo(scans(source), oneAtTheEnds());
    }
  }

  @Test
  void a_source_is_scanned_every_two_seconds() {
    for (var source : List.of("east", "west")) {
      assertThat(scans(source)).as(source).isBetween(11L, 18L);
    }
  }

  /** Modules that are not enabled are read in every twentieth scan (DESIGN.md 1). */
  @Test
  void a_scan_costs_one_listing_and_one_question_per_followed_channel() {
    var heads = new ArrayList<RegistryRequest>(requests);
    heads.removeIf(request -> isListing(request, "east") || isListing(request, "west"));

    assertThat(heads).allMatch(request -> request.path().matches(".*/release/manifests/stable"));
    assertThat(questions("east/alder")).isCloseTo(scans("east"), oneAtTheEnds());
    assertThat(questions("east/aspen")).isCloseTo(scans("east"), oneAtTheEnds());
    assertThat(questions("west/rowan")).isCloseTo(scans("west"), oneAtTheEnds());
    assertThat(questions("east/larch") + questions("west/maple")).isLessThanOrEqualTo(2);
  }

  @Test
  void no_blob_and_no_manifest_is_fetched() {
    assertThat(requests)
        .noneMatch(request -> request.path().contains("/blobs/"))
        .noneMatch(
            request ->
                request.method().equals("GET")
                    && request.path().contains("/manifests/")
                    && request.status() == 200);
  }

  private static Offset<Long> oneAtTheEnds() {
    return Offset.offset(1L);
  }

  private static long scans(String source) {
    return requests.stream().filter(request -> isListing(request, source)).count();
  }

  private static boolean isListing(RegistryRequest request, String source) {
    return request.path().matches("/v2/%s/tags/list.*".formatted(source));
  }

  private static long questions(String module) {
    var path = "/v2/%s/release/manifests/stable".formatted(module);
    return requests.stream().filter(request -> request.path().equals(path)).count();
  }

  /** All objects without what a write of {@code syncTime} changes. */
  private static List<JsonNode> everything() {
    return List.of("ModuleSource", "Module", "ModuleConfig", "ModuleRelease").stream()
        .flatMap(kind -> harbour.objects(kind).stream())
        .map(RestIT::withoutTheScan)
        .toList();
  }

  private static JsonNode withoutTheScan(JsonNode object) {
    var copy = (ObjectNode) object.deepCopy();
    if (copy.path("kind").asText().equals("ModuleSource")) {
      ((ObjectNode) copy.path("status")).remove("syncTime");
      ((ObjectNode) copy.path("metadata")).remove(List.of("resourceVersion", "managedFields"));
    }
    return copy;
  }
}
