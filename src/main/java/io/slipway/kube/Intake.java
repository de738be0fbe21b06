package io.slipway.kube;

import java.util.List;
import java.util.function.Supplier;

/** What a tap tells of the objects of one kind. */
interface Intake<P> {
  /**
   * All objects there are.
   *
   * @param all asked exactly once, at a moment the receiver chooses
   */
  void listed(Supplier<List<P>> all);

  void seen(P now);

  void gone(P last);
}
