import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Twenty JVMs with the agent that launch, and others that start, while a command changes the agent's package.
 *
 * <p>{@code Fleet FLAG START COMMAND...}: FLAG is what gives them the agent; START says whether JVMs start meanwhile.
 * Prints what was done, and exits with 1 if anything has failed or a JVM has written to stderr.
 */
public final class Fleet {
  private static final int SIZE = 20;

  /** More than the launches after which the rest of the agent takes over. */
  private static final int MANY = 210;

  private static final String READY = "ready";

  private Fleet() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      host();
    } else {
      String[] command = new String[arguments.length - 2];
      System.arraycopy(arguments, 2, command, 0, command.length);
      System.exit(run(arguments[0], arguments[1].equals("start"), command));
    }
  }

  /** Makes as many launches as each line says, and answers how many have failed. */
  private static void host() throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    System.out.println(READY);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int failed = 0;
      for (int i = 0; i < Integer.parseInt(line); i++) {
        failed += launch() ? 0 : 1;
      }
      System.out.println(failed);
    }
  }

  private static boolean launch() {
    try {
      return new ProcessBuilder("/bin/true").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static int run(String flag, boolean start, String[] command) throws Exception {
    List<Jvm> fleet = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      fleet.add(new Jvm(flag));
    }
    int failed = 0;
    int launches = 0;
    for (int i = 0; i < SIZE; i++) {
      failed += fleet.get(i).ready();
      // The other half makes its first launch after the change.
      failed += i % 2 == 0 ? fleet.get(i).launch(3) : 0;
    }
    int started = 0;
    Process change = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("/tmp/change")).start();
    do {
      for (int i = 0; i < SIZE; i += 2) {
        failed += fleet.get(i).launch(3);
        launches += 3;
      }
      if (start) {
        Jvm jvm = new Jvm(flag);
        failed += jvm.ready() + jvm.launch(1) + jvm.end();
        started++;
        launches++;
      }
    } while (change.isAlive());
    if (change.waitFor() != 0) {
      System.out.println(Files.readString(new File("/tmp/change").toPath()));
      failed++;
    }
    for (Jvm jvm : fleet) {
      jvm.ask(MANY);
    }
    for (Jvm jvm : fleet) {
      failed += jvm.answer() + jvm.end();
      launches += MANY;
    }
    System.out.println(SIZE + " JVMs, " + launches + " launches, " + started + " JVMs started meanwhile, " + failed + " failed");
    return failed == 0 ? 0 : 1;
  }

  /** One of them. */
  private static final class Jvm {
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final File err = File.createTempFile("stderr", null);

    Jvm(String flag) throws IOException {
      String java = System.getProperty("java.home") + "/bin/java";
      process =
          new ProcessBuilder(java, flag, "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/fleet", "Fleet")
              .redirectError(err)
              .start();
      out = new BufferedReader(new InputStreamReader(process.getInputStream()));
      in = new PrintStream(process.getOutputStream(), true);
    }

    int ready() throws IOException {
      return READY.equals(out.readLine()) ? 0 : 1;
    }

    int launch(int count) throws IOException {
      ask(count);
      return answer();
    }

    void ask(int count) {
      in.println(count);
    }

    int answer() throws IOException {
      String line = out.readLine();
      return line == null ? 1 : Integer.parseInt(line);
    }

    int end() throws Exception {
      in.close();
      int failed = process.waitFor() == 0 ? 0 : 1;
      String told = Files.readString(err.toPath());
      err.delete();
      System.out.print(told);
      return failed + (told.isEmpty() ? 0 : 1);
    }
  }
}
