package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.ImageLayer.File;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class ImageLayerTest {
  @Test
  void the_same_files_give_the_same_bytes_in_any_order() {
    var one = new LinkedHashMap<String, File>();
    one.put("a/b", File.text("x"));
    one.put("c", File.executable("y"));
    var other = new LinkedHashMap<String, File>();
    other.put("c", File.executable("y"));
    other.put("a/b", File.text("x"));

    assertThat(ImageLayer.of(one)).isEqualTo(ImageLayer.of(other));
  }
}
