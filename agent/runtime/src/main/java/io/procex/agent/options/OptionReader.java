package io.procex.agent.options;

import io.procex.agent.settings.Amounts;
import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.Values;
import io.procex.agent.settings.Words;
import io.procex.agent.shared.Flag;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads values of several kinds. A wrong value is noted, and its default is used. */
final class OptionReader implements Values {
  private final OptionSources sources;
  private final List<String> problems;

  OptionReader(OptionSources sources, List<String> problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** The text, or null. */
  String text(Option option) {
    return sources.textOf(option);
  }

  /** Whether one of them has no value. */
  boolean isBare(Option... options) {
    for (Option option : options) {
      if (sources.isBare(option)) {
        return true;
      }
    }
    return false;
  }

  boolean flag(Option option, boolean byDefault) {
    String text = text(option);
    if (text == null) {
      return byDefault;
    }
    Boolean flag = Flag.of(text);
    if (flag == null) {
      malformed(option, "expected true or false");
    }
    return flag == null ? byDefault : flag;
  }

  /** One of these words; the first is the default. */
  String word(Option option, String... words) {
    String text = text(option);
    if (text == null || Arrays.asList(words).contains(text)) {
      return text == null ? words[0] : text;
    }
    int last = words.length - 1;
    malformed(
        option,
        "expected "
            + String.join(", ", Arrays.asList(words).subList(0, last))
            + " or "
            + words[last]);
    return words[0];
  }

  String path(Option option) {
    String text = text(option);
    if (text != null && text.isEmpty()) {
      malformed(option, "expected a path");
      return null;
    }
    return text;
  }

  /**
   * The path of a file to read. It is kept even if the file cannot be read, since no other file is
   * right.
   */
  String file(Option option) {
    String path = path(option);
    File file = path == null ? null : new File(path);
    if (file != null && !(file.isFile() && file.canRead())) {
      malformed(option, "expected a file that can be read");
    }
    return path;
  }

  /** The path of a directory in which files can be created, or null. */
  String directory(Option option) {
    String path = path(option);
    File file = path == null ? null : new File(path);
    if (file != null && !(file.isDirectory() && file.canWrite() && file.canExecute())) {
      malformed(option, "expected a directory in which files can be made");
    }
    return path;
  }

  int number(Option option, int least, int most, int byDefault) {
    String text = text(option);
    if (text == null) {
      return byDefault;
    }
    try {
      return Words.number(text, least, most);
    } catch (IllegalArgumentException wrong) {
      malformed(option, wrong.getMessage());
      return byDefault;
    }
  }

  /** Reads a number of bytes, with systemd's suffixes from K to E, powers of 1024. */
  long size(Option option, long byDefault) {
    String text = text(option);
    if (text == null) {
      return byDefault;
    }
    try {
      return Amounts.size(text);
    } catch (IllegalArgumentException wrong) {
      malformed(option, "expected a size such as 100M, or 0");
      return byDefault;
    }
  }

  void malformed(Option option, String expected) {
    malformed(option.key, expected);
  }

  /** The settings of children; null if there are none. */
  ChildSettings childSettings() {
    return sources.hasSettings() ? ChildSettings.read(this) : null;
  }

  @Override
  public String text(String key) {
    return sources.textOf(key);
  }

  @Override
  public String malformed(String key, String expected) {
    String sentence =
        String.format(Locale.ROOT, "option '%s' has the value '%s': %s", key, text(key), expected);
    problems.add(sentence);
    return sentence;
  }
}
