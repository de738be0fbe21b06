package io.slipway.registry;

import java.util.regex.Pattern;

/**
 * Host and path of an image repository (REG-14). Without a registry host in front it is a
 * repository of Docker Hub.
 *
 * @param given as the user wrote it, for messages
 * @param host with the port, as in {@code dockerCfg}
 */
record RepositoryName(String given, String host, String path) {
  private static final String HUB = "index.docker.io";
  private static final Pattern PATH = Pattern.compile("[a-z0-9_./-]*");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  static RepositoryName parse(String repo) throws RegistryException {
    var slash = repo.indexOf('/');
    var first = slash < 0 ? "" : repo.substring(0, slash);
    if (first.contains(".") || first.contains(":")) {
      return checked(repo, first, repo.substring(slash + 1));
    }
    return checked(repo, HUB, slash < 0 ? "library/" + repo : repo);
  }

  private static RepositoryName checked(String repo, String host, String path)
      throws RegistryException {
    if (repo.isEmpty()) {
      throw unusable(repo, "a repository name must be specified");
    }
    if (!HOST.matcher(host).matches()) {
      throw unusable(repo, "registries must be valid RFC 3986 URI authorities: " + host);
    }
    if (path.length() < 2 || path.length() > 255) {
      throw unusable(repo, "repository must be between 2 and 255 characters in length: " + path);
    }
    if (!PATH.matcher(path).matches()) {
      throw unusable(
          repo,
          "repository can only contain the characters"
              + " `abcdefghijklmnopqrstuvwxyz0123456789_-./`: "
              + path);
    }
    return new RepositoryName(repo, host, path);
  }

  private static RegistryException unusable(String repo, String why) {
    return RegistryException.configuration(
        ErrorText.withoutPassword("parse repo \"" + repo + "\": " + why));
  }

  RepositoryName child(String segment) throws RegistryException {
    return checked(given + "/" + segment, host, path + "/" + segment);
  }

  /** Path of the API below {@code /v2/}, e.g. {@code manifests/stable}. */
  String api(String what) {
    return "/v2/" + path + "/" + what;
  }

  String tagged(String tag) {
    return host + "/" + path + ":" + tag;
  }
}
