package io.procex.agent.resource;

import io.procex.agent.host.OwnUser;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;

/** This JVM as a process. */
public final class OwnJvm {
  private static final long MILLIS_PER_TICK = 10; // USER_HZ is 100 on all CPUs of the agent
  private static final String BOOT_TIME = "btime ";

  private OwnJvm() {}

  /** Puts its file and its user. */
  public static void put(Resource resource) {
    String user = Integer.toUnsignedString(OwnUser.id());
    resource.put(ResourceField.USER_ID, user);
    resource.put(ResourceField.OWNER, nameOf(user));
    try {
      Path executable = Files.readSymbolicLink(Paths.get("/proc/self/exe"));
      resource.put(ResourceField.JVM_EXECUTABLE, executable.toString());
      resource.put(ResourceField.JVM_NAME, executable.getFileName().toString());
    } catch (IOException | RuntimeException hidden) {
      // Then records do without.
    }
  }

  /** Its command line, each word with a NUL behind it; nothing if that is hidden. */
  public static byte[] words() {
    try {
      return Files.readAllBytes(Paths.get("/proc/self/cmdline"));
    } catch (IOException | RuntimeException hidden) {
      return new byte[0];
    }
  }

  /**
   * When it was started, in UTC.
   *
   * @param ticks since the boot; null is returned if that, or the boot's time, is not known
   */
  public static String started(long ticks) {
    try {
      byte[] file = Files.readAllBytes(Paths.get("/proc/stat"));
      String stat = new String(file, StandardCharsets.US_ASCII);
      int row = stat.indexOf(BOOT_TIME);
      String seconds = stat.substring(row + BOOT_TIME.length(), stat.indexOf('\n', row));
      return row < 0 || ticks <= 0
          ? null
          : Instant.ofEpochSecond(Long.parseLong(seconds))
              .plusMillis(ticks * MILLIS_PER_TICK)
              .toString();
    } catch (IOException | RuntimeException hidden) {
      return null;
    }
  }

  /** The name in /etc/passwd: asking other sources of names would take native code. */
  private static String nameOf(String number) {
    try (BufferedReader users =
        Files.newBufferedReader(Paths.get("/etc/passwd"), StandardCharsets.UTF_8)) {
      for (String line = users.readLine(); line != null; line = users.readLine()) {
        String[] parts = line.split(":", 4); // name, password, number
        if (parts.length == 4 && parts[2].equals(number)) {
          return parts[0];
        }
      }
    } catch (IOException | RuntimeException none) {
      // as in an image without users
    }
    return number;
  }
}
