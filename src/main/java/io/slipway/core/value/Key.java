package io.slipway.core.value;

/** What is decided as one: a source, or a module with its config and its releases. */
public sealed interface Key {
  record OfSource(SourceName name) implements Key {
    @Override
    public String toString() {
      return "ModuleSource/" + name;
    }
  }

  record OfModule(ModuleName name) implements Key {
    @Override
    public String toString() {
      return "Module/" + name;
    }
  }
}
