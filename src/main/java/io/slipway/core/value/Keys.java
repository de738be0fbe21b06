package io.slipway.core.value;

/** Names of labels and annotations of the module API. */
public final class Keys {
  public static final String MODULE = "module";
  public static final String SOURCE = "source";
  public static final String CHECKSUM = "release-checksum";
  public static final String STATUS = "status";
  public static final String UPDATE_POLICY = "modules.deckhouse.io/update-policy";
  public static final String APPROVED = "modules.deckhouse.io/approved";

  /** The name printed in the seed's table of releases (DESIGN.md §1, approval). */
  public static final String APPROVED_OLD = "release.deckhouse.io/approved";

  public static final String APPLY_NOW = "modules.deckhouse.io/apply-now";
  public static final String FORCE = "modules.deckhouse.io/force";

  /** The other spelling that is accepted (releases.md 1.6). */
  public static final String FORCE_OLD = "release.deckhouse.io/force";

  /** On a Deployed release: the same version shall be installed once more (releases.md 6.8). */
  public static final String REINSTALL = "modules.deckhouse.io/reinstall";

  /** Number under which that is carried out; there from its acceptance to its end. */
  public static final String REINSTALLATION = "modules.deckhouse.io/reinstallation";

  /** Finalizer of a source whose end Modules must be told of (sources.md 1.5). */
  public static final String MODULE_EXISTS = "modules.deckhouse.io/module-exists";

  /** Finalizer of a source of which a release is or was Deployed. */
  public static final String RELEASE_EXISTS = "modules.deckhouse.io/release-exists";

  public static final String FORCE_DELETE = "modules.deckhouse.io/force-delete";

  public static final String CHANGE_CAUSE = "modules.deckhouse.io/change-cause";

  /** On a source or policy: canary waves of {@code version.json} count (sources.md 2.18). */
  public static final String CANARY = "modules.deckhouse.io/canary";

  /** On a source or policy: the suspension in {@code version.json} counts (sources.md 2.18). */
  public static final String SUSPEND = "modules.deckhouse.io/suspend";

  /** On a release that was suspended because of it. */
  public static final String SUSPENDED = "release.deckhouse.io/suspended";

  /** On a source: name of the Secret that its registry's notifications must show. */
  public static final String PUSH_SECRET = "modules.deckhouse.io/push-secret";

  /** On a release: people have been told of it (releases.md 2.10). */
  public static final String NOTIFIED = "modules.deckhouse.io/notified";

  /** On a release: the notice that people are to have counts in its {@code spec.applyAfter}. */
  public static final String NOTIFICATION_SHIFT = "modules.deckhouse.io/notification-time-shift";

  /** On a release: when its release image was built, as the image says. */
  public static final String IMAGE_CREATED = "modules.deckhouse.io/image-created";

  private Keys() {}
}
