package io.slipway.kube;

import io.slipway.core.event.Event;

/** Where inlets put what they saw. Called on informer threads, so it must return at once. */
public interface Observations {
  void append(Event event);
}
