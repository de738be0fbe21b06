package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha2.ModuleUpdatePolicy;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.Soak;
import io.slipway.core.value.UpdateMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ModuleConfig {@code deckhouse} says of updates (releases.md 3.5 and 2.10). */
class PlatformSettingsTest {
  private static final KubernetesSerialization WIRE = new KubernetesSerialization();

  private static ModuleConfig config(String update) {
    var yaml = "metadata: {name: deckhouse}\nspec: {settings: {update: " + update + "}}";
    return WIRE.unmarshal(yaml, ModuleConfig.class);
  }

  private static PlatformSettings read(String update) {
    return ModuleConfigMapper.toCore(config(update)).platform().orElseThrow();
  }

  @Test
  void notification_settings_are_read() {
    var read =
        read(
            "{notification: {webhook: 'https://people.example.com/x', tlsSkipVerify: true,"
                + " minimalNotificationTime: 6h, retryMinTime: 50ms, releaseType: All,"
                + " auth: {basic: {username: u, password: p}}}}");

    assertThat(read.notification())
        .contains(
            new NotificationSettings(
                "https://people.example.com/x",
                true,
                new Auth.Basic("u", "p"),
                Duration.ofHours(6),
                Duration.ofMillis(50),
                true));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void what_is_silent_has_its_default() {
    assertThat(read("{notification: {webhook: 'http://a', auth: {bearerToken: t}}}").notification())
        .contains(
            new NotificationSettings(
                "http://a",
                false,
                new Auth.Bearer("t"),
                Duration.ZERO,
                Duration.ofSeconds(2),
                false));
    assertThat(read("{mode: Auto}").notification()).isEmpty();
    assertThat(read("{notification: {}}").notification()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{minimalAge: three days} | settings.update.minimalAge: 'three days' is no duration such as"
            + " 30m, 72h or 7d",
        "{minimalAge: 72} | settings.update.minimalAge: '72' is no duration such as 30m, 72h or 7d",
        "{windows: [{from: '8:00', to: '8:00'}]} | settings.update.windows[0]: must not begin (from)"
            + " and end (to) at the same time",
        "{windows: [{from: '8:00', to: '9:00'}, {from: '8'}]} | settings.update.windows[1]: from and"
            + " to must be times such as 8:00",
        "{windows: [{from: '8:00', to: '9:00', days: [Fri, Funday]}]} | settings.update.windows[0]:"
            + " days: 'Funday' is no weekday such as Mon",
        "{notification: {webhook: 'people'}} | settings.update.notification.webhook is no address of"
            + " http or https",
        "{notification: {minimalNotificationTime: soon}} |"
            + " settings.update.notification.minimalNotificationTime: 'soon' is no duration such as"
            + " 30m, 72h or 7d"
      })
  void W_22_what_cannot_be_read_is_told(String update, String problem) {
    assertThat(read(update).problems()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{minimalAge: soon}                       | MANUAL",
        "{minimalAge: soon, mode: Ignore}         | IGNORE",
        "{windows: [{from: '8:00', to: '8:00'}]}  | MANUAL"
      })
  void a_rule_that_cannot_be_read_never_means_no_rule(String update, UpdateMode mode) {
    assertThat(read(update).policy().mode()).isEqualTo(mode);
  }

  @Test
  void the_age_is_read_in_both_places() {
    var policy =
        WIRE.unmarshal(
            "metadata: {name: p}\nspec: {update: {minimalAge: 7d, securityBypass: true}}",
            ModuleUpdatePolicy.class);
    var expected = new Soak(Duration.ofDays(7), true);

    assertThat(ModuleUpdatePolicyMapper.toCore(policy).policy().soak()).isEqualTo(expected);
    assertThat(read("{minimalAge: 7d, securityBypass: true}").policy().soak()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{notification: 7}",
        "{notification: {auth: 7, webhook: [x], minimalNotificationTime: {}}}",
        "{notification: {auth: {basic: [], bearerToken: {}}}}",
        "{minimalAge: [], securityBypass: yes please, windows: {}}"
      })
  void whatever_the_user_wrote_is_read(String update) {
    assertThat(read(update).policy()).isNotNull();
  }

  @Test
  void no_text_of_it_tells_a_secret() {
    var core =
        ModuleConfigMapper.toCore(
            config(
                "{notification: {webhook: 'http://u:s3cret@a/s3cret',"
                    + " auth: {basic: {username: u, password: s3cret}}}}"));

    assertThat(core + " " + core.platform()).doesNotContain("s3cret");
  }
}
