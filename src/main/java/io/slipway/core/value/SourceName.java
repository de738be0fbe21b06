package io.slipway.core.value;

/** Name of a ModuleSource object. */
public record SourceName(String value) implements Comparable<SourceName> {
  /** As the subject of effects. */
  public String subject() {
    return "ModuleSource/" + value;
  }

  @Override
  public int compareTo(SourceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
