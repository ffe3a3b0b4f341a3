package io.procex.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.TreeMap;

/** The descriptors that this JVM has open, as procfs lists them. */
public final class Descriptors {
  /** What HotSpot's threads read in passing to see how much memory they may take. */
  private static final String OF_HOTSPOT =
      "/sys/fs/cgroup/.*|/proc/(meminfo|[^/]+/(cgroup|mountinfo))";

  private static final int CLOSE_ON_EXEC = 02000000;

  private Descriptors() {}

  /** Each number with what is open under it; without the listing itself. */
  public static Map<Integer, String> list() throws IOException {
    Map<Integer, String> open = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Paths.get("/proc/self/fd"))) {
      for (Path entry : entries) {
        String target = targetOf(entry);
        if (!target.isEmpty() && !target.endsWith("/fd") && !target.matches(OF_HOTSPOT)) {
          open.put(Integer.parseInt(entry.getFileName().toString()), target);
        }
      }
    }
    return open;
  }

  private static String targetOf(Path entry) throws IOException {
    try {
      return Files.readSymbolicLink(entry).toString();
    } catch (NoSuchFileException e) {
      return ""; // closed meanwhile
    }
  }

  static boolean isCloseOnExec(int descriptor) throws IOException {
    Path info = Paths.get("/proc/self/fdinfo", Integer.toString(descriptor));
    for (String line : Files.readAllLines(info, StandardCharsets.US_ASCII)) {
      if (line.startsWith("flags:")) {
        return (Integer.parseInt(line.substring("flags:".length()).trim(), 8) & CLOSE_ON_EXEC) != 0;
      }
    }
    throw new IOException("no flags in " + info);
  }
}
