package io.slipway.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as JSON text that is equal for equal objects: keys are sorted at every depth. */
final class CanonicalJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private CanonicalJson() {}

  /** {@code {}} when absent. */
  static String of(@Nullable Map<String, ? extends @Nullable Object> object) {
    try {
      return object == null ? "{}" : JSON.writeValueAsString(object);
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException("plain maps can be written", bug);
    }
  }

  /** Empty when the text is not an object. */
  static Map<String, @Nullable Object> parse(String text) {
    try {
      var read = JSON.readValue(text, OBJECT);
      return read == null ? Map.of() : read;
    } catch (JsonProcessingException unreadable) {
      return Map.of();
    }
  }
}
