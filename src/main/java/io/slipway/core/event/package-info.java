/**
 * What has happened: immutable observations in the past tense, one sealed sum. May import {@code
 * core.value}.
 */
@NullMarked
package io.slipway.core.event;

import org.jspecify.annotations.NullMarked;
