package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.RegistryRequest;
import io.slipway.harness.RegistryServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What scans cost in which nothing has changed, counted by a real registry. */
class CheapPollIT {
  private static final int MODULES = 100;
  private static final String LISTING = "/v2/docks/tags/list.*";
  private static final String CHANNEL = "/v2/docks/[^/]+/release/manifests/stable";

  private static Harbour harbour;

  /** A requirement that is not met, so that they wait for it and take no time to install. */
  @BeforeAll
  static void publish_and_enable_a_hundred_modules() {
    harbour = Harbour.open(RegistryServer.Option.BASIC_AUTH);
    IntStream.range(0, MODULES)
        .parallel()
        .mapToObj(CheapPollIT::module)
        .forEach(module -> harbour.publishAndEnable("docks", module));
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata: {name: docks}
        spec:
          registry: {scheme: HTTP, repo: %s/docks, dockerCfg: %s}
        """
            .formatted(
                harbour.registry().host(),
                Shipyard.dockerCfg(harbour.registry(), RegistryServer.PASSWORD)));
  }

  @AfterAll
  static void stop() {
    harbour.close();
  }

  private static SmallModule module(int number) {
    var name = "buoy-" + number;
    return SmallModule.of(name, "1.0.0")
        .with(
            "module.yaml",
            "name: %s\nweight: 910\nrequirements: {kubernetes: '>= 1.999.0'}\n".formatted(name));
  }

  @Test
  void a_scan_of_a_hundred_enabled_modules_without_a_change_costs_a_hundred_and_one_requests() {
    var settings = harbour.settings().with("SLIPWAY_SOURCE_SCAN_INTERVAL", "5s");
    try (var operator = Harbour.startOperator(settings)) {
      eventually(() -> assertThat(harbour.objects("ModuleRelease")).hasSize(MODULES));
      var mark = harbour.registry().mark();
      eventually(
          () ->
              assertThat(harbour.registry().count(mark, "GET", LISTING)).isGreaterThanOrEqualTo(3));

      var requests = harbour.registry().since(mark);

      assertThat(scan(requests, 1)).hasSize(1 + MODULES);
      assertThat(requests)
          .allMatch(r -> r.method().equals("GET"))
          .allMatch(r -> r.path().matches(LISTING) || r.path().matches(CHANNEL))
          .allMatch(r -> r.status() == (r.path().matches(LISTING) ? 200 : 304));
      assertThat(operator.alive()).isTrue();
    }
  }

  /** All requests from the listing of this number on up to the next one. */
  private static List<RegistryRequest> scan(List<RegistryRequest> requests, int number) {
    var listings =
        IntStream.range(0, requests.size())
            .filter(i -> requests.get(i).path().matches(LISTING))
            .toArray();
    return requests.subList(listings[number], listings[number + 1]);
  }
}
