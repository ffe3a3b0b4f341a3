package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.lang.reflect.Field;

/**
 * Sends SIGQUIT to a child that waits for its input, closes that input, and prints the child's
 * {@code exit} code.
 */
public final class QuitChild {
  private QuitChild() {}

  public static void main(String[] args) throws Exception {
    Process cat = new ProcessBuilder("cat").start();
    String kill = "kill -QUIT " + pid(cat);
    if (new ProcessBuilder("sh", "-c", kill).start().waitFor() != 0) {
      throw new AssertionError(kill);
    }
    cat.getOutputStream().close();
    System.out.println("exit " + cat.waitFor());
    Status.print();
  }

  private static Object pid(Process process) throws ReflectiveOperationException {
    if (System.getProperty("java.specification.version").equals("1.8")) {
      Field pid = process.getClass().getDeclaredField("pid");
      pid.setAccessible(true);
      return pid.get(process);
    }
    return Process.class.getMethod("pid").invoke(process);
  }
}
