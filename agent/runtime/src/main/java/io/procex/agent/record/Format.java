package io.procex.agent.record;

import java.io.IOException;
import java.util.function.Supplier;

/** Writes a record as one line in UTF-8, whatever its values contain. */
public interface Format {
  /** The record as bytes, with the line feed at its end. */
  byte[] encode(Record record) throws IOException;

  /**
   * The format of that name: {@code json}, {@code ecs}, {@code ocsf}, {@code otlp} or {@code text}.
   *
   * @param resource is asked once, for the first record
   */
  static Format named(String name, Supplier<Resource> resource) {
    switch (name) {
      case "text":
        return new TextFormat();
      case "ecs":
        return new EcsFormat(resource);
      case "ocsf":
        return new OcsfFormat(resource);
      case "otlp":
        return new OtlpFormat(resource);
      default:
        return new JsonFormat(resource);
    }
  }
}
