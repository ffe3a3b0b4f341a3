package io.procex.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes that a JVM has loaded, each with where it came from. */
public final class LoadedClasses {
  private static final String SOURCE = " source: ";
  private static final String SHARED = "shared objects file";

  private final Map<String, String> sources = new HashMap<>();

  private LoadedClasses() {}

  /** The option that has a JVM write them to a file. */
  public static String option(Path log) {
    return "-Xlog:class+load=info:file=" + log + ":none";
  }

  /** Those in such a file, but for hidden ones. */
  public static LoadedClasses in(Path log) throws IOException {
    LoadedClasses classes = new LoadedClasses();
    for (String line : Files.readAllLines(log)) {
      int source = line.indexOf(SOURCE);
      if (source > 0 && !line.contains("/0x")) {
        classes.sources.put(line.substring(0, source), line.substring(source + SOURCE.length()));
      }
    }
    return classes;
  }

  /** Whether a class came from a class archive. */
  public boolean isShared(String name) {
    return sources.getOrDefault(name, "not loaded").contains(SHARED);
  }

  /** Whether any class came from an archive that lies on top of the JDK's own. */
  public boolean isAnyFromTop() {
    return sources.values().stream().anyMatch(source -> source.contains(SHARED + " (top)"));
  }

  /** Those whose names begin so. */
  public Set<String> named(String prefix) {
    Set<String> names = new TreeSet<>(sources.keySet());
    names.removeIf(name -> !name.startsWith(prefix));
    return names;
  }

  /** Those that came from an archive, and in the other JVM from elsewhere. */
  public Set<String> noLongerSharedIn(LoadedClasses other) {
    Set<String> lost = new TreeSet<>();
    for (String name : sources.keySet()) {
      if (isShared(name) && other.sources.containsKey(name) && !other.isShared(name)) {
        lost.add(name);
      }
    }
    return lost;
  }
}
