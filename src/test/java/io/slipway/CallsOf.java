package io.slipway;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What core must not reach for (style.md 2.3 rule 6). */
final class CallsOf {
  private static final Set<String> TYPES =
      Set.of(
          Clock.class.getName(),
          InstantSource.class.getName(),
          System.class.getName(),
          Runtime.class.getName(),
          Thread.class.getName(),
          Random.class.getName(),
          RandomGenerator.class.getName());

  private CallsOf() {}

  /** Asking the clock, drawing a random number, or taking an Optional's value unseen. */
  static DescribedPredicate<JavaMethodCall> impureMethods() {
    return DescribedPredicate.describe(
        "is now(), random or Optional.get()",
        call -> {
          var owner = call.getTargetOwner();
          var name = call.getName();
          return (owner.getPackageName().equals("java.time") && name.equals("now"))
              || name.equals("random")
              || name.equals("randomUUID")
              || (owner.isEquivalentTo(Optional.class)
                  && Set.of("get", "orElseThrow").contains(name));
        });
  }

  static DescribedPredicate<JavaClass> impureTypes() {
    return DescribedPredicate.describe(
        "are clocks, threads, locks or the process itself",
        type ->
            TYPES.contains(type.getName())
                || type.getPackageName().startsWith("java.util.concurrent"));
  }
}
