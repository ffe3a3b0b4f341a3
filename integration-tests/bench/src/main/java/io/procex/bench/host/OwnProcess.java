package io.procex.bench.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;

/** What the kernel counts of this JVM. */
final class OwnProcess {
  /** Of /proc/self/stat, counted from the state, which follows the name: utime. */
  private static final int USER_TIME = 11;

  private static final int TIMES = 4; // utime, stime, and the same of children waited for

  /** A tick of /proc is a hundredth of a second on every architecture. */
  private static final long TICK = 10_000_000;

  private OwnProcess() {}

  static String pid() throws IOException {
    return Paths.get("/proc/self").toRealPath().getFileName().toString();
  }

  /** In ns, of this process and the children it has waited for. */
  static long cpuTime() throws IOException {
    String stat = new String(Files.readAllBytes(Paths.get("/proc/self/stat")), UTF_8);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Arrays.stream(fields, USER_TIME, USER_TIME + TIMES).mapToLong(Long::parseLong).sum()
        * TICK;
  }

  static long threads() throws IOException {
    return status("Threads:");
  }

  static long residentBytes() throws IOException {
    return status("VmRSS:") * 1024;
  }

  static long peakResidentBytes() throws IOException {
    return status("VmHWM:") * 1024;
  }

  private static long status(String key) throws IOException {
    for (String line : Files.readAllLines(Paths.get("/proc/self/status"), UTF_8)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.substring(key.length()).replace("kB", "").trim());
      }
    }
    throw new IOException("no " + key + " in /proc/self/status");
  }
}
