package io.procex.hosts.rules;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tries to run a shell that may not be run, {@code evil/sh} in the given directory, by all sorts of
 * detours. A line for each attempt: its name, a tab, and {@code RAN}, if the shell has run; else
 * the outcome.
 */
public final class Evade {
  private static final String LONG_ARGUMENT = repeat('a', 100_000);

  private final Path root;
  private final Path marker;
  private final String evil;
  private final String script;
  private final Map<String, Callable<Process>> attempts = new LinkedHashMap<>();

  private Evade(Path root) {
    this.root = root;
    this.marker = root.resolve("marker");
    this.evil = root.resolve("evil/sh").toString();
    this.script = ": > " + marker;
  }

  public static void main(String[] args) throws Exception {
    Evade evade = new Evade(Paths.get(args[0]));
    evade.allowed();
    evade.paths();
    evade.links();
    evade.searches();
    evade.scripts();
    evade.arguments();
    evade.callers();
    for (Map.Entry<String, Callable<Process>> attempt : evade.attempts.entrySet()) {
      String outcome = evade.outcome(attempt.getValue());
      System.out.println(attempt.getKey() + "\t" + outcome.replace('\n', ' '));
    }
  }

  private String outcome(Callable<Process> attempt) throws Exception {
    Files.deleteIfExists(marker);
    String outcome;
    try {
      Process process = attempt.call();
      process.getOutputStream().close();
      outcome = "exit " + process.waitFor();
    } catch (IOException e) {
      outcome = e.getMessage();
    }
    return Files.exists(marker) ? "RAN" : outcome;
  }

  /** The shell, under some other name. */
  private Callable<Process> sh(String program) {
    return () -> new ProcessBuilder(program, "-c", script).start();
  }

  private Callable<Process> in(Path directory, String... command) {
    return () -> new ProcessBuilder(command).directory(directory.toFile()).start();
  }

  /** What is allowed works, or the rest would show nothing. */
  private void allowed() {
    attempts.put("allowed", () -> new ProcessBuilder(root + "/ok/true").start());
    attempts.put("allowed script", () -> new ProcessBuilder(root + "/ok/allowed.sh").start());
  }

  private void paths() {
    attempts.put("itself", sh(evil));
    attempts.put("dots", sh(root + "/ok/../evil/sh"));
    attempts.put("dots and slashes", sh(root + "//ok/./..//./evil///sh"));
    attempts.put("relative", in(root.resolve("ok"), "../evil/sh", "-c", script));
    attempts.put("relative in its directory", in(root.resolve("evil"), "./sh", "-c", script));
    attempts.put("slash behind", sh(evil + "/"));
    attempts.put("other case", sh(root + "/EVIL/SH"));
    attempts.put("look-alike directory", sh(root + "/\u043ek/sh"));
    attempts.put("brackets as in a pattern", sh(root + "/[o]k/sh"));
    attempts.put("a star as in a pattern", sh(root + "/*/sh"));
    attempts.put("a newline in the directory", sh(root + "/ok\n/sh"));
    attempts.put("NUL", sh(root + "/ok/true\0" + evil));
    attempts.put("too long", sh(root + "/ok" + repeat('/', 5000) + "../evil/sh"));
    attempts.put("long", sh(root + "/ok" + repeat('/', 2000) + "../evil/sh"));
    attempts.put("procfs: cwd", in(root.resolve("evil"), "/proc/self/cwd/sh", "-c", script));
    attempts.put("procfs: root", sh("/proc/self/root" + evil));
    attempts.put("procfs: descriptor", this::byDescriptor);
    attempts.put("procfs: exe", () -> new ProcessBuilder("/proc/self/exe", "-version").start());
  }

  private Process byDescriptor() throws IOException {
    try (FileInputStream open = new FileInputStream(evil)) {
      File own = new File("/proc/self").getCanonicalFile(); // self is the child, once it runs
      for (int i = 3; i < 1000; i++) {
        File link = new File(own, "fd/" + i);
        if (link.exists() && link.getCanonicalPath().equals(evil)) {
          return new ProcessBuilder(link.getPath(), "-c", script).start();
        }
      }
      throw new IOException("not found among descriptors: " + open);
    }
  }

