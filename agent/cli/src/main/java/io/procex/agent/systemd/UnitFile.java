package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The assignments of one section in a unit file: systemd.syntax(7). */
final class UnitFile {
  private static final String COMMENT = "#;";
  private static final long MOST_BYTES = 1 << 20;

  /** An assignment. */
  static final class Assignment {
    final String key;
    final String value;

    Assignment(String key, String value) {
      this.key = key;
      this.value = value;
    }
  }

  /** The file's name for messages. */
  final String name;

  final List<Assignment> assignments = new ArrayList<>();

  private UnitFile(String name) {
    this.name = name;
  }

  /** Reads a file. A file that cannot be read as text has no assignments. */
  static UnitFile read(String name, Path file, String section) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw new IOException(name + ": not a unit file");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return parse(name, text, section);
  }

  /** Parses a file's text. */
  static UnitFile parse(String name, String text, String section) {
    UnitFile file = new UnitFile(name);
    boolean isIn = false;
    for (String line : lines(text)) {
      if (line.startsWith("[")) {
        isIn = line.equals("[" + section + "]");
      } else if (isIn && line.indexOf('=') > 0) {
        int equals = line.indexOf('=');
        file.assignments.add(
            new Assignment(line.substring(0, equals).trim(), line.substring(equals + 1).trim()));
      }
    }
    return file;
  }

  /** Joins lines: one that ends in a backslash continues in the next line that is no comment. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String raw : text.split("\n", -1)) {
      String line = raw.trim();
      if (!line.isEmpty() && COMMENT.indexOf(line.charAt(0)) >= 0) {
        continue;
      }
      if (endsOpen(line)) {
        open.append(line, 0, line.length() - 1).append(' ');
      } else {
        lines.add(open.append(line).toString());
        open.setLength(0);
      }
    }
    if (open.length() > 0) {
      lines.add(open.toString());
    }
    return lines;
  }

  private static boolean endsOpen(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
