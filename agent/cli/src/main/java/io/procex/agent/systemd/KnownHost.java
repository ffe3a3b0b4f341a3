package io.procex.agent.systemd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A line of hosts.txt: a program whose start script takes JVM options from a variable. */
final class KnownHost {
  static final String TABLE = "hosts.txt";
  static final int COLUMNS = 7;

  final String name;
  final List<String> units;
  final List<String> commands;
  final List<String> variables;

  /** What its start script does with the variable's value. */
  final String treatment;

  /**
   * Files that its start script reads as a shell, beside /etc/default/UNIT and /etc/sysconfig/UNIT.
   */
  final List<String> files;

  final String source;

  private KnownHost(String... columns) {
    name = columns[0];
    units = list(columns[1]);
    commands = list(columns[2]);
    variables = list(columns[3]);
    treatment = columns[4];
    files = list(columns[5]);
    source = columns[6];
  }

  private static List<String> list(String column) {
    return column.isEmpty() ? Collections.emptyList() : Arrays.asList(column.split(" +", -1));
  }

  /** All known hosts, in the order of the table. */
  static List<KnownHost> all() throws IOException {
    List<KnownHost> all = new ArrayList<>();
    try (InputStream in = KnownHost.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          all.add(of(line));
        }
      }
    }
    return all;
  }

  static KnownHost of(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(line);
    }
    return new KnownHost(Arrays.stream(columns).map(String::trim).toArray(String[]::new));
  }
}
