package io.slipway.install;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message between the operator and the process that runs Helm: numbers and lengths of four
 * bytes, texts in UTF-8.
 *
 * @param id of the request, repeated by its answer
 */
record Frame(int id, List<String> fields) {
  private static final int MAGIC = 0x48454c4d;
  private static final int FIELDS_MAX = 16;
  private static final int BYTES_MAX = 8 << 20;

  void write(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(id);
    out.writeInt(fields.size());
    for (var field : fields) {
      var bytes = field.getBytes(StandardCharsets.UTF_8);
      var length = Math.min(bytes.length, BYTES_MAX);
      out.writeInt(length);
      out.write(bytes, 0, length);
    }
    out.flush();
  }

  /**
   * An exception also when something else than a frame is read: nothing after it can be trusted.
   */
  static Frame read(DataInputStream in) throws IOException {
    require(in.readInt() == MAGIC);
    var id = in.readInt();
    var number = in.readInt();
    require(number >= 0 && number <= FIELDS_MAX);
    List<String> fields = new ArrayList<>();
    for (var i = 0; i < number; i++) {
      var length = in.readInt();
      require(length >= 0 && length <= BYTES_MAX);
      fields.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    return new Frame(id, List.copyOf(fields));
  }

  private static void require(boolean sound) throws IOException {
    if (!sound) {
      throw new IOException("no frame");
    }
  }
}
