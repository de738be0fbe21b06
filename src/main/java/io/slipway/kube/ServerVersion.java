package io.slipway.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slipway.core.event.ClusterEvent.ServerVersionObserved;
import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Observes the version of the API server, which {@code requirements.kubernetes} is compared with
 * (releases.md 4.1). Only its three numbers count: what follows them in {@code v1.33.5-eks-1a2b},
 * {@code v1.33.5-gke.1200} or {@code v1.33.5+k3s1} is the vendor's own, and taken as a pre-release
 * it would make every ordinary constraint fail.
 */
public final class ServerVersion {
  private static final Logger LOG = Logger.getLogger(ServerVersion.class);
  private static final Duration RETRY_MIN = Duration.ofSeconds(1);
  private static final Duration RETRY_MAX = Duration.ofSeconds(30);

  /** The control plane may be upgraded while Slipway runs. */
  private static final Duration REFRESH = Duration.ofMinutes(10);

  private final KubernetesClient client;
  private final Observations observations;
  private volatile Optional<Thread> thread = Optional.empty();
  private String told = "";

  public ServerVersion(KubernetesClient client, Observations observations) {
    this.client = client;
    this.observations = observations;
  }

  /** Begins to ask; returns at once. */
  public void start() {
    thread = Optional.of(Thread.ofVirtual().name("server-version").start(this::observe));
  }

  public void stop() {
    thread.ifPresent(Thread::interrupt);
  }

  /** Asks the API server now. Empty when it answers, else what was met instead. */
  public Optional<String> problem() {
    try {
      client.getKubernetesVersion();
      return Optional.empty();
    } catch (RuntimeException refused) {
      return Optional.of(ErrorText.of(refused));
    }
  }

  private void observe() {
    var known = Optional.<SemVer>empty();
    var pause = RETRY_MIN;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var read = read();
        if (read.isPresent() && !read.equals(known)) {
          known = read;
          observations.append(new ServerVersionObserved(read.get()));
        }
        Thread.sleep(read.isPresent() ? REFRESH : pause);
        pause = read.isPresent() ? RETRY_MIN : doubled(pause);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration doubled(Duration pause) {
    var longer = pause.multipliedBy(2);
    return longer.compareTo(RETRY_MAX) < 0 ? longer : RETRY_MAX;
  }

  private Optional<SemVer> read() {
    try {
      var text = Wire.text(client.getKubernetesVersion().getGitVersion());
      var version = parse(text);
      tell(version.isPresent() ? "" : "the API server calls its version '" + text + "'");
      return version;
    } catch (RuntimeException refused) {
      tell(ErrorText.of(refused));
      return Optional.empty();
    }
  }

  /** Once for each problem, however often it is met. */
  private void tell(String text) {
    if (!text.isEmpty() && !text.equals(told)) {
      LOG.warnf("Version of the API server: %s", text);
    }
    told = text;
  }

  static Optional<SemVer> parse(String gitVersion) {
    return SemVer.parse(gitVersion.strip().replaceFirst("[-+].*", ""))
        .map(version -> SemVer.of(version.major(), version.minor(), version.patch()));
  }
}
