package io.procex.agent.shared;

import java.util.Locale;

/** Where in the jar the library for this platform lies, and its name outside. */
public final class LibraryResource {
  private LibraryResource() {}

  /** The name in the jar; there may be no such entry. */
  public static String name() {
    return name(platform());
  }

  /** The name in the jar of the library for that platform. */
  public static String name(String platform) {
    return "META-INF/native/" + platform + "/libprocex.so";
  }

  /** The name under which it is looked for beside the jar. */
  public static String fileName() {
    return "libprocex-" + platform() + ".so";
  }

  /** As {@code uname} would say, for instance linux-x86_64. */
  public static String platform() {
    return System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT) + "-" + cpu();
  }

  /** Returns what {@code uname -m} would say, for instance x86_64. */
  public static String cpu() {
    String cpu = System.getProperty("os.arch", "unknown");
    return cpu.equals("amd64") ? "x86_64" : cpu;
  }
}
