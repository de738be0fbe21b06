/**
 * Values of the domain: names, versions, digests, channels, windows. May import the JDK and
 * PCollections only.
 */
@NullMarked
package io.slipway.core.value;

import org.jspecify.annotations.NullMarked;
