package io.procex.it.differential;

import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting of the JVM, or of the place where it runs, in which the observer is run.
 *
 * @param everywhere whether each JDK may behave otherwise in it; else some JDKs tell for all
 * @param likeDefault whether nothing of it is to be seen without the agent: what the default
 *     variant shows then is not observed once more
 */
record Variant(
    String name, Obstacle obstacle, Setting setting, boolean likeDefault, boolean everywhere) {
  /** Tells why the variant cannot be had, or null. */
  interface Obstacle {
    String in(ObservedPlace place) throws Exception;
  }

  /** Brings a host, with the agent or without, into the setting. */
  interface Setting {
    void apply(HostJvm host, ObservedPlace place) throws Exception;
  }

  static Variant of(String name, Setting setting) {
    return new Variant(name, place -> null, setting, false, true);
  }

  /** Options of the JVM, which a build may lack: Shenandoah in Oracle's, ZGC before 11. */
  static Variant options(String... options) {
    return new Variant(
        String.join(" ", options),
        place -> refusal(place.jdk(), options),
        (host, place) -> host.jvm(options),
        false,
        true);
  }

  /** A command that runs the JVM, and that a container may not allow. */
  static Variant by(String name, String... command) {
    return new Variant(
        name,
        place -> refusal(with(List.of(command), Artifacts.reportChild().toString())),
        (host, place) -> host.by(command),
        false,
        true);
  }

  /** A copy of this variant, for some versions of the JDK only. */
  Variant on(int least, int most) {
    return new Variant(
        name,
        place ->
            place.jdk().feature() < least || place.jdk().feature() > most
                ? (least > 8 ? "from JDK " + least + " on" : "up to JDK " + most)
                : obstacle.in(place),
        setting,
        likeDefault,
        everywhere);
  }

  /** A copy of this variant, with an obstacle. */
  Variant where(Obstacle other) {
    return new Variant(name, other, setting, likeDefault, everywhere);
  }

  /** A copy of this variant, of which nothing is to be seen without the agent. */
  Variant asDefault() {
    return new Variant(name, obstacle, setting, true, everywhere);
  }

  /** A copy of this variant, in which JDKs do not differ among themselves. */
  Variant onSome() {
    return new Variant(name, obstacle, setting, likeDefault, false);
  }

  boolean runsOn(Jdk jdk) {
    return everywhere || jdk.isOfSome();
  }

  /** What a JVM with these options says when it does not start, or null. */
  static String refusal(Jdk jdk, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    command.addAll(List.of(options));
    return refusal(with(command, "-version"));
  }

  private static List<String> with(List<String> command, String last) {
    List<String> result = new ArrayList<>(command);
    result.add(last);
    return result;
  }

  private static String refusal(List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      return process.waitFor() == 0
          ? null
          : command + ": " + new String(output, StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
