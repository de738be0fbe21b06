package io.slipway.kube;

import io.slipway.core.event.ClusterEvent.HelmRecordGone;
import io.slipway.core.event.ClusterEvent.HelmRecordObserved;
import io.slipway.core.event.ClusterEvent.HelmRecordsListed;
import io.slipway.core.value.HelmRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which records there are of each Helm release, so that only the newest one is told of. Nothing is
 * told before the listing is complete.
 */
final class HelmRecords {
  private static final Comparator<HelmRecord> BY_REVISION =
      Comparator.comparingInt(HelmRecord::revision);

  private final Observations observations;

  /** By release, then by name of the Secret. */
  private final Map<String, Map<String, HelmRecord>> records = new HashMap<>();

  private final Map<String, String> releaseOf = new HashMap<>();
  private final Set<String> handled = new HashSet<>();
  private Optional<Set<String>> awaited = Optional.empty();
  private boolean listed;

  HelmRecords(Observations observations) {
    this.observations = observations;
  }

  /** These Secrets make up the first listing; it is told of when all of them have been handled. */
  synchronized void expect(List<String> secrets) {
    awaited = Optional.of(Set.copyOf(secrets));
    listWhenComplete();
  }

  synchronized void seen(String secret, HelmRecord record) {
    releaseOf.put(secret, record.release());
    records.computeIfAbsent(record.release(), release -> new HashMap<>()).put(secret, record);
    if (listed && newest(record.release()).equals(Optional.of(record))) {
      observations.append(new HelmRecordObserved(record));
    }
    done(secret);
  }

  /** A Secret that holds no readable record. */
  synchronized void unreadable(String secret) {
    done(secret);
  }

  synchronized void gone(String secret) {
    var release = releaseOf.remove(secret);
    if (release != null) {
      removed(release, secret);
    }
    done(secret);
  }

  private void removed(String release, String secret) {
    var newestBefore = newest(release);
    var ofRelease = records.getOrDefault(release, new HashMap<>());
    ofRelease.remove(secret);
    if (ofRelease.isEmpty()) {
      records.remove(release);
    }
    var newestAfter = newest(release);
    if (listed && !newestBefore.equals(newestAfter)) {
      newestBefore.ifPresent(
          lost -> observations.append(new HelmRecordGone(release, lost.revision())));
      newestAfter.ifPresent(left -> observations.append(new HelmRecordObserved(left)));
    }
  }

  private void done(String secret) {
    if (!listed) {
      handled.add(secret);
      listWhenComplete();
    }
  }

  private void listWhenComplete() {
    if (listed || awaited.filter(handled::containsAll).isEmpty()) {
      return;
    }
    listed = true;
    handled.clear();
    awaited = Optional.empty();
    var all = records.keySet().stream().flatMap(release -> newest(release).stream()).toList();
    observations.append(new HelmRecordsListed(all));
  }

  private Optional<HelmRecord> newest(String release) {
    return records.getOrDefault(release, Map.of()).values().stream().max(BY_REVISION);
  }
}
