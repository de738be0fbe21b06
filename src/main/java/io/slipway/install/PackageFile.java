package io.slipway.install;

import io.slipway.core.value.InstallFailure.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts of a package, which its author is told of when they cannot be read. */
final class PackageFile {
  private static final long SIZE_MAX = 8L << 20;

  private PackageFile() {}

  /**
   * @param name as the author knows it
   */
  static String text(Path file, String name) throws StepFailed, IOException {
    if (Files.size(file) > SIZE_MAX) {
      throw unusable("%s: larger than %d MiB".formatted(name, SIZE_MAX >> 20));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException _) {
      throw unusable(name + ": not UTF-8");
    }
  }

  static StepFailed unusable(String text) {
    return unusable(Reason.PACKAGE, text);
  }

  static StepFailed unusable(Reason reason, String text) {
    return new StepFailed(reason, PlainText.line(text));
  }
}
