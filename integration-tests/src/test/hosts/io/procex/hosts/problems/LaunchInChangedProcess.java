package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Native code changes what a child inherits, before the first launch and between others; prints
 * what each launch finds. Arguments: the native library, and a directory with {@code one} and
 * {@code two} in it, each of which has a program {@code tool} that says where it is.
 */
public final class LaunchInChangedProcess {
  private LaunchInChangedProcess() {}

  public static void main(String[] args) throws Exception {
    Neighbour.load(args[0]);
    String one = args[1] + "/one";
    String two = args[1] + "/two";
    Neighbour.setVariable("PATH", one);
    search("at first");
    System.setProperty("jdk.lang.Process.launchMechanism", "no such mechanism");
    Neighbour.setVariable("PATH", two);
    search("another PATH");
    Neighbour.setVariable("PATH", "two:" + one);
    Neighbour.changeDirectory(args[1]);
    search("a relative PATH in another directory");
    launch("the other directory", "/bin/pwd", "-P");
    launch("a relative path", "two/tool");
    Neighbour.setVariable("PATH", "");
    Neighbour.changeDirectory(two);
    search("an empty PATH");
    Neighbour.setVariable("PATH", null);
    search("no PATH");
    Neighbour.setVariable("OWN", "of native code");
    launch("a variable", "/bin/sh", "-c", "echo $OWN");
    Neighbour.setMask(027);
    launch("umask", "/bin/sh", "-c", "umask");
    Neighbour.limitOpenFiles(700);
    launch("limits", "/bin/sh", "-c", "ulimit -Sn; ulimit -Hn");
    launch("missing", "/no/such/program");
    Status.print();
  }

  /** With the environment of the JVM, and with one of its own. */
  private static void search(String name) throws InterruptedException {
    launch(name, "tool");
    ProcessBuilder own = new ProcessBuilder("tool");
    own.environment().put("OWN", "1");
    launch(name + ", own environment", own);
  }

  private static void launch(String name, String... command) throws InterruptedException {
    launch(name, new ProcessBuilder(command));
  }

  private static void launch(String name, ProcessBuilder builder) throws InterruptedException {
    StringBuilder seen = new StringBuilder();
    try {
      Process process = builder.redirectErrorStream(true).start();
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line;
      while ((line = reader.readLine()) != null) {
        seen.append(' ').append(line);
      }
      seen.append(", exit ").append(process.waitFor());
    } catch (IOException e) {
      seen.append(' ').append(e.getMessage()).append(e.getCause());
    }
    System.out.println(name + ":" + seen);
  }
}
