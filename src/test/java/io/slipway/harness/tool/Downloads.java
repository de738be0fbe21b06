package io.slipway.harness.tool;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Fetches official builds. A host that does not answer within three seconds is not asked again. */
final class Downloads {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final Set<String> unreachable = new HashSet<>();

  /**
   * Fetches one program into the folder.
   *
   * @return the file, or why there is none
   * @throws SetupFailure when what came does not have its published checksum
   */
  Optional<Path> fetch(Tool tool, Path folder) {
    Optional<Prebuilt> known = Prebuilt.of(tool, Platform.current());
    if (known.isEmpty() || unreachable.contains(known.get().file().getHost())) {
      return Optional.empty();
    }
    Prebuilt prebuilt = known.get();
    try (Progress progress = Progress.of("downloading " + tool.program())) {
      Optional<String> checksum = checksum(prebuilt);
      Path raw = folder.resolve(tool.program() + ".download");
      String actual = download(prebuilt.file(), raw, progress);
      if (checksum.isPresent() && !checksum.get().equalsIgnoreCase(actual)) {
        throw new SetupFailure(
            prebuilt.file() + " does not have its published checksum; try again later");
      }
      return Optional.of(prebuilt.archived() ? unpack(raw, tool, folder) : raw);
    } catch (IOException notReached) {
      unreachable.add(prebuilt.file().getHost());
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SetupFailure("interrupted");
    }
  }

  private Optional<String> checksum(Prebuilt prebuilt) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request(prebuilt.checksums()), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    return answer
        .body()
        .lines()
        .filter(line -> !line.contains(" ") || line.endsWith(prebuilt.fileName()))
        .map(line -> line.strip().split("\\s+")[0])
        .findFirst();
  }

  private String download(URI from, Path to, Progress progress)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(request(from), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var counted = new DigestInputStream(body, digest);
          var out = Files.newOutputStream(to)) {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = counted.read(buffer); n >= 0; n = counted.read(buffer)) {
          out.write(buffer, 0, n);
          total += n;
          progress.detail((total >> 20) + " MiB");
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path unpack(Path archive, Tool tool, Path folder) throws IOException {
    Path target = folder.resolve(tool.program() + ".unpacked");
    try (var tar =
        new TarArchiveInputStream(new GzipCompressorInputStream(Files.newInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && Path.of(entry.getName()).endsWith(tool.program())) {
          Files.copy(tar, target);
          return target;
        }
      }
    }
    throw new SetupFailure("the archive of " + tool.program() + " does not contain it");
  }

  private static HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(ANSWER).build();
  }
}
