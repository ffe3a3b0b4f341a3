package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.DoctorProbe;
import io.procex.agent.options.VariableWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Tries one flag of the native entry, in a new JVM that launches /bin/true. */
final class EntryTrial {
  /** The place of a flag that nobody has set, for the jar's own library. */
  static final String OWN = "of this jar";

  private static final long LONGEST_MILLIS = 60_000;

  /** The flag, the place where it was found, and the result. */
  private final EntryFlag flag;

  private final String outcome;
  private final boolean works;
  private final List<NativeEntry> entries;

  private EntryTrial(EntryFlag flag, String outcome, boolean works, List<NativeEntry> entries) {
    this.flag = flag;
    this.outcome = outcome;
    this.works = works;
    this.entries = entries;
  }

  private static EntryTrial failed(EntryFlag flag, String why) {
    return new EntryTrial(flag, "not working: " + why, false, Collections.emptyList());
  }

  /** Starts a JVM with the flag, with the Java that runs this command. */
  static EntryTrial of(EntryFlag flag, Path jar) {
    String flaw = flag.flaw();
    if (flaw != null) {
      return failed(flag, flaw + "; a JVM with this flag does not start");
    }
    Process jvm = null;
    try {
      jvm = start(flag, jar);
      Process started = jvm;
      return Deadline.within(LONGEST_MILLIS, () -> look(flag, started));
    } catch (IOException e) {
      return failed(flag, e.getMessage());
    } finally {
      if (jvm != null) {
        jvm.destroyForcibly();
      }
    }
  }

  /** Starts it with this flag, and without other flags that the environment may have. */
  private static Process start(EntryFlag flag, Path jar) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                flag.toString(),
                "-cp",
                jar.toString(),
                DoctorProbe.class.getName(),
                "launch")
            .redirectErrorStream(true);
    builder.environment().keySet().removeAll(Arrays.asList(VariableWords.variables()));
    if (flag.where.equals(OWN)) { // the variables are meant for the jar, not for this trial
      builder.environment().keySet().removeIf(name -> name.startsWith("PROCEX_"));
    }
    return builder.start();
  }

  private static EntryTrial look(EntryFlag flag, Process jvm) throws IOException {
    List<String> said = new ArrayList<>();
    String pid = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null && !line.startsWith("exit ")) {
        if (line.startsWith("pid ")) {
          pid = line.substring("pid ".length());
        } else {
          said.add(line);
        }
      }
      return line == null
          ? failed(flag, "the JVM ended: " + String.join(" / ", said))
          : judge(flag, Paths.get("/proc", pid));
    }
  }

  private static EntryTrial judge(EntryFlag flag, Path jvm) throws IOException {
    List<NativeEntry> entries = NativeEntry.of(jvm);
    if (entries.isEmpty()) {
      SilentEntry silent = SilentEntry.in(jvm);
      return failed(flag, silent == null ? "no library of ours is loaded" : silent.sentence());
    }
    NativeEntry entry = entries.get(0);
    String rung = entry.rung();
    if (entry.isOff() || !entry.hasLaunched()) {
      String why = entry.isOff() ? entry.off() : String.join("; ", entry.reasons());
      return new EntryTrial(
          flag, "not working: launches fall back to the JDK: " + why, false, entries);
    }
    boolean isBest = rung.equals(NativeEntry.BEST_RUNG);
    return new EntryTrial(flag, isBest ? "ok" : "works, but by the rung " + rung, isBest, entries);
  }

  /** Whether the native entry launches, by the best rung and with all options in force. */
  boolean isHealthy() {
    return works && problems().isEmpty();
  }

  String where() {
    return flag.where;
  }

  String outcome() {
    return outcome;
  }

  /** A sentence for each wrong option, and for each rung that does not work here. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (NativeEntry entry : entries) {
      problems.addAll(entry.problems());
      problems.addAll(entry.reasons());
    }
    return problems;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", flag.where);
    json.writeStringField("flag", flag.toString());
    json.writeBooleanField("healthy", isHealthy());
    json.writeStringField("outcome", outcome);
    json.writeArrayFieldStart("problems");
    for (String problem : problems()) {
      json.writeString(problem);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
