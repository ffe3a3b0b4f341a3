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
  private final KnobValues values;
  private final Requirement required;

  SettingsBlock(KnobValues values, Requirement required) {
    this.values = values;
    this.required = required;
  }

  void add(Knob knob, long... numbers) {
    byte[] value = new byte[numbers.length * Long.BYTES];
    over(value).asLongBuffer().put(numbers);
    add(knob, value);
  }

  /** Adds a string, with a NUL after it. */
  void add(Knob knob, String text) {
    byte[] encoded = encode(text);
    add(knob, Arrays.copyOf(encoded, encoded.length + 1));
  }

  /** Adds strings, each with a NUL after it, and one more NUL. */
  void add(Knob knob, Collection<String> texts) {
    add(knob, list(texts));
  }

  void add(Knob knob, byte[] value) {
    byte[] setting = setting(knob.number(), flags(knob), value);
    bytes.write(setting, 0, setting.length);
  }

  static byte[] list(Collection<String> texts) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] encoded = encode(text);
      list.write(encoded, 0, encoded.length);
      list.write(0);
    }
    list.write(0);
    return list.toByteArray();
  }

  static byte[] setting(int number, int flags, byte[] value) {
    int size = rounded(value.length);
    byte[] setting = new byte[HEAD + size];
    over(setting).putShort((short) number).putShort((short) flags).putInt(size).put(value);
    return setting;
  }

  private int flags(Knob knob) {
    return (values.isOfProfile(knob) ? KnobNumbers.ONLY_TIGHTEN : 0)
        | (required.includes(knob) ? KnobNumbers.REQUIRED : 0);
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
