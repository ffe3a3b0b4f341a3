package io.procex.agent.systemd;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;

/** The running systemd. */
public final class Systemctl {
  private static final String COMMAND = "systemctl";

  private Systemctl() {}

  /** Whether systemd runs this system, as sd_booted(3) finds out. */
  public static boolean isRunning(Root root) {
    return root.isOwn() && Files.isDirectory(Paths.get("/run/systemd/system"));
  }

  /** Runs a systemctl command. If it fails, the refusal has systemctl's message. */
  public static void run(String... words) throws IOException, Refusal {
    String said = output(words);
    if (said != null) {
      throw new Refusal(COMMAND + " " + String.join(" ", words) + ": " + said.trim());
    }
  }

  /** The current state of a unit, by property. */
  public static Map<String, String> show(UnitName unit) throws IOException, Refusal {
    Map<String, String> properties = new HashMap<>();
    Process process =
        start("show", "-p", "ActiveState,ControlGroup,NeedDaemonReload", unit.toString());
    for (String line : text(process.getInputStream()).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (end(process) != 0) {
      throw new Refusal(COMMAND + " show " + unit + " failed");
    }
    return properties;
  }

  private static String output(String... words) throws IOException {
    Process process = start(words);
    String text = text(process.getInputStream());
    return end(process) == 0 ? null : text;
  }

  private static Process start(String... words) throws IOException {
    String[] command = new String[words.length + 1];
    command[0] = COMMAND;
    System.arraycopy(words, 0, command, 1, words.length);
    return new ProcessBuilder(Arrays.asList(command))
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .start();
  }

  private static String text(InputStream in) {
    try (Scanner all = new Scanner(in, StandardCharsets.UTF_8.name()).useDelimiter("\\A")) {
      return all.hasNext() ? all.next() : "";
    }
  }

  private static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
