/**
 * Keeps the pages below {@code docs} true of the code. May import {@code harness.tool} and
 * ArchUnit; the product is read as class files and sources only.
 */
@NullMarked
package io.slipway.docs;

import org.jspecify.annotations.NullMarked;
