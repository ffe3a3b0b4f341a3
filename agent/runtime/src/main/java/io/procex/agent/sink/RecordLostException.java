package io.procex.agent.sink;

import java.io.IOException;

/** Says that a sink has lost one record, but may take the next. */
final class RecordLostException extends IOException {
  private static final long serialVersionUID = 1L;

  RecordLostException(String message) {
    super(message);
  }
}
