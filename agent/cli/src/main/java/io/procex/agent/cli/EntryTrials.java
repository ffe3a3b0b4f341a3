package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.nativelib.ElfFile;
import io.procex.agent.nativelib.ExtractedLibrary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries the native entry with each flag that was given or is in the environment. */
final class EntryTrials {
  private final List<EntryTrial> trials = new ArrayList<>();

  /** Tries each flag; if there is none, the jar's own library. */
  static EntryTrials make(Path jar, List<String> given, Map<String, String> environment) {
    EntryTrials made = new EntryTrials();
    List<EntryFlag> flags = EntryFlag.among(JvmWords.of(environment));
    for (String value : given) {
      flags.add(EntryFlag.byPath("--agentpath", value));
    }
    if (flags.isEmpty()) {
      made.tryOwn(jar);
    }
    for (EntryFlag flag : flags) {
      made.trials.add(EntryTrial.of(flag, jar));
    }
    return made;
  }

  /**
   * Tries the jar if it is one file with the library, else an extracted library, unless it cannot
   * be extracted.
   */
  private void tryOwn(Path jar) {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      if (ElfFile.begins(file)) {
        trials.add(EntryTrial.of(EntryFlag.byPath(EntryTrial.OWN, jar.toString()), jar));
        return;
      }
      Path place = Paths.get(System.getProperty("java.io.tmpdir"));
      try (ExtractedLibrary library = new ExtractedLibrary(place)) {
        String value = library.path().toString();
        trials.add(EntryTrial.of(EntryFlag.byPath(EntryTrial.OWN, value), jar));
      }
    } catch (IOException notTried) {
      // the agent itself extracts it there, and its own trial reports what is wrong
    }
  }

  boolean areHealthy() {
    return trials.stream().allMatch(EntryTrial::isHealthy);
  }

  /** What is appended to the verdict, or nothing. */
  String verdict() {
    for (EntryTrial trial : trials) {
      if (!trial.isHealthy()) {
        String what =
            trial.outcome().equals("ok") ? String.join("; ", trial.problems()) : trial.outcome();
        return "; the native entry (" + trial.where() + "): " + what;
      }
    }
    return "";
  }

  /** The details, as pairs of a name and a text. */
  List<String[]> lines() {
    List<String[]> lines = new ArrayList<>();
    for (EntryTrial trial : trials) {
      lines.add(new String[] {"entry " + trial.where(), trial.outcome()});
      for (String problem : trial.problems()) {
        lines.add(new String[] {"entry problem", problem});
      }
    }
    return lines;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("entries");
    for (EntryTrial trial : trials) {
      trial.write(json);
    }
    json.writeEndArray();
  }
}
