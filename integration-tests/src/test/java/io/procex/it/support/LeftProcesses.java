package io.procex.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Kills what a failed test has left running: a host's children, which outlive the host and have
 * another parent then. What a test starts has the test's number in its environment, and hands it on
 * to its children. When this JVM ends, all that has a number of it is killed, and its own children.
 */
public final class LeftProcesses implements BeforeEachCallback, AfterEachCallback {
  /**
   * Not PROCEX_*, of which the agent takes all for options: strict=true ends the start over one.
   */
  private static final String VARIABLE = "TEST_OF_PROCEX";

  private static final String JVM = ProcessHandle.current().pid() + ".";
  private static final AtomicInteger TESTS = new AtomicInteger();

  /** Also of the threads that a test starts. */
  private static final InheritableThreadLocal<Integer> TEST = new InheritableThreadLocal<>();

  /** The second time for what came into being during the first. */
  private static final int LOOKS = 2;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LeftProcesses::killAll));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TEST.set(TESTS.incrementAndGet());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      kill(entry(TEST.get()) + "\0");
    }
  }

  /** What this starts, and its children, end with the test if that fails. */
  public static ProcessBuilder mark(ProcessBuilder builder) {
    String[] entry = entry(TEST.get()).split("=", 2);
    builder.environment().put(entry[0], entry[1]);
    return builder;
  }

  /** The text without what {@link #mark} has put into it by way of a child's environment. */
  public static String unmark(String text) {
    return text.replaceAll(VARIABLE + "=\\d+\\.\\d+", VARIABLE + "=");
  }

  /** A test of no number, such as what comes before all tests of a class, ends with this JVM. */
  private static String entry(Integer test) {
    return VARIABLE + "=" + JVM + (test == null ? 0 : test);
  }

  private static void killAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    kill(VARIABLE + "=" + JVM);
  }

  private static void kill(String entry) {
    for (int i = 0; i < LOOKS; i++) {
      ProcessHandle.allProcesses()
          .filter(process -> has(process.pid(), entry))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean has(long pid, String entry) {
    try {
      byte[] all = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      return ("\0" + new String(all, StandardCharsets.ISO_8859_1)).contains("\0" + entry);
    } catch (IOException goneOrForbidden) {
      return false;
    }
  }
}
