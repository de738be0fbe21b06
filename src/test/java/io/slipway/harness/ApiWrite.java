package io.slipway.harness;

/**
 * One write an API server received. The resource of a group other than the core one is {@code
 * resource.group}, a subresource follows after a slash: {@code modules.deckhouse.io/status}.
 */
public record ApiWrite(
    String verb, String resource, String namespace, String name, Sender sender, int status) {

  /** Who sent it: the user of the kubeconfig and the program. */
  public record Sender(String user, String userAgent) {}

  @Override
  public String toString() {
    String where = namespace.isEmpty() ? name : namespace + "/" + name;
    return "%s %s %s by %s (%d)".formatted(verb, resource, where, sender.user(), status);
  }
}
