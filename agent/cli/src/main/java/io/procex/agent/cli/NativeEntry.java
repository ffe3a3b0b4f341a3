package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.AsciiEscapes;
import io.procex.agent.record.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
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
 * What the native entry ({@code -agentpath}) tells of itself: a page among the JVM's descriptors,
 * see native/src/entry/entry_page.h. There is no Java of ours in that JVM to be asked.
 */
final class NativeEntry {
  /**
   * Among the mappings, and among the descriptors; the second is of
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
   * Of a process's directory in /proc; more than one where two copies of the library are loaded.
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

  /** Whether it has left its name in the text of a process's mappings. */
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

  /** Why launches stay with the JDK, or nothing. */
  String off() {
    return String.join("; ", values("off"));
  }

  /** Options that are wrong, and the like. */
  List<String> problems() {
    return values("problem");
  }

  /** How it was loaded. */
  String loaded() {
    return String.join("", values("entry"));
  }

  /** Or it was attached. */
  boolean isFromStart() {
    return loaded().endsWith(" at start");
  }

  String options() {
    return String.join("", values("options"));
  }

  /** Of the last launch. */
  String rung() {
    return rung;
  }

  /** Rungs that do not hold here, and what failed of the launch that was left to the JDK last. */
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

  /** One sentence. */
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

  /** One object, as status shows it. */
  static String json(List<NativeEntry> entries) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = AsciiEscapes.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("nativeEntry");
      for (NativeEntry entry : entries) {
        entry.write(json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
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
