package io.slipway.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * How one process that runs Helm reaches the API server: through a {@link Fence} where that can be
 * built, and with a place of its own for what Helm remembers of the API. Both last as long as the
 * process: Helm keeps connections and knowledge for each address that it has ever been given.
 *
 * @param kubeconfig empty leaves the search to Helm
 * @param folder for files of this process alone, removed with it
 * @param fenced empty when the calls are not fenced
 */
record HelmAccess(Optional<Path> kubeconfig, Path folder, Optional<Fenced> fenced)
    implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HelmAccess.class);

  /**
   * @param original the kubeconfig that was read
   * @param written when that was written last
   */
  private record Fenced(FencedKubeconfig config, Fence fence, Path original, FileTime written) {}

  static HelmAccess open(InstallerSettings settings, BooleanSupplier mayAct) {
    var folder = settings.workDir().resolve("access-" + UUID.randomUUID());
    try {
      FileTree.createPrivate(folder); // the kubeconfig may hold credentials
      if (settings.kubeconfig().isPresent()) {
        var original = settings.kubeconfig().get();
        var config = FencedKubeconfig.read(original, System.getenv());
        if (config.isPresent()) {
          var written = Files.getLastModifiedTime(original);
          var fence = Fence.before(config.get().address(), mayAct);
          return write(folder, new Fenced(config.get(), fence, original, written));
        }
      }
    } catch (IOException broken) {
      // a full disk shall not keep a module from being uninstalled
      LOG.warnf("Helm's requests are not fenced: %s", broken.getMessage());
    }
    return new HelmAccess(settings.kubeconfig(), folder, Optional.empty());
  }

  private static HelmAccess write(Path folder, Fenced fenced) throws IOException {
    var file = folder.resolve("kubeconfig");
    var access = new HelmAccess(Optional.of(file), folder, Optional.of(fenced));
    try {
      Files.writeString(file, fenced.config.through(fenced.fence.entry()));
      return access;
    } catch (IOException broken) {
      access.close();
      throw broken;
    }
  }

  /** Whether what Helm has been told to read is there, and is what the user's kubeconfig says. */
  boolean isCurrent() {
    return fenced.isEmpty()
        || kubeconfig.filter(Files::isReadable).isPresent() && isUnchanged(fenced.get());
  }

  private static boolean isUnchanged(Fenced way) {
    try {
      return Files.getLastModifiedTime(way.original).equals(way.written);
    } catch (IOException missing) {
      return true; // there is nothing newer to be read
    }
  }

  /** Where Helm may keep what it has learnt of the API; made by Helm itself. */
  Path cache() {
    return folder.resolve("cache");
  }

  /** Helm's words with the address that its user knows. */
  String told(String text) {
    return fenced.map(way -> text.replace(way.fence.name(), way.config.name())).orElse(text);
  }

  /** To be called once the process has ended. */
  @Override
  public void close() {
    fenced.ifPresent(way -> way.fence.close());
    try {
      FileTree.delete(folder);
    } catch (IOException broken) {
      LOG.warnf("Cannot remove %s: %s", folder, broken.getMessage());
    }
  }
}
