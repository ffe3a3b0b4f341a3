package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** Makes JSON of printable ASCII only. JSON itself would allow DEL. */
public final class AsciiEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1;
  private static final int DELETE = 0x7f;

  private final int[] escapes = standardAsciiEscapesForJSON();

  private AsciiEscapes() {
    escapes[DELETE] = ESCAPE_STANDARD;
  }

  /** Makes generators that write such JSON. */
  public static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .characterEscapes(new AsciiEscapes())
        .build();
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return escapes.clone();
  }

  @Override
  public SerializableString getEscapeSequence(int character) {
    return null; // no escapes of its own
  }
}
