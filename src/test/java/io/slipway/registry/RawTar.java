package io.slipway.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tar archive written field by field, so that any of them can be wrong. */
public final class RawTar {
  static final int RECORD = 512;
  private static final int NAME = 100;
  private static final int NUMBER = 12;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Fields of a header.
   *
   * @param name cut at 100 bytes
   * @param size as the 12 bytes of its field hold it
   * @param checksumError added to the true checksum
   */
  public record Header(
      char type, byte[] name, byte[] link, byte[] size, int mode, int checksumError) {
    public static Header of(char type, String name, long size) {
      return new Header(type, utf8(name), new byte[0], octal(size), 0644, 0);
    }

    public Header linkedTo(String target) {
      return new Header(type, name, utf8(target), size, mode, checksumError);
    }

    Header sized(byte[] field) {
      return new Header(type, name, link, field, mode, checksumError);
    }

    Header withMode(int bits) {
      return new Header(type, name, link, size, bits, checksumError);
    }

    Header withChecksumError(int error) {
      return new Header(type, name, link, size, mode, error);
    }
  }

  /** The header, and the content padded to whole records. */
  public RawTar put(Header header, byte[] content) {
    bytes.writeBytes(record(header));
    bytes.writeBytes(content);
    return zeros(Math.floorMod(-content.length, RECORD));
  }

  /** The next entry's name as GNU tar writes long ones; type {@code K} for its link. */
  RawTar longName(char type, String name) {
    var content = utf8(name + "\0");
    return put(Header.of(type, "././@LongLink", content.length), content);
  }

  /** Attributes of the next entry, or with type {@code g} of all that follow. */
  RawTar pax(char type, String... keysAndValues) {
    var content = new StringBuilder();
    for (var i = 0; i < keysAndValues.length; i += 2) {
      content.append(paxRecord(keysAndValues[i], keysAndValues[i + 1]));
    }
    return put(
        Header.of(type, "PaxHeaders/x", utf8(content.toString()).length), utf8(content.toString()));
  }

  static String paxRecord(String key, String value) {
    var rest = " " + key + "=" + value + "\n";
    var length = utf8(rest).length;
    var digits = String.valueOf(length).length();
    if (String.valueOf(length + digits).length() > digits) {
      digits++;
    }
    return (length + digits) + rest;
  }

  public RawTar zeros(int count) {
    bytes.writeBytes(new byte[count]);
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private static byte[] record(Header header) {
    var record = new byte[RECORD];
    put(record, 0, NAME, header.name());
    put(record, 100, 8, utf8("%07o".formatted(header.mode())));
    put(record, 108, 8, utf8("0000000"));
    put(record, 116, 8, utf8("0000000"));
    put(record, 124, NUMBER, header.size());
    put(record, 136, NUMBER, octal(0));
    record[156] = (byte) header.type();
    put(record, 157, NAME, header.link());
    put(record, 257, 8, utf8("ustar\00000"));
    Arrays.fill(record, 148, 156, (byte) ' ');
    var sum = header.checksumError();
    for (var b : record) {
      sum += b & 0xff;
    }
    put(record, 148, 8, utf8("%06o\0 ".formatted(sum & 0777777)));
    return record;
  }

  private static void put(byte[] record, int offset, int length, byte[] field) {
    System.arraycopy(field, 0, record, offset, Math.min(length, field.length));
  }

  static byte[] octal(long value) {
    return utf8("%011o".formatted(value));
  }

  /** Base 256, for what octal digits cannot say. */
  static byte[] binary(long value) {
    var field = new byte[NUMBER];
    Arrays.fill(field, (byte) (value < 0 ? 0xff : 0));
    for (var i = 0; i < Long.BYTES; i++) {
      field[NUMBER - 1 - i] = (byte) (value >> (8 * i));
    }
    field[0] |= (byte) 0x80;
    return field;
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
