package io.procex.agent.options;

import io.procex.agent.host.AgentLog;
import io.procex.agent.host.Environment;
import io.procex.agent.shared.AgentJar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The flags in this JVM's environment that load this agent, and that its children inherit with the
 * environment: words such as {@code -javaagent:/opt/procex-agent.jar=strict=true}, exactly as
 * written.
 */
public final class InheritedFlags {
  /** The second is for the one file that is both jar and library. */
  private static final String[] FLAGS = {"-javaagent:", "-agentpath:"};

  private static final String BY_NAME = "-agentlib:"; // loads lib*.so

  private InheritedFlags() {}

  /**
   * The words, encoded for the native core: a NUL after each, and one more at the end; null if
   * there are none.
   */
  public static byte[] block() throws IOException {
    Set<String> found = new LinkedHashSet<>();
    File jar = AgentJar.file();
    if (jar == null) {
      AgentLog.line("children=strip is not possible: the file of the agent's jar cannot be found");
      return null;
    }
    for (String variable : VariableWords.variables()) {
      String value = Environment.startingWith(variable).get(variable);
      find(value == null ? "" : value, jar.toPath(), found);
    }
    return encoded(found);
  }

  static byte[] encoded(Set<String> words) throws IOException {
    if (words.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String word : words) {
      block.write(word.getBytes(StandardCharsets.UTF_8));
      block.write(0);
    }
    block.write(0);
    return block.toByteArray();
  }

  /** Adds the words that load this very jar. */
  static void find(String value, Path jar, Set<String> found) {
    for (String word : VariableWords.in(value)) {
      String plain = VariableWords.withoutQuotes(word);
      for (String flag : FLAGS) {
        if (plain.startsWith(flag) && isSame(plain.substring(flag.length()), jar)) {
          found.add(word);
        }
      }
      if (plain.startsWith(BY_NAME) && isNamed(plain.substring(BY_NAME.length()), jar)) {
        found.add(word);
      }
    }
  }

  private static boolean isNamed(String nameAndOptions, Path jar) {
    String name = nameAndOptions.split("=", 2)[0];
    return jar.getFileName().toString().equals("lib" + name + ".so");
  }

  private static boolean isSame(String pathAndOptions, Path jar) {
    try {
      return Files.isSameFile(Paths.get(pathAndOptions.split("=", 2)[0]), jar);
    } catch (IOException | InvalidPathException | SecurityException e) {
      return false;
    }
  }
}
