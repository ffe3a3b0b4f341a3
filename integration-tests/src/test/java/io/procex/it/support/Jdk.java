package io.procex.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JDK on this machine that hosts are run on. */
public record Jdk(int feature, Path home) {
  /** The versions that this release of the agent is made for. */
  private static final List<Integer> WANTED = List.of(17, 25);

  /** One of each wanted version, oldest first; says on stderr which are missing. */
  public static List<Jdk> all() {
    Map<Integer, Jdk> found = new TreeMap<>();
    for (Path home : candidates()) {
      int feature = featureOf(home);
      if (WANTED.contains(feature)) {
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
    for (int wanted : WANTED) {
      if (!found.containsKey(wanted)) {
        System.err.println("JDK " + wanted + ": SKIPPED, none found under /usr/lib/jvm");
      }
    }
    return new ArrayList<>(found.values());
  }

  public Path java() {
    return home.resolve("bin/java");
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
      installed.filter(home -> !Files.isSymbolicLink(home)).sorted().forEach(homes::add);
    } catch (IOException e) {
      System.err.println("no JDKs under /usr/lib/jvm: " + e);
    }
    return homes;
  }

  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.exists(release)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.substring("JAVA_VERSION=\"".length()).split("[._\"+-]", -1)[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
