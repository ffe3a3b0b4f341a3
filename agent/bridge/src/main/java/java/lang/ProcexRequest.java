package java.lang;

/** What the JDK asks for: the parameters of its forkAndExec, from prog on. */
public final class ProcexRequest {
  final byte[] prog;
  byte[] argBlock;
  final int argc;
  byte[] envBlock;
  final int envc;
  final byte[] dir;
  final int[] fds;
  final boolean redirectErrorStream;
  private volatile boolean forgotten;

  ProcexRequest(
      byte[] prog,
      byte[] argBlock,
      int argc,
      byte[] envBlock,
      int envc,
      byte[] dir,
      int[] fds,
      boolean redirectErrorStream) {
    this.prog = prog;
    this.argBlock = argBlock;
    this.argc = argc;
    this.envBlock = envBlock;
    this.envc = envc;
    this.dir = dir;
    this.fds = fds;
    this.redirectErrorStream = redirectErrorStream;
  }

  /** The program as the caller named it, with a NUL at its end. */
  public byte[] prog() {
    return prog;
  }

  /** The arguments, each with a NUL at its end; null after {@link #forgetBlocks}. */
  public byte[] argBlock() {
    return argBlock;
  }

  /** The number of arguments, without the program. */
  public int argc() {
    return argc;
  }

  /**
   * The environment as {@code NAME=value}, each with a NUL at its end. Null if the child gets the
   * JVM's own, or after it was given up.
   */
  public byte[] envBlock() {
    return envBlock;
  }

  /** The working directory with a NUL at its end, or null for the JVM's. */
  public byte[] dir() {
    return dir;
  }

  /** Whether the child's stderr is its stdout. */
  public boolean redirectErrorStream() {
    return redirectErrorStream;
  }

  /** The number of bytes that this request keeps in memory. */
  public long bytes() {
    return sizeOf(prog) + sizeOf(argBlock) + sizeOf(envBlock) + sizeOf(dir);
  }

  private static long sizeOf(byte[] block) {
    return block == null ? 0 : block.length;
  }

  /** Gives up arguments and environment, which may be large, once the launch is over. */
  public void forgetBlocks() {
    forgotten = true;
    argBlock = null;
    envBlock = null;
  }

  /** Whether {@link #forgetBlocks} was called. */
  public boolean isForgotten() {
    return forgotten;
  }

  /** Gives up the environment alone, once the launch is over. */
  public void forgetEnvironment() {
    envBlock = null;
  }
}
