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
      int knob = buffer.getShort();
      flags.put(knob, (int) buffer.getShort());
      byte[] value = new byte[buffer.getInt()];
      buffer.get(value);
      values.put(knob, ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()));
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

  boolean has(Knob knob) {
    return values.containsKey(knob.number());
  }

  long number(Knob knob, int place) {
    return values.get(knob.number()).getLong(place * Long.BYTES);
  }

  int flags(Knob knob) {
    return flags.get(knob.number());
  }

  ByteBuffer value(Knob knob) {
    return values.get(knob.number());
  }

  /** As it is, NULs and all. */
  String text(Knob knob) {
    return new String(values.get(knob.number()).array(), StandardCharsets.ISO_8859_1);
  }
}
