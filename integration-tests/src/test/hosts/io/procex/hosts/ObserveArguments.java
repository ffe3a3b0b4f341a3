package io.procex.hosts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Shows what becomes of a command's arguments. The argument says which ones. */
final class ObserveArguments {
  private static final int ABOVE_ARGUMENT_LIMIT = 200_000;
  private static final int MANY = 4_000;

  private ObserveArguments() {}

  static void observe(String... args) {
    switch (args[0]) {
      case "quoting":
        quoting();
        break;
      case "non-ascii":
        nonAscii();
        break;
      case "sizes":
        sizes();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private static void quoting() {
    printed("none");
    printed("spaces", " ", "a b", " lead", "trail ", "tab\there", "line\nbreak");
    printed("quotes", "\"", "'", "a\"b'c", "\\", "\\\"", "$HOME", "`id`", "*");
    printed("empty", "", "", "a", "", "");
    printed("empty at the end", "a", "");
    printed("dashes", "--", "-n", "--help");
  }

  private static void nonAscii() {
    printed("latin", "Gr\u00fc\u00dfe", "\u00e9");
    printed("beyond latin", "\u03b1\u03b2", "\u4e16\u754c", "\ud83d\ude00");
    printed("lone surrogate", "\ud83d", "\udc00x");
    Observation.of("program", "/no/such/pr\u00f6gram");
  }

  private static void sizes() {
    printed("large", repeat('x', 100_000), repeat('y', 100_000));
    Observation.of("too large", "true", repeat('x', ABOVE_ARGUMENT_LIMIT));
    Observation.of("many", command("true", MANY, repeat('x', 100)));
    Observation.of("too many", command("true", MANY, repeat('x', 10_000)));
    ProcessBuilder environment = new ProcessBuilder("true");
    environment.environment().put("LARGE", repeat('x', ABOVE_ARGUMENT_LIMIT));
    Observation.of("too large environment", environment);
  }

  private static void printed(String name, String... arguments) {
    List<String> command = new ArrayList<>(Arrays.asList("/usr/bin/printf", "<%s>\\n"));
    command.addAll(Arrays.asList(arguments));
    Observation.of(name, new ProcessBuilder(command));
  }

  private static ProcessBuilder command(String program, int count, String argument) {
    List<String> command = new ArrayList<>(Collections.nCopies(count, argument));
    command.add(0, program);
    return new ProcessBuilder(command);
  }

  private static String repeat(char c, int times) {
    char[] text = new char[times];
    Arrays.fill(text, c);
    return new String(text);
  }
}
