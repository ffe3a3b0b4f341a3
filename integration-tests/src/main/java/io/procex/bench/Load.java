package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Locale;

/** How many descriptors are open at a launch, and how many launches make a batch. */
final class Load {

  /** What a JVM needs besides: class files, pipes, the launches themselves. */
  private static final int OTHER_DESCRIPTORS = 500;

  private static final String LIMIT_KEY = "Max open files";
  private static final int HARD_LIMIT_COLUMN = 1;

  final int descriptors;
  final int launches;
  private final boolean limited;

  private Load(int descriptors, int launches, boolean limited) {
    this.descriptors = descriptors;
    this.launches = launches;
    this.limited = limited;
  }

  /** As many descriptors as wanted, or as many as the hard limit leaves room for. */
  static Load of(int wanted, int launches) throws IOException {
    int most = hardLimit() - OTHER_DESCRIPTORS;
    return new Load(Math.min(wanted, most), launches, wanted > most);
  }

  String descriptorCount() {
    return String.format(Locale.ROOT, "%,d", descriptors);
  }

  @Override
  public String toString() {
    String text = launches + " launches at " + descriptorCount() + " descriptors";
    return limited ? text + " (the hard limit allows no more)" : text;
  }

  private static int hardLimit() throws IOException {
    for (String line : Files.readAllLines(Paths.get("/proc/self/limits"), UTF_8)) {
      if (line.startsWith(LIMIT_KEY)) {
        String[] columns = line.substring(LIMIT_KEY.length()).trim().split(" +", -1);
        return Integer.parseInt(columns[HARD_LIMIT_COLUMN]);
      }
    }
    throw new IOException("no limit of open files in /proc/self/limits");
  }
}
