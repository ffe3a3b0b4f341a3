package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Redaction;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.util.Arrays;
import java.util.List;

/**
 * How the JVM was started, as the arguments of children are shown. It is in each record, and so
 * short; the main class is behind a class path that may be long, and rules look for it.
 */
final class JvmCommand {
  private static final int MOST = 4096;
  private static final int MOST_OF_EACH = 256;
  private static final int MOST_OF_LINE = 1024;

  private final LogOptions options;

  JvmCommand(LogOptions options) {
    this.options = options;
  }

  /**
   * Puts the line and its words.
   *
   * @param words each with a NUL behind it
   */
  void put(Resource resource, byte[] words) {
    if (words.length == 0 || options.arguments().equals("none")) {
      return;
    }
    List<String> shown = shown(words);
    String line = String.join(" ", shown);
    resource.put(
        ResourceField.JVM_COMMAND,
        line.length() <= MOST_OF_LINE ? line : line.substring(0, MOST_OF_LINE));
    resource.putArguments(shown);
  }

  private List<String> shown(byte[] words) {
    Redaction redaction =
        options.arguments().equals("full") ? null : new Redaction(options.redacted());
    ShownArguments shown = new ShownArguments(redaction, MOST, MOST_OF_EACH);
    int end = NativeText.endOf(words, 0, words.length);
    byte[] program = Arrays.copyOf(words, end);
    byte[] rest =
        end < words.length ? Arrays.copyOfRange(words, end + 1, words.length) : new byte[0];
    shown.addAll(program, rest);
    return shown.list();
  }
}
