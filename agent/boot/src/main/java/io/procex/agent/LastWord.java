package io.procex.agent;

import io.procex.agent.shared.Flag;
import io.procex.agent.shared.ProcSelf;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The one line on stderr of an agent that cannot even read its options, if any of them asks for
 * something on children. The runtime's class Notice writes this line otherwise, and cannot be
 * loaded here.
 */
final class LastWord {
  /** Options that ask for nothing on children; so do {@code log} and all that begin with it. */
  private static final List<String> QUIET =
      Arrays.asList("enabled", "strict", "native", "tmpdir", "jmx", "notice", "reaper");

  private static final String PROPERTY = "procex.";
  private static final String VARIABLE = "PROCEX_";

  private LastWord() {}

  /** Writes why nothing is in force, unless nothing was asked for or notice=off. */
  static void say(Throwable why, String arguments) throws IOException {
    if (!isDue(arguments)) {
      return;
    }
    String line = "procex-agent: launches fall back to the JDK, without what was set: " + why;
    byte[] bytes = (line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    new FileOutputStream(FileDescriptor.err).write(bytes);
  }

  /** Whether anything was asked for that children do not get now, and may be told. */
  static boolean isDue(String arguments) throws IOException {
    boolean off =
        "off".equals(StrictEnd.value("notice", arguments))
            || Flag.is(false, StrictEnd.value("enabled", arguments));
    return !off && isAnythingAsked(arguments);
  }

  private static boolean isAnythingAsked(String arguments) throws IOException {
    List<String> keys = new ArrayList<>();
    if (arguments != null) {
      keys.addAll(Arrays.asList(arguments.split(",", -1)));
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      addAfter(PROPERTY, name, keys);
    }
    for (String variable : ProcSelf.read("environ").split("\0", -1)) {
      addAfter(VARIABLE, variable, keys);
    }
    for (String key : keys) {
      String name = key.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !name.startsWith("log") && !QUIET.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private static void addAfter(String prefix, String text, List<String> keys) {
    if (text.startsWith(prefix)) {
      keys.add(text.substring(prefix.length()));
    }
  }
}
