package io.slipway.core.value;

/** One object of the group {@code deckhouse.io}; all kinds are cluster-scoped. */
public record ObjectRef(ObjectKind kind, String name) {
  @Override
  public String toString() {
    return kind.label() + "/" + name;
  }
}
