/**
 * What users see: verdicts rendered as phases, messages, conditions and Events, and compared with
 * what the objects show. Every text for a user is made here. May import all of {@code core}.
 */
@NullMarked
package io.slipway.core.display;

import org.jspecify.annotations.NullMarked;
