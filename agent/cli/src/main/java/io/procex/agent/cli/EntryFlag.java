package io.procex.agent.cli;

import io.procex.agent.shared.Flag;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * A flag {@code -agentpath:FILE[=options]} or {@code -agentlib:NAME[=options]} that may load the
 * native entry, and where it was found.
 */
final class EntryFlag {
  private static final String BY_PATH = "-agentpath:";
  private static final String ENABLED = "enabled=";
  private static final String BY_NAME = "-agentlib:";

  /** Where the flag was found: {@code command line}, the name of a variable, or a file. */
  final String where;

  private final String text;
  private final String value; // what follows the colon
  private final Path place;

  private EntryFlag(String where, String text, Path place) {
    this.where = where;
    this.text = text;
    this.value = text.substring(text.indexOf(':') + 1);
    this.place = place;
  }

  /** A flag that loads a file by its path, as this process sees it. */
  static EntryFlag byPath(String where, String value) {
    return new EntryFlag(where, BY_PATH + value, Paths.get(fileOf(value)));
  }

  /** Those flags of a JVM that may load the native entry. */
  static List<EntryFlag> among(JvmWords given) {
    List<EntryFlag> found = new ArrayList<>();
    for (JvmWords.Word word : given.words()) {
      try {
        EntryFlag flag = of(word, given);
        if (flag != null && EntryLibrary.mayBeOurs(flag.file(), flag.place)) {
          found.add(flag);
        }
      } catch (InvalidPathException noFile) {
        // then the JVM cannot load it either
      }
    }
    return found;
  }

  private static EntryFlag of(JvmWords.Word word, JvmWords given) {
    if (word.text.startsWith(BY_PATH)) {
      Path place = given.place(fileOf(word.text.substring(BY_PATH.length())));
      return new EntryFlag(word.where, word.text, place);
    }
    return word.text.startsWith(BY_NAME) ? new EntryFlag(word.where, word.text, null) : null;
  }

  /** The part before the first '=', where the JVM splits too. */
  private static String fileOf(String value) {
    return value.split("=", 2)[0];
  }

  /** The file as the flag names it; for -agentlib, the name that the JVM searches for. */
  String file() {
    return isByName() ? "lib" + fileOf(value) + ".so" : fileOf(value);
  }

  private boolean isByName() {
    return text.startsWith(BY_NAME);
  }

  /** Whether the file of a mapping is the one that this flag names. */
  boolean isLoadedFrom(String mapped) {
    if (isByName()) {
      return mapped.endsWith("/" + file());
    }
    try {
      return mapped.equals(file()) || mapped.equals(place.toRealPath().toString());
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Why a JVM with this flag would not start, or null. A library that the JVM searches for by name
   * is not checked.
   */
  String flaw() {
    return isByName() ? null : EntryLibrary.flaw(place, file());
  }

  /** Whether its options switch the entry off. */
  boolean isOff() {
    boolean isOff = false;
    String[] options = value.split("=", 2);
    for (String option : options.length < 2 ? new String[0] : options[1].split(",")) {
      if (option.startsWith(ENABLED)) {
        isOff = Flag.is(false, option.substring(ENABLED.length()));
      }
    }
    return isOff;
  }

  @Override
  public String toString() {
    return text;
  }
}
