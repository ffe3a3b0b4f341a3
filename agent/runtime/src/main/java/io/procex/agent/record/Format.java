package io.procex.agent.record;

import java.io.IOException;

/** Writes a record as one line in UTF-8, whatever its values contain. */
public interface Format {
  /** The record as bytes, with the line feed at its end. */
  byte[] encode(Record record) throws IOException;

  /** The format of that name: {@code json}, {@code ecs} or {@code text}. */
  static Format named(String name) {
    return name.equals("text") ? new TextFormat() : new JsonFormat(name.equals("ecs"));
  }
}
