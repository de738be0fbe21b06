package io.slipway.core.value;

import java.util.Optional;

/**
 * Where a registry says that something was pushed or deleted: at which place of a source to look.
 */
public sealed interface Look {
  /**
   * At the list of modules.
   *
   * @param module the tag of the source's repository; empty when any may have changed
   */
  record AtListing(Optional<ModuleName> module) implements Look {}

  /**
   * At one module.
   *
   * @param tag of its images or its release images, a channel or a version; empty when any may have
   *     changed
   */
  record AtModule(ModuleName module, Optional<String> tag) implements Look {}

  /**
   * What a path and a tag mean to a source; empty when the place is none of the source's. Hosts are
   * not compared: many a registry does not know under which name it is reached.
   *
   * @param path of the repository below the registry's host
   */
  static Optional<Look> at(RegistryAccess access, String path, Optional<String> tag) {
    var root = root(access.repo());
    if (path.equals(root)) {
      return tag.filter(t -> !ModuleName.isValid(t)).isPresent()
          ? Optional.empty()
          : Optional.of(new AtListing(tag.map(ModuleName::new)));
    }
    if (root.isEmpty() || !path.startsWith(root + "/")) {
      return Optional.empty();
    }
    var rest = path.substring(root.length() + 1);
    var module = rest.endsWith("/release") ? rest.substring(0, rest.lastIndexOf('/')) : rest;
    return ModuleName.isValid(module)
        ? Optional.of(new AtModule(new ModuleName(module), tag))
        : Optional.empty();
  }

  /** Without a registry host in front it is a repository of Docker Hub (sources.md REG-14). */
  private static String root(String repo) {
    var slash = repo.indexOf('/');
    var first = slash < 0 ? "" : repo.substring(0, slash);
    if (first.contains(".") || first.contains(":")) {
      return repo.substring(slash + 1);
    }
    return slash < 0 ? "library/" + repo : repo;
  }
}
