package io.slipway.core.effect;

/**
 * A Kubernetes Event about a transition the user should see.
 *
 * @param warning type {@code Warning} instead of {@code Normal}
 * @param reason CamelCase, equal to the condition's or phase's reason
 */
public record Notice(boolean warning, String reason, String message) {}
