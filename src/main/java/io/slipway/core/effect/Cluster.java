package io.slipway.core.effect;

/**
 * Port to the Kubernetes API for everything Slipway writes. Calls block (callers run on virtual
 * threads) and never throw.
 */
public interface Cluster {
  /**
   * Carries a write out, then records its notices as Kubernetes Events. "Already exists" and "not
   * found" on delete are success. After a refresh the object is handed to the inlet of its kind.
   */
  Outcome write(WriteEffect effect);

  /** Answer to {@link #write}. */
  sealed interface Outcome {
    /**
     * @param version resourceVersion of the answer; 0 after a deletion
     */
    record Written(long version) implements Outcome {}

    /** Somebody else wrote first, or the object is not what it was. */
    record Conflicted() implements Outcome {}

    /**
     * @param text one line, e.g. the API server's message
     */
    record Failed(String text) implements Outcome {}
  }
}
