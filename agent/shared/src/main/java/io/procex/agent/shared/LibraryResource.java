package io.procex.agent.shared;

import java.util.Locale;

/** Names the library for this platform, in the jar and outside of it. */
public final class LibraryResource {
  private LibraryResource() {}

  /** The name of the jar's entry, which may be missing. */
  public static String name() {
    return name(platform());
  }

  /** The name of the jar's entry for a platform. */
  public static String name(String platform) {
    return "META-INF/native/" + platform + "/libprocex.so";
  }

  /** The name of the file beside the jar. */
  public static String fileName() {
    return "libprocex-" + platform() + ".so";
  }

  /** The platform as {@code uname} spells it, for example linux-x86_64. */
  public static String platform() {
    return System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT) + "-" + cpu();
  }

  /** The CPU as {@code uname -m} spells it, for example x86_64. */
  public static String cpu() {
    String cpu = System.getProperty("os.arch", "unknown");
    return cpu.equals("amd64") ? "x86_64" : cpu;
  }
}
