package io.slipway.harness.tool;

import java.util.Locale;

/** Operating system and processor, in Go's words ({@code linux}, {@code amd64}). */
public record Platform(String os, String arch) {

  /** The machine this JVM runs on. */
  public static Platform current() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("mac") ? "darwin" : "linux",
        switch (arch) {
          case "aarch64", "arm64" -> "arm64";
          case "x86_64", "amd64" -> "amd64";
          default -> arch;
        });
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
