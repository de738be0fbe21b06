package io.slipway.sim;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.Soak;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whoever keeps the update policies, and the platform's own settings, which are the default. */
final class PolicyKeeper {
  /** Names a module may be given; the first stands for the default policy. */
  static final List<String> NAMES = List.of("", "policy-a", "policy-b");

  private static final String DEFAULT = "deckhouse";

  private static final List<UpdateMode> MODES =
      List.of(
          UpdateMode.AUTO,
          UpdateMode.AUTO,
          UpdateMode.AUTO_PATCH,
          UpdateMode.MANUAL,
          UpdateMode.IGNORE);

  private static final List<List<UpdateWindow>> WINDOWS =
      List.of(
          List.of(),
          List.of(window(Set.of(), "02:00", "04:00")),
          List.of(window(Set.of(), "22:00", "06:00")),
          List.of(window(Set.of(DayOfWeek.TUESDAY, DayOfWeek.SATURDAY), "10:00", "12:00")),
          List.of(
              window(Set.of(DayOfWeek.SUNDAY), "23:30", "00:30"),
              window(Set.of(DayOfWeek.WEDNESDAY), "08:00", "08:01")));

  private static final List<ReleaseChannel> CHANNELS =
      List.of(
          ReleaseChannel.STABLE,
          ReleaseChannel.STABLE,
          ReleaseChannel.STABLE,
          ReleaseChannel.ALPHA,
          ReleaseChannel.LTS);

  /** How old a version must be, in a rough course; a calm one has hours of them for seconds. */
  private static final List<Duration> AGES =
      List.of(Duration.ZERO, Duration.ofSeconds(20), Duration.ZERO, Duration.ofSeconds(60));

  private static final long SECONDS_OF_HOUR = 3_600;

  private final SimCluster cluster;
  private final Profile profile;

  PolicyKeeper(SimCluster cluster, Profile profile) {
    this.cluster = cluster;
    this.profile = profile;
  }

  private static UpdateWindow window(Set<DayOfWeek> days, String from, String to) {
    return new UpdateWindow(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  private UpdatePolicy policy(String name, int number) {
    return new UpdatePolicy(
        name,
        CHANNELS.get(number / 25 % CHANNELS.size()),
        MODES.get(number % MODES.size()),
        WINDOWS.get(number / 5 % WINDOWS.size()),
        new Soak(age(number / 3), false));
  }

  private Duration age(int number) {
    var age = AGES.get(number % AGES.size());
    return profile == Profile.CALM ? age.multipliedBy(SECONDS_OF_HOUR) : age;
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef(ObjectKind.POLICY, name);
  }

  /** Creates or changes one of the policies. */
  void change(int number) {
    var name = NAMES.get(1 + number % 2);
    put(policy(name, number / 2));
  }

  private void put(UpdatePolicy policy) {
    var version = cluster.nextVersion();
    var meta =
        cluster
            .get(ref(policy.name()))
            .map(known -> SimObjects.withVersion(SimObjects.meta(known), version))
            .orElseGet(() -> SimObjects.newMeta(policy.name(), version));
    cluster.put(ref(policy.name()), new PolicyObject(meta, policy));
  }

  void delete(int number) {
    cluster.remove(ref(NAMES.get(1 + number % 2)));
  }

  /** Sets the default policy, or takes away what was set. */
  void changeDefault(int number) {
    var ref = new ObjectRef(ObjectKind.CONFIG, DEFAULT);
    if (number % 6 == 0) {
      cluster.remove(ref);
    } else {
      putDefault(ref, policy(DEFAULT, number / 6));
    }
  }

  private void putDefault(ObjectRef ref, UpdatePolicy policy) {
    var version = cluster.nextVersion();
    var meta =
        cluster
            .get(ref)
            .map(known -> SimObjects.withVersion(SimObjects.meta(known), version))
            .orElseGet(() -> SimObjects.newMeta(DEFAULT, version));
    cluster.put(
        ref,
        new ConfigObject(
            meta,
            Optional.empty(),
            "",
            "",
            1,
            "{}",
            Optional.of(new PlatformSettings(policy)),
            ConfigObject.Status.EMPTY));
  }

  /** Lets every policy allow everything at any time. */
  void openAll() {
    cluster.remove(new ObjectRef(ObjectKind.CONFIG, DEFAULT));
    NAMES.stream()
        .skip(1)
        .forEach(
            name -> put(new UpdatePolicy(name, ReleaseChannel.STABLE, UpdateMode.AUTO, List.of())));
  }
}
