package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what the native entry ({@code -agentpath}) reports about itself: a page that the JVM holds
 * open, see native/src/entry/entry_page.h. No Java code of the agent could be asked in that JVM.
 */
final class NativeEntry {
  /**
   * How the page appears among the mappings and the descriptors. The second name is from
   * native/src/prepare/memory_file.c.
   */
  private static final String[] NAMES = {"/memfd:procex-entry", "/dev/shm/procex-entry-"};

  static final String BEST_RUNG = "shared-table";

  private static final int PAGE = 4096;
  private static final String[] RUNGS = {
    "none yet", BEST_RUNG, "close-range", "proc-walk", "close-loop"
  };
  private static final String[] STEPS = {
    "none", "memory", "pipe", "slot", "clone", "table", "stdio", "close", "limit", "signal",
    "chdir", "exec", "setting", "filter"
  };

  private final long launched;
  private final long failed;
  private final long handed;
  private final String rung;
  private final String step;
  private final long error;
  private final String[] lines;

  private NativeEntry(ByteBuffer page) {
    launched = page.getLong();
    failed = page.getLong();
    handed = page.getLong();
    rung = wordAt(RUNGS, page.getLong());
    step = wordAt(STEPS, page.getLong());
    error = page.getLong();
    String text = StandardCharsets.UTF_8.decode(page).toString();
    lines = text.substring(0, (text + "\0").indexOf('\0')).split("\n", -1);
  }

  private static String wordAt(String[] words, long place) {
    return place >= 0 && place < words.length ? words[(int) place] : "unknown";
  }

  /**
   * The pages of a process, by its directory in /proc. There is more than one if two copies of the
   * library are loaded.
   */
  static List<NativeEntry> of(Path process) throws IOException {
    List<NativeEntry> found = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (isPage(descriptor)) {
          found.add(read(descriptor));
        }
      }
    }
    return found;
  }

  /** Whether a page appears in the text of a process's mappings. */
  static boolean isIn(String maps) {
    return Arrays.stream(NAMES).anyMatch(maps::contains);
  }

  private static boolean isPage(Path descriptor) {
    try {
      return isIn(Files.readSymbolicLink(descriptor).toString())
          && Files.isRegularFile(descriptor)
          && Files.size(descriptor) == PAGE;
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static NativeEntry read(Path descriptor) throws IOException {
    try (InputStream in = Files.newInputStream(descriptor)) {
      byte[] page = ForeignFile.read(in, PAGE);
      if (page.length != PAGE) {
        throw new IOException(descriptor + " has no page of the native entry");
      }
      return new NativeEntry(ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  boolean isOff() {
    return !values("off").isEmpty();
  }

  boolean hasLaunched() {
    return launched > 0;
  }

  /** Why launches fall back to the JDK, or nothing. */
  String off() {
    return String.join("; ", values("off"));
  }

  /** Problems such as wrong options. */
  List<String> problems() {
    return values("problem");
  }

  /** How the native entry was loaded. */
  String loaded() {
    return String.join("", values("entry"));
  }

  /** Whether it was loaded at the start of the JVM, and not attached. */
  boolean isFromStart() {
    return loaded().endsWith(" at start");
  }

  String options() {
    return String.join("", values("options"));
  }

  /** The rung of the last launch. */
  String rung() {
    return rung;
  }

  /** Why rungs do not work here, and what failed in the last launch that fell back to the JDK. */
  List<String> reasons() {
    List<String> reasons = values("ladder");
    if (handed > 0) {
      reasons.add("fallback: " + failedStep());
    }
    return reasons;
  }

  private String failedStep() {
    return "step " + step + ", " + Errno.name((int) error);
  }

  String version() {
    return String.join("", values("version"));
  }

  String library() {
    return String.join("", values("library"));
  }

  /** The counts in one sentence. */
  String launches() {
    return launched + " by the core, " + failed + " failed, " + handed + " fallbacks";
  }

  private List<String> values(String name) {
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(name + ": ")) {
        found.add(line.substring(name.length() + 2));
      }
    }
    return found;
  }

  /** The pages as one JSON object for "status". */
  static String json(List<NativeEntry> entries) throws IOException {
    return JsonLine.object(
        json -> {
          json.writeArrayFieldStart("nativeEntry");
          for (NativeEntry entry : entries) {
            entry.write(json);
          }
          json.writeEndArray();
        });
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", version());
    json.writeStringField("library", library());
    json.writeStringField("loaded", loaded());
    json.writeBooleanField("inForce", !isOff());
    json.writeStringField("launches", launches());
    json.writeStringField("rung", rung);
    json.writeStringField("options", options());
    if (handed > 0) {
      json.writeStringField("leftToTheJdk", failedStep());
    }
    write(json, "off", values("off"));
    write(json, "ladder", values("ladder"));
    write(json, "problems", problems());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<String> sentences)
      throws IOException {
    if (sentences.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (String sentence : sentences) {
      json.writeString(sentence);
    }
    json.writeEndArray();
  }
}
