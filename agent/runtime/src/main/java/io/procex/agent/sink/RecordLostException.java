package io.procex.agent.sink;

import java.io.IOException;

/** A sink does not take this record, and would take another. */
final class RecordLostException extends IOException {
  private static final long serialVersionUID = 1L;

  RecordLostException(String message) {
    super(message);
  }
}
