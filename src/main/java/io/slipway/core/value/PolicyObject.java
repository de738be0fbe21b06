package io.slipway.core.value;

/** A ModuleUpdatePolicy as observed. */
public record PolicyObject(ObjectMeta meta, UpdatePolicy policy) {}
