package io.slipway.registry;

import io.slipway.core.value.RegistryFailure.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Failures of this machine's disk, which are not the registry's fault and may pass. */
final class LocalDisk {
  private LocalDisk() {}

  /** Where layers lie between their download and their unpacking. */
  static RegistryException temporary(IOException e) {
    return failure(
        "the temporary folder %s cannot be used"
            .formatted(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize()),
        e);
  }

  /**
   * @param tree root of the files; its own name changes with each attempt and is not told
   */
  static RegistryException tree(Path tree, IOException e) {
    return failure("the folder %s cannot be used".formatted(tree.getParent()), e);
  }

  private static RegistryException failure(String what, IOException e) {
    return RegistryException.of(Reason.STORE, what + ": " + cause(e));
  }

  private static String cause(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or directory";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
