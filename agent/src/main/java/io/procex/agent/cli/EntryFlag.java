package io.procex.agent.cli;

import io.procex.agent.options.VariableWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A flag {@code -agentpath:FILE[=options]} that may load the native entry, and where it stands. */
final class EntryFlag {
  private static final String FLAG = "-agentpath:";

  /** Where it stands: {@code command line}, or the name of a variable. */
  final String where;

  /** What follows the colon. */
  final String value;

  EntryFlag(String where, String value) {
    this.where = where;
    this.value = value;
  }

  /** Of a process's directory in /proc: what its environment and command line were at its start. */
  static List<EntryFlag> of(Path process) throws IOException {
    String[] words = JvmProcess.words(process);
    int end = JvmProcess.programAt(words);
    List<EntryFlag> found = new ArrayList<>(of(environment(process)));
    add(found, "command line", Arrays.asList(words).subList(0, end == 0 ? words.length : end));
    return found;
  }

  /** Of an environment's variables. */
  static List<EntryFlag> of(Map<String, String> environment) {
    List<EntryFlag> found = new ArrayList<>();
    for (String variable : VariableWords.variables()) {
      String value = environment.get(variable);
      add(found, variable, VariableWords.plain(value == null ? "" : value));
    }
    return found;
  }

  private static void add(List<EntryFlag> found, String where, List<String> words) {
    for (String word : words) {
      if (word.startsWith(FLAG)) {
        EntryFlag flag = new EntryFlag(where, word.substring(FLAG.length()));
        if (EntryLibrary.mayBeOurs(flag.file())) {
          found.add(flag);
        }
      }
    }
  }

  private static Map<String, String> environment(Path process) throws IOException {
    Map<String, String> variables = new HashMap<>();
    byte[] bytes = Files.readAllBytes(process.resolve("environ"));
    for (String entry : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  /** As the JVM divides it. */
  String file() {
    return value.split("=", 2)[0];
  }

  @Override
  public String toString() {
    return FLAG + value;
  }
}
