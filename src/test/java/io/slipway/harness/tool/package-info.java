/**
 * Programs the sandbox and the integration tests run (etcd, kube-apiserver, registry, …), where
 * they come from, and how child processes are started and stopped. May import the JDK, Jackson and
 * Commons Compress only.
 */
@NullMarked
package io.slipway.harness.tool;

import org.jspecify.annotations.NullMarked;
