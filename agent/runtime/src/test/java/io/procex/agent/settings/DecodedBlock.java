package io.procex.agent.settings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A block of settings, read as native/src/both/settings.c reads it. */
final class DecodedBlock {
  private final Map<Integer, ByteBuffer> values = new LinkedHashMap<>();
  private final Map<Integer, Integer> flags = new LinkedHashMap<>();

  DecodedBlock(byte[] block) {
    ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.nativeOrder());
    while (buffer.hasRemaining()) {
      int setting = buffer.getShort();
      flags.put(setting, (int) buffer.getShort());
      byte[] value = new byte[buffer.getInt()];
      buffer.get(value);
      values.put(setting, ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()));
    }
  }

  static DecodedBlock of(String... settings) {
    FakeValues values = new FakeValues(settings);
    DecodedBlock block = new DecodedBlock(ChildSettings.read(values).block());
    if (!values.problems.isEmpty()) {
      throw new AssertionError(values.problems);
    }
    return block;
  }

  boolean has(Setting setting) {
    return values.containsKey(setting.number());
  }

  long number(Setting setting, int place) {
    return values.get(setting.number()).getLong(place * Long.BYTES);
  }

  int flags(Setting setting) {
    return flags.get(setting.number());
  }

  ByteBuffer value(Setting setting) {
    return values.get(setting.number());
  }

  /** As it is, NULs and all. */
  String text(Setting setting) {
    return new String(values.get(setting.number()).array(), StandardCharsets.ISO_8859_1);
  }
}
