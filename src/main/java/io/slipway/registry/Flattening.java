package io.slipway.registry;

import io.slipway.core.value.RegistryFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Puts the layers of an image one over the other into a {@link FileTree}: upper ones win, whiteouts
 * hide what lower ones have (2.12). Everything an archive can be excessive in is bounded.
 */
final class Flattening {
  private static final String WHITEOUT = ".wh.";
  private static final int RECORD = 512;
  private static final String OPAQUE = ".wh..wh..opq";

  private final RegistryLimits.Archive limits;
  private final FileTree tree;
  private final Deadline deadline;
  private long entriesLeft;
  private long bytesLeft;

  Flattening(RegistryLimits.Archive limits, FileTree tree, Deadline deadline) {
    this.limits = limits;
    this.tree = tree;
    this.deadline = deadline;
    this.entriesLeft = limits.entries();
    this.bytesLeft = limits.total();
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(TarArchiveEntry entry, String path, InputStream content)
        throws IOException, RegistryException;
  }

  /**
   * @param layers bottom first
   */
  void run(List<LayerFile> layers) throws RegistryException {
    for (var i = 0; i < layers.size(); i++) {
      if (i > 0) {
        // whiteouts first: they mean lower layers only, wherever they stand in this one
        var entries = entriesLeft;
        var bytes = bytesLeft;
        walk(layers.get(i), this::whiteout);
        entriesLeft = entries;
        bytesLeft = bytes;
      }
      walk(layers.get(i), this::add);
    }
  }

  /** Decoders throw what they like at hostile input, so the net is wide. */
  private void walk(LayerFile layer, Visitor visitor) throws RegistryException {
    try (var in = new BudgetStream(layer.tar(), bytesLeft, deadline)) {
      var tar = new TarArchiveInputStream(in, "UTF-8");
      for (var entry = next(tar, in); entry != null; entry = next(tar, in)) {
        var path = EntryPath.clean(entry.getName(), limits.nameLength());
        if (!path.isEmpty()) {
          visitor.visit(entry, path, tar);
        }
        tar.transferTo(OutputStream.nullOutputStream());
      }
      if ((bytesLeft - in.left()) % RECORD != 0) {
        throw RegistryException.malformed("untar: next: unexpected EOF");
      }
      bytesLeft = in.left();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw deadline.leftNanos() <= 0
          ? RegistryException.of(Reason.TIMEOUT, "untar: " + BudgetStream.LATE)
          : RegistryException.malformed("untar: next: " + message(e));
    }
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : EntryPath.shown(e.getMessage());
  }

  private TarArchiveEntry next(TarArchiveInputStream tar, BudgetStream in)
      throws IOException, RegistryException {
    if (entriesLeft-- <= 0) {
      throw RegistryException.malformed("archive has more than " + limits.entries() + " entries");
    }
    in.checkTime();
    // names and attributes are held in memory by the decoder: they get a budget of their own
    in.narrow(limits.metadataFile());
    var entry = tar.getNextEntry();
    in.widen();
    if (entry != null && !entry.isCheckSumOK()) {
      throw RegistryException.malformed("untar: next: invalid tar header");
    }
    if (entry != null && entry.getSize() > in.left()) {
      throw RegistryException.malformed("untar: next: " + BudgetStream.LARGE);
    }
    if (entry != null && entry.isSparse()) {
      throw RegistryException.malformed(
          "sparse file in the archive: " + EntryPath.shown(entry.getName()));
    }
    return entry;
  }

  private void whiteout(TarArchiveEntry entry, String path, InputStream content)
      throws RegistryException {
    var name = EntryPath.name(path);
    if (name.equals(OPAQUE)) {
      tree.clear(EntryPath.parent(path));
    } else if (name.startsWith(WHITEOUT)) {
      tree.remove(hidden(path, name.substring(WHITEOUT.length())));
    }
  }

  /** What a whiteout hides is a name like any other, so {@code .wh...} must not mean the parent. */
  private String hidden(String whiteout, String name) throws RegistryException {
    var path = EntryPath.clean(EntryPath.sibling(whiteout, name), limits.nameLength());
    if (!EntryPath.name(path).equals(name)) {
      throw RegistryException.malformed(
          "unusable whiteout in the archive: " + EntryPath.shown(whiteout));
    }
    return path;
  }

  private void add(TarArchiveEntry entry, String path, InputStream content)
      throws IOException, RegistryException {
    if (EntryPath.name(path).startsWith(WHITEOUT)) {
      return;
    }
    if (entry.isSymbolicLink()) {
      tree.symbolicLink(path, EntryPath.target(entry.getLinkName(), limits.nameLength()));
    } else if (entry.isLink()) {
      tree.hardLink(path, EntryPath.clean(entry.getLinkName(), limits.nameLength()));
    } else if (entry.isDirectory()) {
      tree.directory(path);
    } else if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
      tree.other(path);
    } else {
      tree.file(path, entry.getMode(), content);
    }
  }
}
