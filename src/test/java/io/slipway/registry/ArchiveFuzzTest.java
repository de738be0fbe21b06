package io.slipway.registry;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.RegistryFailure.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images from a seeded generator: each is unpacked soundly or refused with one clear failure,
 * within bounds, and nothing outside of its folder is touched. 2 000 of them, 100 000 with {@code
 * --long}; {@code -Dfuzz.archive=SEED} repeats a single one.
 */
class ArchiveFuzzTest {
  private static final RegistryLimits.Archive LIMITS =
      new RegistryLimits.Archive(8, 40, 256 << 10, 300, 16 << 10);
  private static final long FIRST_SEED = 20_260_000_000L;
  private static final int COUNT = Boolean.getBoolean("tests.long") ? 100_000 : 2_000;

  /**
   * Sixteen times what all layers may unpack to: decoders have windows and buffers of their own.
   */
  private static final long ALLOCATION_MAX = 16L * (256 << 10) + (16 << 20);

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @TempDir private Path folder;
  private Path tree;
  private Path secret;
  private int unpacked;
  private long allocated;

  @BeforeEach
  void prepare() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    secret =
        Files.writeString(Files.createDirectory(folder.resolve("canary")).resolve("secret"), "!");
  }

  @Test
  void every_archive_is_unpacked_soundly_or_refused_clearly() throws IOException {
    var single = Long.getLong("fuzz.archive");
    var first = single == null ? FIRST_SEED : single;
    var count = single == null ? COUNT : 1;
    for (var seed = first; seed < first + count; seed++) {
      try {
        examine(HostileLayers.of(seed));
      } catch (Exception | Error e) {
        throw new AssertionError(
            "archive %d; to repeat it: ./dev test -Dtest=ArchiveFuzzTest -Dfuzz.archive=%d"
                .formatted(seed, seed),
            e);
      }
    }
    System.out.printf(
        "%d of %d archives were sound; at most %d KiB allocated for one%n",
        unpacked, count, allocated >> 10);
    // a generator of nothing but noise, or of nothing but sound archives, would show little
    assertThat(single != null || unpacked > count / 10 && unpacked < count - count / 10).isTrue();
  }

  private void examine(List<byte[]> stored) throws Exception {
    var disk = new DirectoryTree(tree, LIMITS.entries());
    var before = allocatedBytes();
    var isUnpacked = isAccepted(stored, disk);
    unpacked += isUnpacked ? 1 : 0;
    isAccepted(stored, new MemoryTree(LIMITS.metadataFile()));
    allocated = Math.max(allocated, allocatedBytes() - before);
    assertThat(allocated).isLessThan(ALLOCATION_MAX);
    assertSound();
    assertThat(disk.size()).isLessThanOrEqualTo(isUnpacked ? LIMITS.total() * 2 : LIMITS.total());
    disk.clear("");
    assertUntouched();
  }

  /** False when it is refused, which is the one other way to end. */
  private static boolean isAccepted(List<byte[]> stored, FileTree into) throws IOException {
    var layers = stored.stream().map(Tar::layer).toArray(LayerFile[]::new);
    try {
      Tar.flatten(LIMITS, into, layers);
      return true;
    } catch (RegistryException refused) {
      assertThat(refused.failure().reason()).as(refused.getMessage()).isEqualTo(Reason.MALFORMED);
      assertThat(refused.failure().text()).matches("[^\\p{Cntrl}\\u2028\\u202e]{5,600}");
      return false;
    }
  }

  private void assertSound() throws IOException {
    var places = places();
    assertThat(places).hasSizeLessThanOrEqualTo(LIMITS.entries());
    for (var place : places) {
      if (!isSound(place)) {
        throw new AssertionError("unsound: " + place);
      }
    }
  }

  /** A file or directory that only its owner may use, or a link that stays inside. */
  private boolean isSound(Path place) throws IOException {
    if (place.getFileName().toString().chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    if (Files.isSymbolicLink(place)) {
      var target = place.getParent().resolve(Files.readSymbolicLink(place)).normalize();
      return target.startsWith(tree)
          && (!Files.exists(place) || place.toRealPath().startsWith(tree.toRealPath()));
    }
    var attributes = Files.readAttributes(place, PosixFileAttributes.class, NOFOLLOW_LINKS);
    return (attributes.isRegularFile() || attributes.isDirectory())
        && OWNER.containsAll(attributes.permissions());
  }

  private List<Path> places() throws IOException {
    var places = new ArrayList<Path>();
    try (var all = Files.walk(tree)) {
      all.filter(place -> !place.equals(tree)).forEach(places::add);
    }
    return places;
  }

  private void assertUntouched() throws IOException {
    assertThat(Files.readString(secret)).isEqualTo("!");
    assertThat(Files.getAttribute(secret, "unix:nlink")).isEqualTo(1);
    assertThat(tree.toFile().list()).isEmpty();
    assertThat(secret.getParent().toFile().list()).containsExactly("secret");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("tree", "canary");
  }

  private static long allocatedBytes() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
