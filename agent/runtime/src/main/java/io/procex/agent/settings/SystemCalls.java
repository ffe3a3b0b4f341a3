package io.procex.agent.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Numbers of system calls, from a table that was made of the kernel's header. */
final class SystemCalls {
  private static final String TABLE = "syscalls-x86_64.txt";

  private final Map<String, Integer> numbers = new HashMap<>();

  SystemCalls() {
    try (InputStream in = SystemCalls.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      String line;
      while ((line = lines.readLine()) != null) {
        int space = line.indexOf(' ');
        if (!line.startsWith("#")) {
          numbers.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          name.startsWith("@")
              ? "groups such as " + name + " are systemd's own: write the names of the calls"
              : "there is no system call '" + name + "' on x86_64");
    }
    return number;
  }
}
