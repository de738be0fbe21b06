package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.install.HelmRequest.Verb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void a_request_arrives_as_it_was_sent() throws IOException {
    var request =
        new HelmRequest(
            Verb.UPGRADE, "oak", "d8-system", "", "/work/chart", "/work/värden.yaml", "id\n2");
    var bytes = new ByteArrayOutputStream();

    new Frame(7, request.fields()).write(new DataOutputStream(bytes));
    new Frame(8, List.of()).write(new DataOutputStream(bytes));
    var in = in(bytes.toByteArray());
    var first = Frame.read(in);

    assertThat(HelmRequest.of(first.fields())).isEqualTo(request);
    assertThat(first.id()).isEqualTo(7);
    assertThat(Frame.read(in)).isEqualTo(new Frame(8, List.of()));
  }

  /** A line of a library that thinks it may print, or a process that was cut off. */
  @Test
  void what_is_no_frame_is_refused() {
    var line = "coalesce.go:289: warning: destination\n".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Frame.read(in(line))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Frame.read(in(new byte[] {0x48, 0x45})))
        .isInstanceOf(IOException.class);
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
