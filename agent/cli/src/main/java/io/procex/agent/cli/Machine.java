package io.procex.agent.cli;

import io.procex.agent.settings.OpenFilesLimit;
import io.procex.agent.shared.LibraryResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes this machine, for "doctor". */
final class Machine {
  private static final String UNKNOWN = "unknown";
  private static final String[] SECCOMP_MODES = {"none", "strict", "filter"};

  private Machine() {}

  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("cpu", LibraryResource.cpu());
    facts.put("libc", libc());
    facts.put(
        "java", System.getProperty("java.version") + " at " + System.getProperty("java.home"));
    facts.put("seccomp", seccomp());
    facts.put("no new privileges", status("NoNewPrivs").replace("0", "no").replace("1", "yes"));
    facts.put("open files limit", openFiles());
    facts.put("LD_PRELOAD", preloaded());
    return facts;
  }

  /**
   * The preloaded libraries: those in the variable, and those in /etc/ld.so.preload, which apply to
   * all programs.
   */
  private static String preloaded() {
    String variable = System.getenv("LD_PRELOAD");
    String file = read("/etc/ld.so.preload").replaceAll("(?m)#.*$", "");
    String all = ((variable == null ? "" : variable) + " " + file).trim().replaceAll("\\s+", " ");
    return all.isEmpty() ? "none" : all;
  }

  /** The libc that this JVM has mapped. glibc contains its version as text. */
  private static String libc() {
    Matcher library =
        Pattern.compile("(/\\S*/(?:libc\\.so\\.6|libc-[\\d.]+\\.so|ld-musl-\\S+))")
            .matcher(read("/proc/self/maps"));
    if (!library.find()) {
      return UNKNOWN;
    }
    Matcher version =
        Pattern.compile("GNU C Library[^\n]*version (\\d+\\.\\d+)").matcher(read(library.group(1)));
    if (library.group(1).contains("musl")) {
      return "musl at " + library.group(1);
    }
    return "glibc " + (version.find() ? version.group(1) : UNKNOWN) + " at " + library.group(1);
  }

  private static String seccomp() {
    try {
      return SECCOMP_MODES[Integer.parseInt(status("Seccomp"))];
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return UNKNOWN;
    }
  }

  private static String openFiles() {
    try {
      OpenFilesLimit limit = OpenFilesLimit.of("self");
      return number(limit.soft) + ":" + number(limit.hard);
    } catch (IOException noProc) {
      return UNKNOWN;
    }
  }

  private static String number(long limit) {
    return limit == OpenFilesLimit.INFINITY ? "unlimited" : Long.toString(limit);
  }

  private static String status(String field) {
    try {
      String value = ProcessStatus.of("self").field(field);
      return value.isEmpty() ? UNKNOWN : value;
    } catch (IOException noProc) {
      return UNKNOWN;
    }
  }

  private static String read(String file) {
    try {
      return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.ISO_8859_1);
    } catch (IOException noProc) {
      return "";
    }
  }
}
