package java.lang;

import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Words a failed launch as this JDK words it: message, and a stack that begins in the JDK's native
 * method. Users and alert rules match on both.
 */
public final class ProcexFailure {
  /** The wordings that JDKs have had; each is told by its format in the JDK's own libjava.so. */
  public enum Wording {
    /** {@code error=2, No such file or directory}: JDK 8 to 17, and 21 before JDK-8352533. */
    CLASSIC,
    /** {@code Exec failed, error: 2 (No such file or directory) }: JDK-8352533. */
    EXEC_FAILED,
    /** The same, with a text of its own for the working directory: JDK 26. */
    EXEC_FAILED_OR_DIRECTORY,
    /** Not one of these: the JDK has to word its failures itself. */
    UNKNOWN
  }

  private static final int NATIVE_METHOD = -2; // StackTraceElement's mark for native code

  private static volatile Wording wording = Wording.UNKNOWN;
  private static volatile Charset charset = Charset.defaultCharset();

  private ProcexFailure() {}

  /** Sets the wording, and the encoding of libc's texts. */
  public static void learn(Wording learned, Charset encoding) {
    wording = learned;
    charset = encoding;
  }

  /** Returns the exception for a launch that failed, or null where the JDK has to word it. */
  static IOException of(int step, int errno) {
    byte[] text = ProcexCore.strerror(errno);
    if (text == null || wording == Wording.UNKNOWN) {
      return null;
    }
    IOException failure = new IOException(message(step, errno, new String(text, charset)));
    failure.setStackTrace(asThrownByTheJdk(failure.getStackTrace()));
    return failure;
  }

  private static String message(int step, int errno, String text) {
    if (wording == Wording.CLASSIC) {
      return "error=" + errno + ", " + text;
    }
    String what =
        step == ProcexCore.STEP_CHDIR && wording == Wording.EXEC_FAILED_OR_DIRECTORY
            ? "Failed to access working directory"
            : "Exec failed";
    return what + ", error: " + errno + " (" + text + ") ";
  }

  /** Puts the frame of the native forkAndExec in the place of ours. */
  private static StackTraceElement[] asThrownByTheJdk(StackTraceElement[] frames) {
    int ours = 0;
    while (ours < frames.length && frames[ours].getClassName().startsWith("java.lang.Procex")) {
      ours++;
    }
    if (ours == 0 || ours == frames.length) {
      return frames;
    }
    StackTraceElement[] result = new StackTraceElement[frames.length - ours + 1];
    System.arraycopy(frames, ours, result, 1, frames.length - ours);
    result[0] = nativeFrame(frames[ours].getClassName(), frames[ours].getFileName());
    return result;
  }

  private static StackTraceElement nativeFrame(String type, String file) {
    try {
      // Since 9 a frame also names its module. Without a version it prints as the JDK's own do.
      return StackTraceElement.class
          .getConstructor(
              String.class,
              String.class,
              String.class,
              String.class,
              String.class,
              String.class,
              int.class)
          .newInstance(null, "java.base", null, type, "forkAndExec", file, NATIVE_METHOD);
    } catch (ReflectiveOperationException before9) {
      return new StackTraceElement(type, "forkAndExec", file, NATIVE_METHOD);
    }
  }
}
