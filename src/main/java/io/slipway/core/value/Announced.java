package io.slipway.core.value;

import java.time.Instant;
import java.util.Optional;

/**
 * How it went to tell people of a release, until the release itself says that they have been told.
 *
 * @param uid of the release
 * @param sent when they were told
 * @param failure why the last attempt failed; empty after a success
 */
public record Announced(String uid, Optional<Instant> sent, String failure) {}
