package io.procex.agent.cli;

import io.procex.agent.shared.Flag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A native entry that is loaded in a JVM but has no page there: see {@link NativeEntry}. */
final class SilentEntry {
  private static final String OFF = "-Dprocex.enabled=";

  private final boolean isOff;

  private SilentEntry(boolean isOff) {
    this.isOff = isOff;
  }

  /** Null unless a library of the agent is mapped that -agentpath, -agentlib or jcmd has loaded. */
  static SilentEntry in(String maps, JvmWords given, List<EntryFlag> flags) {
    return Arrays.stream(maps.split("\n")).anyMatch(line -> isLibrary(line, flags))
        ? new SilentEntry(isSwitchedOff(given, flags))
        : null;
  }

  /** Looks at a process by its directory in /proc. */
  static SilentEntry in(Path process) throws IOException {
    String maps = ProcFile.read(process, "maps");
    JvmWords given = JvmWords.of(process);
    return in(maps, given, EntryFlag.among(given));
  }

  /**
   * Whether a mapping is such a library: named by a flag, or with its usual name. The copy that the
   * jar extracts does not count: its file is deleted. Only private mappings count, because JDK 8
   * has shared mappings of jars.
   */
  private static boolean isLibrary(String mapping, List<EntryFlag> flags) {
    int at = mapping.indexOf(" /");
    if (at < 0 || mapping.charAt(mapping.indexOf(' ') + 4) != 'p') {
      return false;
    }
    String file = mapping.substring(at + 1);
    String name = file.replaceFirst(" \\(deleted\\)$", "");
    return (name.equals(file) && name.substring(name.lastIndexOf('/')).contains("procex"))
        || flags.stream().anyMatch(flag -> flag.isLoadedFrom(name));
  }

  /**
   * Whether enabled=false is set. The property overrides the variable, and the variable the flag.
   */
  private static boolean isSwitchedOff(JvmWords given, List<EntryFlag> flags) {
    String value = given.variable("PROCEX_ENABLED");
    for (JvmWords.Word word : given.words()) {
      value = word.text.startsWith(OFF) ? word.text.substring(OFF.length()) : value;
    }
    return value == null ? flags.stream().anyMatch(EntryFlag::isOff) : Flag.is(false, value);
  }

  boolean isOff() {
    return isOff;
  }

  /** What is known about it, in a sentence. */
  String sentence() {
    return "the native entry reports nothing: "
        + (isOff
            ? "it is switched off (enabled=false)"
            : "its library is loaded, but neither a memfd nor a file in /dev/shm can be created"
                + " there, so nobody knows if it has the launches");
  }
}
