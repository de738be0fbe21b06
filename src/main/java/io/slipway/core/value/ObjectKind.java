package io.slipway.core.value;

/** Kinds of the group {@code deckhouse.io} that Slipway observes. */
public enum ObjectKind {
  SOURCE("ModuleSource"),
  MODULE("Module"),
  CONFIG("ModuleConfig"),
  RELEASE("ModuleRelease"),
  POLICY("ModuleUpdatePolicy");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  /** As {@code kind} of a manifest. */
  public String label() {
    return label;
  }
}
