package io.procex.agent.settings;

import io.procex.agent.shared.LibraryResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The numbers of system calls on one CPU, from a table that was made from the kernel's headers. */
final class SystemCalls {
  private static final String TABLE = "syscalls.txt";
  private static final String NONE = "-";
  private static final String ARCHITECTURE = "audit-arch";

  private final Map<String, String> numbers = new HashMap<>();

  /** Reads the numbers for this machine. */
  SystemCalls() {
    this(LibraryResource.cpu());
  }

  SystemCalls(String cpu) {
    try (InputStream in = SystemCalls.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      int column = -1;
      String line;
      while ((line = lines.readLine()) != null) {
        String[] words = line.split(" ");
        if (column >= 0) {
          numbers.put(words[0], words[column]);
        } else if (!line.startsWith("#")) {
          column = column(words, cpu);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int column(String[] heads, String cpu) {
    int column = Arrays.asList(heads).indexOf(cpu);
    if (column < 0) {
      throw new IllegalArgumentException("the numbers of system calls on " + cpu + " are unknown");
    }
    return column;
  }

  /** The CPU's number, AUDIT_ARCH_ of linux/audit.h. Calls of a 32-bit program have another one. */
  int architecture() {
    return (int) Long.parseLong(numbers.get(ARCHITECTURE));
  }

  /**
   * The number of a call; null if this CPU lacks it. Newer CPUs lack calls that have a successor,
   * such as open.
   */
  Integer number(String name) {
    String number = name.equals(ARCHITECTURE) ? null : numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          name.startsWith("@")
              ? "groups such as " + name + " are systemd's own: write the names of the calls"
              : "there is no system call '" + name + "'");
    }
    return number.equals(NONE) ? null : Integer.valueOf(number);
  }
}
