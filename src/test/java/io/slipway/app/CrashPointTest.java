package io.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.value.ModuleName;
import io.slipway.stream.EffectWatch.Moment;
import org.junit.jupiter.api.Test;

class CrashPointTest {
  private static final Effect UNINSTALL = new UninstallModule(new ModuleName("echo"));

  @Test
  void no_process_crashes_that_was_not_asked_to() {
    assertThat(CrashPoint.wished()).isEmpty();
  }

  @Test
  void a_point_is_a_kind_a_moment_and_perhaps_a_subject() {
    assertThat(CrashPoint.parse("UninstallModule:DONE").isAt(UNINSTALL, Moment.DONE)).isTrue();
    assertThat(CrashPoint.parse("UninstallModule:DONE:echo").isAt(UNINSTALL, Moment.DONE)).isTrue();
  }

  @Test
  void other_boundaries_are_passed() {
    assertThat(CrashPoint.parse("UninstallModule:DONE").isAt(UNINSTALL, Moment.BEFORE)).isFalse();
    assertThat(CrashPoint.parse("InstallModule:DONE").isAt(UNINSTALL, Moment.DONE)).isFalse();
    assertThat(CrashPoint.parse("UninstallModule:DONE:x").isAt(UNINSTALL, Moment.DONE)).isFalse();
  }

  @Test
  void a_point_that_cannot_be_read_stops_the_start() {
    assertThatThrownBy(() -> CrashPoint.parse("InstallModule"))
        .hasMessage("crashpoint must be KIND:MOMENT or KIND:MOMENT:SUBJECT: InstallModule");
    assertThatThrownBy(() -> CrashPoint.parse("InstallModule:SOON"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
