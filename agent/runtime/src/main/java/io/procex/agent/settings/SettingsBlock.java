package io.procex.agent.settings;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collection;

/** Encodes settings for native/src/both/settings.h, in the order in which they are applied. */
final class SettingsBlock {
  private static final int HEAD = 8;

  /** The JDK's charset for names of files and variables, which are bytes to the kernel. */
  private static final Charset NATIVE = JnuCharset.get();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final SettingValues values;
  private final Requirement required;

  SettingsBlock(SettingValues values, Requirement required) {
    this.values = values;
    this.required = required;
  }

  void add(Setting setting, long... numbers) {
    byte[] value = new byte[numbers.length * Long.BYTES];
    over(value).asLongBuffer().put(numbers);
    add(setting, value);
  }

  /** Adds a number, and a string with a NUL after it. */
  void add(Setting setting, long number, String text) {
    byte[] encoded = encode(text);
    byte[] value = new byte[Long.BYTES + encoded.length + 1];
    over(value).putLong(number).put(encoded);
    add(setting, value);
  }

  /** Adds a string, with a NUL after it. */
  void add(Setting setting, String text) {
    byte[] encoded = encode(text);
    add(setting, Arrays.copyOf(encoded, encoded.length + 1));
  }

  /** Adds a string that the launch can do without, even if the setting is required. */
  void addOptional(Setting setting, String text) {
    byte[] encoded = encode(text);
    int flags = flags(setting) & ~SettingNumbers.REQUIRED;
    add(setting, flags, Arrays.copyOf(encoded, encoded.length + 1));
  }

  /** Adds strings, each with a NUL after it, and one more NUL. */
  void add(Setting setting, Collection<String> texts) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] encoded = encode(text);
      list.write(encoded, 0, encoded.length);
      list.write(0);
    }
    list.write(0);
    add(setting, list.toByteArray());
  }

  void add(Setting setting, byte[] value) {
    add(setting, flags(setting), value);
  }

  private void add(Setting setting, int flags, byte[] value) {
    byte[] encoded = encode(setting.number(), flags, value);
    bytes.write(encoded, 0, encoded.length);
  }

  static byte[] encode(int number, int flags, byte[] value) {
    int size = rounded(value.length);
    byte[] encoded = new byte[HEAD + size];
    over(encoded).putShort((short) number).putShort((short) flags).putInt(size).put(value);
    return encoded;
  }

  private int flags(Setting setting) {
    return (values.isOfProfile(setting) ? SettingNumbers.ONLY_TIGHTEN : 0)
        | (required.includes(setting) ? SettingNumbers.REQUIRED : 0);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** Views bytes in the kernel's byte order. */
  static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  static int rounded(int size) {
    return (size + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  static byte[] encode(String text) {
    return text.getBytes(NATIVE);
  }
}
