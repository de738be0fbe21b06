/**
 * What others ask Slipway over HTTP: the receiver of registries' notifications. Knows no web
 * server; {@code app} binds it to one. May import {@code core}, {@code stream}, {@code insight} and
 * Jackson.
 */
@NullMarked
package io.slipway.http;

import org.jspecify.annotations.NullMarked;
