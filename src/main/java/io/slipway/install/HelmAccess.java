package io.slipway.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * How one call of Helm connects: by a kubeconfig of its own that leads through a {@link Fence}, or
 * where that cannot be made, by the one given.
 *
 * @param kubeconfig empty leaves the search to Helm
 * @param fenced empty when the call is not fenced
 */
record HelmAccess(Optional<Path> kubeconfig, Optional<Fenced> fenced) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HelmAccess.class);

  private record Fenced(FencedKubeconfig config, Fence fence, Path folder) {}

  static HelmAccess open(InstallerSettings settings, BooleanSupplier mayAct) {
    var folder = settings.workDir().resolve("access-" + UUID.randomUUID());
    try {
      if (settings.kubeconfig().isPresent()) {
        var config = FencedKubeconfig.read(settings.kubeconfig().get(), System.getenv());
        if (config.isPresent()) {
          var fence = Fence.before(config.get().address(), mayAct);
          return write(new Fenced(config.get(), fence, folder));
        }
      }
    } catch (IOException broken) {
      // a full disk shall not keep a module from being uninstalled
      LOG.warnf("Helm's requests are not fenced: %s", broken.getMessage());
    }
    return new HelmAccess(settings.kubeconfig(), Optional.empty());
  }

  private static HelmAccess write(Fenced fenced) throws IOException {
    var file = fenced.folder.resolve("kubeconfig");
    var access = new HelmAccess(Optional.of(file), Optional.of(fenced));
    try {
      FileTree.createPrivate(fenced.folder); // it may hold credentials
      Files.writeString(file, fenced.config.through(fenced.fence.entry()));
      return access;
    } catch (IOException broken) {
      access.close();
      throw broken;
    }
  }

  /** Helm's words with the address that its user knows. */
  String told(String text) {
    return fenced.map(way -> text.replace(way.fence.name(), way.config.name())).orElse(text);
  }

  @Override
  public void close() {
    fenced.ifPresent(
        way -> {
          way.fence.close();
          try {
            FileTree.delete(way.folder);
          } catch (IOException broken) {
            LOG.warnf("Cannot remove %s: %s", way.folder, broken.getMessage());
          }
        });
  }
}
