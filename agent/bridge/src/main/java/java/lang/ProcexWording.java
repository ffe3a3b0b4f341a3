package java.lang;

import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Makes the exception of a failed launch as this JDK does: with its message, and a stack that
 * begins in the JDK's native method. Users and alert rules match on both. Immutable.
 */
public final class ProcexWording {
  private static final int ENFILE = 23;
  private static final int EMFILE = 24;
  private static final int POSIX_SPAWN = 2; // LaunchMechanism.POSIX_SPAWN.ordinal() + 1
  private static final int NATIVE_METHOD = -2; // the line number of native frames

  private final String execPattern;
  private final String chdirPattern;
  private final String pipePattern;
  private final String advice;
  private final Charset charset;

  /**
   * Takes the patterns of messages: {@code {errno}} stands for the number and {@code {text}} for
   * libc's text. If a pattern is null, such launches fall back, and the JDK words the failure.
   *
   * @param helperAdvice what follows a failed pipe if jspawnhelper would have been used
   * @param encoding the encoding of libc's text
   */
  public ProcexWording(
      String exec, String chdir, String pipe, String helperAdvice, Charset encoding) {
    execPattern = exec;
    chdirPattern = chdir;
    pipePattern = pipe;
    advice = helperAdvice;
    charset = encoding;
  }

  /**
   * Returns the exception for a launch that failed, or null if the JDK has to word it.
   *
   * @param mode the JDK's launch mechanism, by its number
   * @param nativeMethod the method of the JDK that would have thrown it
   */
  IOException failure(int step, int errno, int mode, String nativeMethod) {
    String pattern = patternFor(step, errno, mode);
    byte[] text = ProcexCore.strerror(errno);
    if (text == null || pattern == null) {
      return null;
    }
    IOException failure =
        new IOException(
            pattern
                .replace("{errno}", Integer.toString(errno))
                .replace("{text}", new String(text, charset)));
    failure.setStackTrace(asThrownByTheJdk(failure.getStackTrace(), nativeMethod));
    return failure;
  }

  /** The exception for a required setting that could not be applied, in the form of the JDK's. */
  IOException failureOfSetting(String name, int errno) {
    byte[] text = ProcexCore.strerror(errno);
    return new IOException(
        "procex-agent: "
            + name
            + " cannot be set, error: "
            + errno
            + (text == null ? "" : " (" + new String(text, charset) + ")"));
  }

  /** Null if the JDK itself might succeed, or if its words are unknown. */
  private String patternFor(int step, int errno, int mode) {
    switch (step) {
      case ProcexNumbers.STEP_EXEC:
        return execPattern;
      case ProcexNumbers.STEP_CHDIR:
        return chdirPattern;
      case ProcexNumbers.STEP_PIPE:
        // No descriptor is left, and the JDK would find none either. JDK 17, 21 and 26 would then
        // close two random descriptors, because they do not initialize an array.
        return errno == EMFILE || errno == ENFILE ? pipePatternFor(mode) : null;
      default:
        return null;
    }
  }

  private String pipePatternFor(int mode) {
    return pipePattern == null || mode != POSIX_SPAWN ? pipePattern : pipePattern + advice;
  }

  /** Replaces the bridge's frames by one of the native forkAndExec. */
  private static StackTraceElement[] asThrownByTheJdk(
      StackTraceElement[] frames, String nativeMethod) {
    int ours = 0;
    while (ours < frames.length && frames[ours].getClassName().startsWith("java.lang.Procex")) {
      ours++;
    }
    if (ours == 0 || ours == frames.length) {
      return frames;
    }
    StackTraceElement[] result = new StackTraceElement[frames.length - ours + 1];
    System.arraycopy(frames, ours, result, 1, frames.length - ours);
    result[0] = nativeFrame(frames[ours].getClassName(), nativeMethod, frames[ours].getFileName());
    return result;
  }

  private static StackTraceElement nativeFrame(String type, String method, String file) {
    try {
      // Since 9 a frame also names its module. Without a version, it prints like the JDK's own
      // frames.
      return StackTraceElement.class
          .getConstructor(
              String.class,
              String.class,
              String.class,
              String.class,
              String.class,
              String.class,
              int.class)
          .newInstance(null, "java.base", null, type, method, file, NATIVE_METHOD);
    } catch (ReflectiveOperationException before9) {
      return new StackTraceElement(type, method, file, NATIVE_METHOD);
    }
  }
}
