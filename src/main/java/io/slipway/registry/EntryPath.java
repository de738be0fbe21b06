package io.slipway.registry;

import java.util.ArrayList;

/** Names in archives, which anyone may have written. */
final class EntryPath {
  private static final int PART_MAX = 255;

  private EntryPath() {}

  /** Empty for the root itself. Fails for what would leave the tree (REG-52). */
  static String clean(String name, int lengthMax) throws RegistryException {
    if (name.length() > lengthMax) {
      throw RegistryException.malformed(
          "name in the archive is too long: " + name.substring(0, 64) + "…");
    }
    if (name.startsWith("/")) {
      throw traversal(name);
    }
    var parts = new ArrayList<String>();
    for (var part : name.split("/")) {
      if (part.equals("..")) {
        throw traversal(name);
      }
      if (part.length() > PART_MAX || part.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw RegistryException.malformed("unusable name in the archive: " + printable(name));
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static RegistryException traversal(String name) {
    return RegistryException.malformed(
        "path traversal detected in the module archive: malicious path " + printable(name));
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
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
