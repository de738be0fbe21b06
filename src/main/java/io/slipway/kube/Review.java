package io.slipway.kube;

import io.slipway.core.value.Key;

/**
 * Asks for a key to be decided again. The safety net of the reconcilers: correctness never depends
 * on it, since every change arrives through a tap (style.md 3.7).
 */
public interface Review {
  void review(Key key);
}
