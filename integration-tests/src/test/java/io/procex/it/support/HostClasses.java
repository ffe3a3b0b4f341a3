package io.procex.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which programs name which, by their class files. */
final class HostClasses {
  private static final Pattern NAME = Pattern.compile("io/procex/[a-z]+/[A-Za-z/$0-9]+");

  private HostClasses() {}

  /**
   * Whether a program, or a class that is named in its arguments, names the other class, or one
   * that does, and so on.
   */
  static boolean reach(Class<?> to, Class<?> program, String... arguments) throws IOException {
    String sought = to.getName().replace('.', '/');
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>();
    left.add(program.getName().replace('.', '/'));
    for (String argument : arguments) {
      if (argument.startsWith("io.procex.hosts.")) {
        left.add(argument.replace('.', '/'));
      }
    }
    while (!left.isEmpty()) {
      String name = left.remove();
      if (name.equals(sought)) {
        return true;
      }
      Path file = Artifacts.hosts().resolve(name + ".class");
      if (seen.add(name) && Files.exists(file)) {
        Matcher names = NAME.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (names.find()) {
          left.add(names.group());
        }
      }
    }
    return false;
  }
}