  private void links() throws IOException {
    attempts.put("link", sh(link("ok/link", evil)));
    attempts.put("link to a link", sh(link("ok/link2", root + "/ok/link")));
    attempts.put("relative link", sh(link("ok/link3", "../evil/sh")));
    attempts.put("linked directory", sh(link("ok/linked", root + "/evil") + "/sh"));
    attempts.put("link with an allowed name", sh(link("race/true", evil)));
    attempts.put(
        "working directory that is a link", in(root.resolve("ok/linked"), "./sh", "-c", script));
    attempts.put("link in a ring", sh(link("ok/ring", root + "/ok/ring")));
  }

  private String link(String name, String target) throws IOException {
    Path link = root.resolve(name);
    Files.createSymbolicLink(link, Paths.get(target));
    return link.toString();
  }

  /** The JVM's PATH is: nothing, then evil, then the bin of whatever the working directory is. */
  private void searches() {
    attempts.put("PATH", in(root.resolve("ok"), "onlyevil", "-c", script));
    attempts.put("empty part of PATH", in(root.resolve("evil"), "sh", "-c", script));
    attempts.put("relative part of PATH", in(root.resolve("evil/up"), "inbin", "-c", script));
    attempts.put("PATH of the child", this::byPathOfChild);
    attempts.put(
        "one string", () -> Runtime.getRuntime().exec(root + "/ok/../evil/sh " + root + "/mark"));
  }

  private Process byPathOfChild() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("onlyevil", "-c", script);
    builder.environment().put("PATH", root + "/evil");
    return builder.start();
  }

  private void scripts() {
    attempts.put("script of it", () -> new ProcessBuilder(root + "/ok/script").start());
    attempts.put("script of a script of it", () -> new ProcessBuilder(root + "/ok/nested").start());
    attempts.put("script with blanks", () -> new ProcessBuilder(root + "/ok/blanks").start());
    attempts.put("script by a link", () -> new ProcessBuilder(root + "/ok/bylink").start());
    attempts.put("script by env", () -> new ProcessBuilder(root + "/ok/byenv").start());
    attempts.put("script of no format", () -> new ProcessBuilder(root + "/ok/noformat").start());
    attempts.put("script elsewhere", () -> new ProcessBuilder(root + "/evil/script").start());
  }

  private void arguments() {
    String shell = root + "/words/sh"; // allowed if each argument is a word of small letters
    attempts.put("argument", sh(shell));
    attempts.put("argument behind others", args(shell, "+x", "-e", "-c", script));
    attempts.put("options in one", args(shell, "-ec", script));
    attempts.put("newline before", args(shell, "-c", "word\n" + script));
    attempts.put("newline behind", args(shell, "-c", script + "\nword"));
    attempts.put("empty argument", args(shell, "-c", script, ""));
    attempts.put("script as an argument", args(shell, root + "/mark"));
    attempts.put("look-alike letters", in(root.resolve("ok"), shell, "m\u0430rk"));
    attempts.put("newline in a word", in(root.resolve("ok"), shell, "mark\n"));
    attempts.put("NUL in an argument", args(shell, "word\0", "-c", script));
    attempts.put("long argument", args(shell, "-c", script + " #" + LONG_ARGUMENT));
  }

  private static Callable<Process> args(String... command) {
    return () -> new ProcessBuilder(command).start();
  }

  /** The shell in {@code trusted} may be launched by another class alone. */
  private void callers() {
    ProcessBuilder builder = new ProcessBuilder(root + "/trusted/sh", "-c", script);
    attempts.put("caller", builder::start);
    attempts.put("caller by reflection", () -> byReflection(builder));
    attempts.put("caller in a pool", () -> inPool(builder));
    attempts.put("class with its prefix", () -> TrustedLauncherButNot.launch(builder));
  }

  private static Process byReflection(ProcessBuilder builder) throws Exception {
    try {
      return (Process) ProcessBuilder.class.getMethod("start").invoke(builder);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static Process inPool(ProcessBuilder builder) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      return pool.submit(builder::start).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw (Exception) e.getCause();
    } finally {
      pool.shutdown();
    }
  }

  /** Its name begins like that of the class that may. */
  private static final class TrustedLauncherButNot {
    static Process launch(ProcessBuilder builder) throws IOException {
      return builder.start();
    }
  }

  private static String repeat(char c, int count) {
    return new String(new char[count]).replace('\0', c);
  }
}
