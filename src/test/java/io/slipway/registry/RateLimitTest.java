package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.effect.Registry.Versions;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.registry.RegistryLimits.Pace;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a registry is asked, and that it is left alone when it wishes so. */
class RateLimitTest {
  private static final String LIST = "/v2/fleet/tags/list?n=1000";
  private static final String TAGS = "{\"tags\":[\"ferry\"]}";
  private static final String OTHER =
      "{\"auths\":{\"%s\":{\"username\":\"b\",\"password\":\"pw\"}}}";

  private final Vertx vertx = Vertx.vertx();
  private final StubRegistry stub = new StubRegistry();

  @AfterEach
  void stop() {
    stub.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private VertxRegistry registry(Duration rest) {
    return new VertxRegistry(vertx, RegistryLimits.DEFAULT.withPace(new Pace(1000, 100, rest)));
  }

  private StubRegistry.Handler refusal(int status, String wish) {
    return exchange -> {
      if (!wish.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", wish);
      }
      StubRegistry.json(
              status, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow\"}]}")
          .handle(exchange);
    };
  }

  private RegistryFailure failure(VertxRegistry registry) {
    return ((Listing.Failed) registry.list(stub.access(""))).failure();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"429, RATE_LIMITED", "503, SERVER"})
  void a_registry_is_not_asked_again_before_it_wishes(int status, Reason reason) {
    stub.on(LIST, refusal(status, "600"));
    var registry = registry(Duration.ofSeconds(10));

    var first = failure(registry);
    var second = failure(registry);

    assertThat(first.reason()).isEqualTo(reason);
    assertThat(first.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.reason()).isEqualTo(reason);
    assertThat(second.retryAfter()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(stub.seen()).hasSize(1);
  }

  @Test
  void when_the_time_is_over_it_is_asked_again() throws Exception {
    stub.on(LIST, StubRegistry.first(1, refusal(429, "1"), StubRegistry.json(200, TAGS)));
    var registry = registry(Duration.ofMinutes(1));

    assertThat(failure(registry).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    Deadline.in(Duration.ofSeconds(5)).sleep(Duration.ofMillis(1100));

    assertThat(registry.list(stub.access(""))).isInstanceOf(Listing.Listed.class);
  }

  @Test
  void a_refusal_that_names_no_time_holds_back_its_repository_only() {
    stub.on(LIST, refusal(429, "")).onJson("/v2/fleet/ferry/tags/list?n=1000", 200, TAGS);
    var registry = registry(Duration.ofMinutes(1));

    assertThat(failure(registry).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(failure(registry).reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(registry.listVersions(stub.access(""), new ModuleName("ferry")))
        .isInstanceOf(Versions.Listed.class);
    assertThat(stub.seen()).hasSize(2);
  }

  @Test
  void another_account_is_not_held_back() {
    stub.on(LIST, StubRegistry.first(1, refusal(429, "600"), StubRegistry.json(200, TAGS)));
    var registry = registry(Duration.ofSeconds(10));
    failure(registry);

    var other = registry.list(stub.access(OTHER.formatted(stub.host())));

    assertThat(other).isInstanceOf(Listing.Listed.class);
  }

  @Test
  void a_short_unavailability_is_still_waited_out_within_the_call() {
    stub.on(LIST, StubRegistry.first(2, refusal(503, "0"), StubRegistry.json(200, TAGS)));

    assertThat(registry(Duration.ZERO).list(stub.access(""))).isInstanceOf(Listing.Listed.class);
  }

  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120",
        "0 | 0",
        "999999999 | 3600",
        "-5 | 0",
        "soon | 0",
        "Wed, 21 Oct 2026 07:28:30 GMT | 30",
        "Wed, 21 Oct 2026 07:27:30 GMT | 0",
        "Thu, 21 Oct 2027 07:28:00 GMT | 3600"
      })
  void a_wish_is_seconds_or_a_date_by_the_registrys_clock_and_bounded(String wish, long seconds) {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Retry-After", wish)
            .add("Date", "Wed, 21 Oct 2026 07:28:00 GMT");

    var failure = new RegistryFailure(Reason.RATE_LIMITED, "", RetryAfter.of(429, headers));

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void after_a_burst_requests_to_a_host_are_spread_and_others_are_not_concerned() {
    var pace = new HostPace(new Pace(10, 5, Duration.ZERO));

    var waits = LongStream.range(0, 8).mapToObj(_ -> pace.turn("one", 0).toMillis());

    assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 100L, 200L);
    assertThat(pace.turn("other", 0)).isZero();
    assertThat(pace.turn("one", Duration.ofSeconds(10).toNanos())).isZero();
  }
}
