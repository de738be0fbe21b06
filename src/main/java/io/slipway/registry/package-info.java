/**
 * OCI distribution client: reads module sources and module images from container registries, and
 * publishes them. May import {@code core}, Vert.x, Jackson, SnakeYAML, Commons Compress and Zstd.
 */
@NullMarked
package io.slipway.registry;

import org.jspecify.annotations.NullMarked;
