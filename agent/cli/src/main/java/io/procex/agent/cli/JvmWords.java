package io.procex.agent.cli;

import io.procex.agent.options.VariableWords;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that a JVM is given before its program: by variables, by its command line, and by files
 * that these name. A file of {@code -XX:Flags} is not read, since it has only flags of -XX.
 */
final class JvmWords {
  private static final String VM_OPTIONS_FILE = "-XX:VMOptionsFile="; // JDK 9 and later
  // for options of the JVM, to javac and other tools
  private static final String FOR_THE_JVM = "-J";
  private static final String LAUNCHERS_VARIABLE = "JDK_JAVA_OPTIONS";

  /** HotSpot reads this variable after the command line, so its words win. */
  private static final String LAST_VARIABLE = "_JAVA_OPTIONS";

  private static final String NO_FILES = "--disable-@files";
  private static final int MOST_OF_FILE = 1 << 20;

  /** A word, and where it was found. */
  static final class Word {
    final String where;
    final String text;

    Word(String where, String text) {
      this.where = where;
      this.text = text;
    }
  }

  private final Path process;
  private final Map<String, String> environment;
  private final List<Word> words = new ArrayList<>();

  private JvmWords(Path process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
    for (String variable : VariableWords.variables()) {
      if (!variable.equals(LAST_VARIABLE)) {
        addVariable(variable);
      }
    }
  }

  private void addVariable(String variable) {
    List<String> plain = VariableWords.plain(environment.getOrDefault(variable, ""));
    if (variable.equals(LAUNCHERS_VARIABLE)) {
      withFiles(variable + ", ", plain, variable).forEach(this::add);
    } else {
      plain.forEach(word -> add(new Word(variable, word)));
    }
  }

  /**
   * The words of a running process, by its directory in /proc. They are those of its start, except
   * in files that have changed since.
   */
  static JvmWords of(Path process) throws IOException {
    JvmWords found = new JvmWords(process, environment(process));
    List<String> line = Arrays.asList(JvmProcess.words(process));
    List<Word> all = found.withFiles("", line, "command line");
    int end = JvmProcess.programAt(all.stream().map(word -> word.text).toArray(String[]::new));
    all.subList(0, end == 0 ? all.size() : end).forEach(found::add);
    found.addVariable(LAST_VARIABLE);
    return found;
  }

  /** The words for a JVM that this process would start. */
  static JvmWords of(Map<String, String> environment) {
    JvmWords found = new JvmWords(Paths.get("/proc/self"), environment);
    found.addVariable(LAST_VARIABLE);
    return found;
  }

  List<Word> words() {
    return words;
  }

  String variable(String name) {
    return environment.get(name);
  }

  /** The path of a file in that process, as this process can open it. */
  Path place(String name) {
    return name.startsWith("/")
        ? process.resolve("root").resolve(name.substring(1))
        : process.resolve("cwd").resolve(name);
  }

  private void add(Word word) {
    String text = word.text.startsWith(FOR_THE_JVM) ? word.text.substring(2) : word.text;
    words.add(new Word(word.where, text));
    if (text.startsWith(VM_OPTIONS_FILE)) {
      String file = text.substring(VM_OPTIONS_FILE.length());
      String where = word.where + ", VMOptionsFile " + file;
      for (String plain : VariableWords.plain(read(file))) {
        words.add(new Word(where, plain));
      }
    }
  }

  /** Replaces each word {@code @FILE} by the words in the file. */
  private List<Word> withFiles(String before, List<String> plain, String where) {
    List<Word> all = new ArrayList<>();
    boolean readsFiles = true;
    for (String word : plain) {
      readsFiles &= !word.equals(NO_FILES);
      if (readsFiles && word.startsWith("@") && !word.startsWith("@@")) {
        for (String inFile : ArgumentFile.words(read(word.substring(1)))) {
          all.add(new Word(before + word, inFile));
        }
      } else {
        all.add(new Word(where, word));
      }
    }
    return all;
  }

  /**
   * The file's text; empty if it cannot be read, since then it is gone, or the JVM never started
   * with it.
   */
  private String read(String file) {
    try {
      return ForeignFile.read(place(file), MOST_OF_FILE);
    } catch (IOException | InvalidPathException gone) {
      return "";
    }
  }

  private static Map<String, String> environment(Path process) throws IOException {
    Map<String, String> variables = new HashMap<>();
    for (String entry : ProcFile.read(process, "environ").split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return Collections.unmodifiableMap(variables);
  }
}
