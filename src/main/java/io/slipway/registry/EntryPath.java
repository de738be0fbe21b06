package io.slipway.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Names in archives, which anyone may have written. */
final class EntryPath {
  private static final int PART_MAX = 255;

  /** Each part of a name is a directory to be made and looked at, for every entry below it. */
  private static final int DEPTH_MAX = 64;

  private static final int SHOWN_MAX = 200;

  private EntryPath() {}

  /**
   * Empty for the root itself. Fails for what would leave the tree (REG-52), and for what a disk
   * cannot hold.
   *
   * @param lengthMax in bytes, as file systems count
   */
  static String clean(String name, int lengthMax) throws RegistryException {
    if (bytes(name) > lengthMax) {
      throw RegistryException.malformed("name in the archive is too long: " + shown(name));
    }
    if (name.startsWith("/")) {
      throw traversal(name);
    }
    var parts = new ArrayList<String>();
    for (var part : name.split("/")) {
      if (part.equals("..")) {
        throw traversal(name);
      }
      if (bytes(part) > PART_MAX || !part.codePoints().allMatch(EntryPath::isUsable)) {
        throw RegistryException.malformed("unusable name in the archive: " + shown(name));
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (parts.size() > DEPTH_MAX) {
      throw RegistryException.malformed("name in the archive is too deep: " + shown(name));
    }
    return String.join("/", parts);
  }

  /** Target of a symbolic link: any path that a file system can hold. */
  static String target(String name, int lengthMax) throws RegistryException {
    if (bytes(name) > lengthMax || !name.codePoints().allMatch(EntryPath::isUsable)) {
      throw RegistryException.malformed("unusable link in the archive: " + shown(name));
    }
    return name;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isUsable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static RegistryException traversal(String name) {
    return RegistryException.malformed(
        "path traversal detected in the module archive: malicious path " + shown(name));
  }

  /** The name as a text may have it: short, on one line, nothing that turns the text around. */
  static String shown(String name) {
    var start = name.length() <= SHOWN_MAX ? name : name.substring(0, SHOWN_MAX) + "…";
    var text = new StringBuilder();
    start
        .codePoints()
        .map(c -> isUsable(c) && Character.getType(c) != Character.FORMAT ? c : '?')
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Empty for an entry of the root. */
  static String parent(String path) {
    var slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String sibling(String path, String name) {
    var parent = parent(path);
    return parent.isEmpty() ? name : parent + "/" + name;
  }
}
