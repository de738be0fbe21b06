package io.slipway;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Who writes to Kubernetes (style.md 3.6 A9). */
final class Writing {
  static final String WRITER = "KubernetesWriter";
  private static final String CLIENT = "io.fabric8.kubernetes.client";
  private static final String RECONCILER = "io.javaoperatorsdk.operator.api.reconciler.Reconciler";
  private static final Set<String> METHODS =
      Set.of(
          "create",
          "createOr",
          "createOrReplace",
          "update",
          "updateStatus",
          "patch",
          "patchStatus",
          "replace",
          "replaceStatus",
          "edit",
          "editStatus",
          "editSubresource",
          "serverSideApply",
          "serverSideApplyStatus",
          "delete",
          "deleteAll",
          "evict",
          "scale");

  private Writing() {}

  /** Methods of the client that write; a raw request counts when it carries a method of its own. */
  static DescribedPredicate<JavaMethodCall> methods() {
    return DescribedPredicate.describe(
        "write through the Kubernetes client",
        call -> {
          var isClient = call.getTargetOwner().getPackageName().startsWith(CLIENT);
          var isRaw =
              call.getName().equals("raw") && call.getTarget().getRawParameterTypes().size() > 1;
          return isClient && (METHODS.contains(call.getName()) || isRaw);
        });
  }

  static DescribedPredicate<JavaClass> observe() {
    return DescribedPredicate.describe(
        "are reconcilers or taps",
        type ->
            type.getPackageName().startsWith("io.slipway")
                && (type.isAssignableTo(RECONCILER)
                    || outermost(type).getSimpleName().endsWith("Reconciler")
                    || outermost(type).getSimpleName().endsWith("Tap")));
  }

  /** The writer, or a class that nothing but the writer uses. */
  static DescribedPredicate<JavaClass> writerOrItsPart() {
    return DescribedPredicate.describe(
        "are the writer or used by it alone",
        type ->
            isWriter(type)
                || type.getDirectDependenciesToSelf().stream()
                        .map(Dependency::getOriginClass)
                        .map(Writing::outermost)
                        .filter(user -> user != outermost(type))
                        .allMatch(Writing::isWriter)
                    && !type.isAssignableTo(RECONCILER));
  }

  static DescribedPredicate<JavaClass> knowsLeases() {
    return DescribedPredicate.describe(
        "know Leases and no object of the module API",
        type ->
            (uses(type, "io.fabric8.kubernetes.api.model.coordination")
                    || uses(type, CLIENT + ".extended.leaderelection"))
                && !uses(type, "io.slipway.api"));
  }

  private static boolean uses(JavaClass type, String packageName) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(packageName));
  }

  private static boolean isWriter(JavaClass type) {
    return outermost(type).getSimpleName().equals(WRITER);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Writing::outermost).orElse(type);
  }
}
