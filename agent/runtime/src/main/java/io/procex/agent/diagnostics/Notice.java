package io.procex.agent.diagnostics;

import io.procex.agent.host.AgentLog;
import io.procex.agent.record.Printable;
import io.procex.agent.shared.OwnRights;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the one line that the agent may write on the JVM's stderr, unless notice=off: it says that
 * something the operator has set is not in force. It goes to descriptor 2, since the application
 * may have replaced System.err. All of it is prepared at start, in case there is no memory later.
 */
public final class Notice {
  private static final String PREFIX = "procex-agent: ";
  private static final byte[] IN_SHORT =
      (PREFIX + "what was set for children is not in force; too little memory to say why\n")
          .getBytes(StandardCharsets.US_ASCII);

  /**
   * Whether the line may be written, or has been. There is one line for each JVM, whichever thread
   * writes it.
   */
  private static State state = State.ALLOWED;

  private Notice() {}

  private enum State {
    ALLOWED,
    SILENT,
    WRITTEN
  }

  /** Sets whether the line may be written. */
  public static synchronized void use(boolean allowed) {
    if (state != State.WRITTEN) {
      state = allowed ? State.ALLOWED : State.SILENT;
    }
  }

  /** Logs the sentence, and writes it if it is the first one. */
  public static void once(String sentence) {
    byte[] line = IN_SHORT;
    try {
      AgentLog.line(sentence);
      line = (PREFIX + Printable.of(sentence) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (OutOfMemoryError | StackOverflowError none) {
      // The short line needs no memory.
    }
    try {
      if (isFirst()) {
        write(line);
      }
    } catch (Throwable closed) {
      // Nobody can be told.
    }
  }

  private static synchronized boolean isFirst() {
    if (state != State.ALLOWED) {
      return false;
    }
    state = State.WRITTEN;
    return true;
  }

  private static void write(byte[] line) throws Exception {
    new OwnRights<Void>() {
      @Override
      public Void run() throws IOException {
        new FileOutputStream(FileDescriptor.err).write(line);
        return null;
      }
    }.call();
  }
}
