package io.procex.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine that hosts are run on.
 *
 * @param version as {@code java -version} names it, such as 17.0.15 or 1.8.0_504
 */
public record Jdk(int feature, String version, Path home) {
  /** Those with long support, the newest release, and the newest of all that are there. */
  private static final List<Integer> RELEASES = List.of(8, 11, 17, 21, 25, 26);

  /** The tag of what need not run again with other JDKs. */
  public static final String ONCE = "once";

  private static final int ONE = 17;

  private static final Set<Integer> SOME = Set.of(8, ONE);

  /** Not supported for long, and not the newest: the differential table has it, and a release. */
  private static final Set<Integer> IN_BETWEEN = Set.of(26);

  /** Whether all tests run, and on all JDKs, as before a release. */
  public static final boolean EVERYTHING = Boolean.getBoolean("procex.test.everything");

  /** Chooses some, such as {@code 8,17}. */
  private static final String CHOICE = System.getProperty("procex.test.jdks", "");

  private static final Pattern VERSION = Pattern.compile("version \"((?:1\\.)?(\\d+)[^\"]*)\"");

  private static final List<Jdk> ALL = find();

  /** One of each wanted version that is there, oldest first; -Dprocex.test.jdks=8,17 chooses. */
  public static List<Jdk> every() {
    return ALL;
  }

  /** For what depends on the JDK's own classes. */
  public static List<Jdk> all() {
    return chosen(jdk -> !IN_BETWEEN.contains(jdk.feature()));
  }

  /** For what touches all alike: before modules and after; or the first if none is there. */
  public static List<Jdk> some() {
    return chosen(jdk -> SOME.contains(jdk.feature()));
  }

  /** For code that is the same on all: 17, or the first if that is not there. */
  public static List<Jdk> one() {
    return chosen(jdk -> jdk.feature() == ONE);
  }

  private static List<Jdk> chosen(Predicate<Jdk> wanted) {
    List<Jdk> chosen = EVERYTHING ? ALL : ALL.stream().filter(wanted).toList();
    return chosen.isEmpty() ? ALL.subList(0, 1) : chosen;
  }

  /** Whether a test for some JDKs runs on this one. */
  public boolean isOfSome() {
    return some().contains(this);
  }

  /** Those of the given versions, for what is slow or needs just these. */
  public static List<Jdk> of(Integer... features) {
    List<Integer> chosen = List.of(features);
    return ALL.stream().filter(jdk -> chosen.contains(jdk.feature())).toList();
  }

  /** Those from a version on, for what came with it. */
  public static List<Jdk> since(int feature) {
    return all().stream().filter(jdk -> jdk.feature() >= feature).toList();
  }

  /** Those that have ProcessHandle, unified logging and modules. */
  public static List<Jdk> since9() {
    return since(9);
  }

  /** Says on stderr which are missing. */
  private static List<Jdk> find() {
    TreeMap<Integer, Jdk> found = new TreeMap<>();
    for (Path home : candidates()) {
      Jdk jdk = at(home);
      if (jdk != null) {
        found.putIfAbsent(jdk.feature, jdk);
      }
    }
    Set<Integer> wanted = wanted(found.lastKey());
    for (int feature : wanted) {
      if (!found.containsKey(feature)) {
        System.err.println("JDK " + feature + ": SKIPPED, none found under /usr/lib/jvm");
      }
    }
    found.keySet().retainAll(wanted);
    return List.copyOf(found.values());
  }

  private static Set<Integer> wanted(int newest) {
    Set<Integer> wanted = new LinkedHashSet<>();
    if (CHOICE.isEmpty()) {
      wanted.addAll(RELEASES);
      wanted.add(newest);
    } else {
      Stream.of(CHOICE.split(",", -1)).map(Integer::valueOf).forEach(wanted::add);
    }
    return wanted;
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

  /** Null if there is no JDK. Asks java itself: Debian's JDK 8 has no release file. */
  private static Jdk at(Path home) {
    Path java = home.resolve("bin/java");
    if (!Files.isExecutable(java)) {
      return null;
    }
    try {
      Process process =
          new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher matcher = VERSION.matcher(text);
      return matcher.find()
          ? new Jdk(Integer.parseInt(matcher.group(2)), matcher.group(1), home)
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
