package java.lang;

import java.io.IOException;
import net.bytebuddy.asm.Advice;

/**
 * What ByteBuddy inlines around the JDK's forkAndExec in {@code OracleAgent}. Never loaded, only
 * read: it lies in this package so that it may name the bridge's method.
 */
final class OracleAdvice {
  private OracleAdvice() {}

  /** Anything but 0 is the outcome, and the JDK's own method is not called. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static int ask(
      @Advice.Argument(0) int mode,
      @Advice.Argument(1) byte[] helperpath,
      @Advice.Argument(2) byte[] prog,
      @Advice.Argument(3) byte[] argBlock,
      @Advice.Argument(4) int argc,
      @Advice.Argument(5) byte[] envBlock,
      @Advice.Argument(6) int envc,
      @Advice.Argument(7) byte[] dir,
      @Advice.Argument(8) int[] fds,
      @Advice.Argument(9) boolean redirectErrorStream,
      @Advice.Origin Class<?> owner)
      throws IOException {
    return ProcexDispatcher.forkAndExec(
        mode,
        helperpath,
        prog,
        argBlock,
        argc,
        envBlock,
        envc,
        dir,
        fds,
        redirectErrorStream,
        owner,
        "forkAndExec");
  }

  @Advice.OnMethodExit
  static void answer(@Advice.Enter int pid, @Advice.Return(readOnly = false) int result) {
    if (pid != 0) {
      result = pid;
    }
  }
}
