package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * Diagnoses the native entry in a running JVM from outside, by its flags, its library and its page.
 */
final class EntryDiagnosis {
  private static final String NO_AGENT = "no agent: launches are the JDK's";

  /**
   * A flag may have no effect: only the launcher reads JDK_JAVA_OPTIONS, from JDK 9 on, and a file
   * may have changed since.
   */
  private static final String UNREAD = ", for this JVM has not loaded what its flag names";

  private static final String NO_FLAG =
      "not found: a file that named it has changed, or a program has started this JVM by JNI";

  private final long pid;
  private final List<EntryFlag> flags;
  private final List<NativeEntry> entries;
  private final boolean hasJar;
  private final SilentEntry silent; // or null

  private EntryDiagnosis(long pid, Path process, String maps) throws IOException {
    this.pid = pid;
    JvmWords given = JvmWords.of(process);
    flags = EntryFlag.among(given);
    entries = NativeEntry.of(process);
    hasJar = JvmProcess.hasJar(process);
    silent = SilentEntry.in(maps, given, flags);
  }

  /** Looks at a JVM, without touching it. */
  static EntryDiagnosis of(long pid) throws IOException, CommandFailure {
    Path process = Paths.get("/proc", Long.toString(pid));
    if (!Files.isDirectory(process)) {
      throw new CommandFailure(pid + ": no such process");
    }
    try {
      String maps = ProcFile.read(process, "maps");
      if (!maps.contains("/libjvm.so")) {
        throw new CommandFailure(pid + ": not a JVM");
      }
      return new EntryDiagnosis(pid, process, maps);
    } catch (AccessDeniedException e) {
      throw new CommandFailure(pid + ": cannot be inspected: " + e.getMessage());
    }
  }

  boolean isHealthy() {
    return (hasJar || entries.stream().anyMatch(entry -> !entry.isOff()))
        && entries.stream().allMatch(entry -> entry.problems().isEmpty());
  }

  /** The result in one sentence. */
  String verdict() {
    if (hasJar) {
      return "the jar (-javaagent) has the launches, until it is detached: 'status " + pid + "'";
    }
    if (entries.isEmpty()) {
      return silent != null ? silent.sentence() : NO_AGENT + (flags.isEmpty() ? "" : UNREAD);
    }
    for (NativeEntry entry : entries) {
      if (!entry.isOff()) {
        return "the native entry has the launches" + by(entry);
      }
    }
    return "the native entry is off, launches are the JDK's: " + entries.get(0).off();
  }

  private static String by(NativeEntry entry) {
    return entry.hasLaunched() ? ", by the rung " + entry.rung() : "; there was none yet";
  }

  /** The details, as pairs of a name and a text. */
  List<String[]> lines() {
    List<String[]> lines = new ArrayList<>();
    for (EntryFlag flag : flags) {
      add(lines, "flag " + flag.where, flag.toString());
      String flaw = flag.flaw();
      if (flaw != null) {
        add(lines, "at its next start", flaw);
      }
    }
    if (flags.isEmpty() && entries.stream().anyMatch(NativeEntry::isFromStart)) {
      add(lines, "flag", NO_FLAG);
    }
    if (entries.size() > 1) {
      add(lines, "copies of the library", "" + entries.size());
    }
    for (NativeEntry entry : entries) {
      add(lines, entry, entry.isOff() ? "off: " + entry.off() : "in force");
    }
    return lines;
  }

  private static void add(List<String[]> lines, NativeEntry entry, String state) {
    add(lines, "entry", entry.version() + " from " + entry.library() + ", " + entry.loaded());
    add(lines, "entry is", state);
    add(lines, "entry options", entry.options());
    add(lines, "entry launches", entry.launches());
    entry.problems().forEach(problem -> add(lines, "entry problem", problem));
    entry.reasons().forEach(reason -> add(lines, "entry reason", reason));
  }

  private static void add(List<String[]> lines, String name, String text) {
    lines.add(new String[] {name, text});
  }

  void write(JsonGenerator json) throws IOException {
    json.writeBooleanField("jar", hasJar);
    json.writeArrayFieldStart("flags");
    for (EntryFlag flag : flags) {
      json.writeStartObject();
      json.writeStringField("from", flag.where);
      json.writeStringField("flag", flag.toString());
      json.writeStringField("flaw", flag.flaw());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("nativeEntry");
    for (NativeEntry entry : entries) {
      entry.write(json);
    }
    json.writeEndArray();
  }
}
