package io.slipway.kube;

import java.util.List;
import java.util.function.Supplier;

/** What a tap tells of one kind and its objects. */
interface Intake<P> {
  /**
   * All objects there are; told at the start, and again when the kind is back after a loss.
   *
   * @param all asked exactly once, at a moment the receiver chooses
   */
  void listed(Supplier<List<P>> all);

  void seen(P now);

  void gone(P last);

  /** The kind is served by the definition with this uid. */
  void defined(String uid);

  /** The kind is not served any more, or its definition has been replaced. */
  void lost();
}
