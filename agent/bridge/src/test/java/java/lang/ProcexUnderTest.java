package java.lang;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The bridge with its library, as it is in a JVM that has launched before. */
final class ProcexUnderTest {
  static final int CPU_AFFINITY = 9;
  static final int UMASK = 11;

  static final ProcexWording WORDING =
      new ProcexWording(
          "error={errno}, {text}",
          "error={errno}, {text} (directory)",
          "error={errno}, {text} (pipe)",
          " and advice",
          StandardCharsets.UTF_8);

  static {
    String cpu = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    ProcexCore.load(
        System.getProperty("natives") + "/META-INF/native/linux-" + cpu + "/libprocex.so");
    ProcexCore.prepare(new FileDescriptor[0], new int[2 * ProcexNumbers.NO_RUNG]);
  }

  private ProcexUnderTest() {}

  /** Whether that number is still such a file, such as [pidfd]: the JVM opens files at any time. */
  static boolean isOpen(int descriptor, String kind) {
    byte[] target = ProcexCore.target(descriptor);
    return target != null && new String(target, StandardCharsets.US_ASCII).endsWith(kind);
  }

  /** For tests that call the core by themselves: the initialiser has done so. */
  static void loadLibrary() {}

  /** As the rewritten ProcessImpl calls it. */
  static int launch(int[] fds, String program, String... arguments) throws IOException {
    return launch("forkAndExec", fds, program, arguments);
  }

  static int launch(String nativeMethod, int[] fds, String program, String... arguments)
      throws IOException {
    StringBuilder block = new StringBuilder();
    for (String argument : arguments) {
      block.append(argument).append('\0');
    }
    return ProcexDispatcher.forkAndExec(
        1,
        null,
        bytes(program + '\0'),
        bytes(block.toString()),
        arguments.length,
        null,
        0,
        null,
        fds,
        false,
        launcher(),
        nativeMethod);
  }

  private static Class<?> launcher() {
    try {
      return Class.forName("java.lang.ProcessImpl");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What a child of /bin/sh prints, which has ended by then. */
  static String printedBy(String script) throws Exception {
    int[] fds = {-1, -1, -1};
    int pid = launch(fds, "/bin/sh", "-c", script);
    String text;
    try (InputStream in = new FileInputStream("/proc/self/fd/" + fds[1])) {
      text = read(in);
    }
    end(pid, fds);
    return text;
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      all.write(next);
    }
    return all.toString("US-ASCII").trim().replace('\n', ' ');
  }

  /** Reaps the child, and closes the parent's ends of its pipes. */
  static int end(int pid, int[] fds) throws Exception {
    for (int fd : fds) {
      if (fd > 2) {
        ProcexCore.close(fd);
      }
    }
    Method completion =
        Class.forName("java.lang.ProcessHandleImpl")
            .getDeclaredMethod("completion", long.class, boolean.class);
    completion.setAccessible(true);
    return (Integer) ((CompletableFuture<?>) completion.invoke(null, (long) pid, true)).get();
  }

  /** One setting with one number, as native/src/both/settings.h reads it. */
  static byte[] block(int setting, long value) {
    ByteBuffer block = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    block.putShort((short) setting).putShort((short) 0).putInt(Long.BYTES).putLong(value);
    return block.array();
  }

  /** Settings that can be set. */
  static class Settings implements ProcexSettings {
    private final byte[] block;

    Settings(byte[] block) {
      this.block = block;
    }

    @Override
    public byte[] block() {
      return block;
    }

    @Override
    public String requirement() {
      return null;
    }

    @Override
    public String obstacle() {
      return null;
    }

    @Override
    public ProcexTimeLimit timeLimit() {
      return null;
    }

    @Override
    public String setting(int number) {
      return "setting " + number;
    }

    @Override
    public void missed(int setting, int errno) {}
  }

  /** Rules that allow all, and have this set on it. */
  static class Rules implements ProcexRules {
    private final ProcexSettings settings;

    Rules(ProcexSettings settings) {
      this.settings = settings;
    }

    @Override
    public ProcexVerdict decide(ProcexLaunch launch) {
      return new ProcexVerdict("any", "allow", true, false, false, settings);
    }

    @Override
    public String obstacle() {
      return null;
    }

    @Override
    public String requirement() {
      return "rules are enforced";
    }
  }

  /** A preparation that finds the core ready. */
  static class Preparation implements ProcexPreparation {
    volatile String fallback;

    @Override
    public long run() throws Exception {
      return ProcexConfig.NO_CORE;
    }

    @Override
    public ProcexWording wording() {
      return WORDING;
    }

    @Override
    public void leftToTheJdk(String reason) {
      fallback = reason;
    }

    @Override
    public void release() {}

    @Override
    public void giveBack() {}
  }
}
