package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command in a unit's ExecStart: systemd.service(5), "Command lines". */
final class StartCommand {
  private static final String PREFIXES = "@-:+!|";
  private static final Pattern SHELL = Pattern.compile("(.*/)?(sh|bash|dash|ksh|zsh)");
  private static final Pattern SHELLS_TEXT = Pattern.compile("-[a-z]*c");
  private static final Pattern JAVA = Pattern.compile("(.*/)?(java|jsvc)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z_][A-Z0-9_]*)\\}?");
  private static final String FOR_THE_JVM = ".*(OPT|ARG|FLAG|PARAM|JVM|JAVA).*";
  private static final long MOST_OF_SCRIPT = 1 << 20;

  private final List<String> words;
  private final boolean isOfShell;

  private StartCommand(List<String> words, boolean isOfShell) {
    this.words = words;
    this.isOfShell = isOfShell;
  }

  /** The last command if there are several; without words if there is none. */
  static StartCommand of(Unit unit) {
    List<String> commands = unit.all("ExecStart");
    return commands.isEmpty()
        ? new StartCommand(new ArrayList<>(), false)
        : of(commands.get(commands.size() - 1), unit.name);
  }

  private static StartCommand of(String value, UnitName unit) {
    List<String> words = new ArrayList<>();
    for (String word : Words.of(value)) {
      String expanded = Specifiers.expand(word, unit);
      words.add(expanded == null ? word : expanded);
    }
    int prefixes = 0;
    while (!words.isEmpty()
        && prefixes < words.get(0).length()
        && PREFIXES.indexOf(words.get(0).charAt(prefixes)) >= 0) {
      prefixes++;
    }
    if (prefixes > 0) {
      boolean namesItself = words.get(0).substring(0, prefixes).indexOf('@') >= 0;
      words.set(0, words.get(0).substring(prefixes));
      if (namesItself && words.size() > 1) {
        words.remove(1);
      }
    }
    return ofShell(words);
  }

  /** If a shell runs, the words of the text that it is given. */
  private static StartCommand ofShell(List<String> words) {
    boolean isShell = words.size() > 2 && SHELL.matcher(words.get(0)).matches();
    if (!isShell || !SHELLS_TEXT.matcher(words.get(1)).matches()) {
      return new StartCommand(words, false);
    }
    String text = words.get(2).replace("$$", "$").replaceAll("[\"';&|()]", " ");
    return new StartCommand(Arrays.asList(text.trim().split("\\s+", -1)), true);
  }

  /** Whether the command is Java itself, without a start script. */
  boolean isJava() {
    return javaAt() >= 0;
  }

  private int javaAt() {
    for (int i = 0; i < words.size(); i++) {
      if (JAVA.matcher(words.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The variable among Java's own options, or null. systemd splits only the value of $NAME into
   * words.
   */
  String variableOfJava() {
    for (int i = javaAt() + 1; i < words.size(); i++) {
      String word = words.get(i);
      Matcher variable = VARIABLE.matcher(word);
      if (variable.matches()
          && variable.group(1).matches(FOR_THE_JVM)
          && (isOfShell || word.charAt(1) != '{')) {
        return variable.group(1);
      }
      if (word.matches("-cp|-classpath|--class-path|-p|--module-path")) {
        i++;
      } else if (word.matches("-jar|-m|--module") || !word.matches("[-@$].*")) {
        return null;
      }
    }
    return null;
  }

  /** Why the unit's variables do not reach the program, or null. */
  String clearsEnvironment() {
    for (int i = 0; i < words.size(); i++) {
      String command = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
      boolean isClean = command.equals("env") && words.subList(i, words.size()).contains("-i");
      if (isClean || command.equals("su") || command.equals("sudo")) {
        return words.get(i);
      }
    }
    return null;
  }

  boolean names(List<String> commands) {
    return words.stream().anyMatch(word -> Globs.match(commands, word));
  }

  boolean isOfSysV() {
    return words.stream().anyMatch(word -> word.matches("/etc/(rc\\.d/)?init\\.d/.*"));
  }

  /** The text of the script that the command runs, or nothing. */
  String script(Root root) throws IOException {
    for (String word : words) {
      if (word.startsWith("/") && !SHELL.matcher(word).matches()) {
        return text(root.find(word));
      }
    }
    return "";
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)
        || !Files.isReadable(file)
        || Files.size(file) > MOST_OF_SCRIPT) {
      return "";
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return text.startsWith("#!") ? text : "";
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
