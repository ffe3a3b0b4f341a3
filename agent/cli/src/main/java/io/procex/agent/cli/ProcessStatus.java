package io.procex.agent.cli;

import java.io.IOException;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** The fields of {@code /proc/PID/status}. */
final class ProcessStatus {
  private static final int EFFECTIVE = 1;
  private static final int HEXADECIMAL = 16;

  private final Map<String, String> fields = new HashMap<>();

  private ProcessStatus() {}

  /** Reads them; the pid may be {@code self}. */
  static ProcessStatus of(String pid) throws IOException {
    return parse(ProcFile.read(Paths.get("/proc", pid), "status"));
  }

  /** Of the text of that file. */
  static ProcessStatus parse(String text) {
    ProcessStatus status = new ProcessStatus();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        status.fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
      }
    }
    return status;
  }

  /** The value of a field; empty if this kernel has none of that name. */
  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The effective user id. */
  int user() {
    return Integer.parseInt(field("Uid").split("\\s+", -1)[EFFECTIVE]);
  }

  /** Whether the process has a handler for that signal. */
  boolean catches(int signal) {
    long mask = Long.parseUnsignedLong(field("SigCgt"), HEXADECIMAL);
    return (mask >>> (signal - 1) & 1) == 1;
  }
}
