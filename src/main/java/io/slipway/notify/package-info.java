/**
 * Tells people of releases by calling a webhook. May import {@code core}, {@code stream} and
 * Vert.x.
 */
@NullMarked
package io.slipway.notify;

import org.jspecify.annotations.NullMarked;
