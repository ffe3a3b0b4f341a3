package io.procex.it.support;

import java.util.List;
import java.util.stream.Stream;

/** What a JVM and its program have printed, without what differs from run to run. */
public final class JvmLines {
  /** Lines of JDK 17 to 25, one for each class that is left out of an archive. */
  private static final String LEFT_OUT_OF_OURS =
      ".*\\[warning\\]\\[(cds|aot)\\] (Skipping|Preload Warning: Cannot find) "
          + "(io/procex/(agent|status)/|java/lang/Procex|java/lang/Process(Handle)?Impl:).*";

  private JvmLines() {}

  /** The lines of both streams, sorted, without the times of the JVM's log, and what ours tells. */
  public static List<String> of(Result result) {
    return Stream.concat(result.out().lines(), result.err().lines())
        .filter(line -> !line.startsWith("agent ") && !line.startsWith("entry "))
        .map(JvmLines::withoutFigures)
        .sorted()
        .toList();
  }

  /** Those, without the ones by which a JVM says that it archives no class of an agent. */
  public static List<String> ofTraining(Result result) {
    return of(result).stream().filter(line -> !line.matches(LEFT_OUT_OF_OURS)).toList();
  }

  private static String withoutFigures(String line) {
    return line.replaceFirst("^\\[[0-9.]+s\\]", "")
        .replaceAll(" -(javaagent|agentpath):\\S+", "")
        .replaceFirst("[0-9]+ bytes$", "N bytes");
  }
}
