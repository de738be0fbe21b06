/**
 * What should be done: pure deciders, one for each question, and the gates they give. May import
 * the other packages of {@code core} except {@code core.display}.
 */
@NullMarked
package io.slipway.core.decision;

import org.jspecify.annotations.NullMarked;
