package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/** The borders that docs/architecture.md names, in the class files of all modules. */
class ArchitectureTest {
  private static final Path AGENT = Path.of("..");

  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "shared", Set.of(),
          "bridge", Set.of(),
          "boot", Set.of("shared"),
          "runtime", Set.of("shared", "bridge", "boot"),
          "cli", Set.of("shared", "boot", "runtime"));

  /** What the runtime's loader takes from the outer jar: see InnerJar.shared. */
  private static final Set<String> SEAM =
      Set.of(
          "io.procex.agent.start.Agent",
          "io.procex.agent.start.AtStart",
          "io.procex.agent.start.LowDescriptors",
          "io.procex.agent.start.ProcessClasses",
          "io.procex.agent.start.StartTransformer");

  private final Map<String, String> modules = new TreeMap<>(); // by class
  private final Map<String, Set<String>> uses = new TreeMap<>(); // by class

  ArchitectureTest() throws IOException {
    for (String module : ALLOWED.keySet()) {
      try (Stream<Path> files = Files.walk(AGENT.resolve(module + "/target/classes"))) {
        files.filter(file -> file.toString().endsWith(".class")).forEach(f -> read(module, f));
      }
    }
    uses.values().forEach(used -> used.retainAll(modules.keySet()));
  }

  private void read(String module, Path file) {
    Set<String> names = new TreeSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String name) {
            names.add(name.replace('/', '.'));
            return name;
          }
        };
    try {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      reader.accept(new ClassRemapper(new ClassNode(), collector), 0);
      String name = reader.getClassName().replace('/', '.');
      modules.put(name, module);
      uses.put(name, names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(String type) {
    return type.substring(0, type.lastIndexOf('.'));
  }

  @Test
  void eachModuleUsesOnlyThoseItMay() {
    List<String> wrong = new ArrayList<>();
    uses.forEach(
        (user, used) -> {
          for (String type : used) {
            String from = modules.get(user);
            String to = modules.get(type);
            if (!from.equals(to) && !ALLOWED.get(from).contains(to)) {
              wrong.add(from + ": " + user + " uses " + type + " of " + to);
            }
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void runtimeKnowsFiveClassesOfTheOuterJar() {
    Set<String> known = new TreeSet<>();
    uses.forEach(
        (user, used) -> {
          if (modules.get(user).equals("runtime")) {
            known.addAll(used);
          }
        });
    known.removeIf(type -> !modules.get(type).equals("boot"));
    assertEquals(new TreeSet<>(SEAM), known);
  }

  @Test
  void noPackageIsInTwoModules() {
    Map<String, Set<String>> homes = new TreeMap<>();
    modules.forEach(
        (type, in) -> homes.computeIfAbsent(packageOf(type), p -> new TreeSet<>()).add(in));
    homes.values().removeIf(in -> in.size() == 1);
    assertEquals(Map.of(), homes);
  }

  @Test
  void packagesUseEachOtherInOneDirection() {
    Map<String, Set<String>> graph = new TreeMap<>();
    uses.forEach(
        (user, used) -> {
          Set<String> to = graph.computeIfAbsent(packageOf(user), p -> new TreeSet<>());
          used.forEach(type -> to.add(packageOf(type)));
          to.remove(packageOf(user));
        });
    removeThoseWithoutCycle(graph);
    assertEquals(Map.of(), graph);
  }

  private static void removeThoseWithoutCycle(Map<String, Set<String>> graph) {
    while (graph.values().removeIf(Set::isEmpty)) {
      graph.values().forEach(to -> to.retainAll(graph.keySet()));
    }
    graph.values().forEach(to -> to.retainAll(graph.keySet()));
  }

  /** In the table of packages, and no others. */
  @Test
  void pageNamesAllPackages() throws IOException {
    String page = Files.readString(AGENT.resolve("../docs/architecture.md"));
    Matcher row = Pattern.compile("(?m)^\\| `([a-z]+)` \\| `([a-z.]+)` \\|").matcher(page);
    Set<String> named = new TreeSet<>();
    while (row.find()) {
      named.add(row.group(1) + ": " + row.group(2));
    }
    Set<String> there =
        modules.entrySet().stream()
            .map(type -> type.getValue() + ": " + packageOf(type.getKey()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, named);
  }

  /** A class, a member behind it, or a C file: {@code ProcexLaunch.spawn}, {@code child.c}. */
  @Test
  void whatThePageNamesExists() throws IOException {
    String page = Files.readString(AGENT.resolve("../docs/architecture.md"));
    Map<String, String> sources = sources();
    String type = "(?:[a-z]+\\.)?([A-Z]\\w*[a-z]\\w*|\\w+\\.[ch])";
    Matcher name = Pattern.compile("`" + type + "(?:\\.(\\w+))?`").matcher(page);
    List<String> missing = new ArrayList<>();
    while (name.find()) {
      String file = name.group(1).contains(".") ? name.group(1) : name.group(1) + ".java";
      String text = sources.get(file);
      if (text == null || (name.group(2) != null && !text.contains(name.group(2)))) {
        missing.add(name.group());
      }
    }
    missing.removeIf("`ProcessImpl`"::equals); // the JDK's
    assertEquals(List.of(), missing);
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String folder : List.of("", "../native/src", "../integration-tests/src")) {
      try (Stream<Path> files = Files.walk(AGENT.resolve(folder))) {
        for (Path file : (Iterable<Path>) files.filter(ArchitectureTest::isSource)::iterator) {
          sources.merge(file.getFileName().toString(), Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  private static boolean isSource(Path file) {
    return file.toString().matches(".*\\.(java|c|h)") && !file.toString().contains("/target/");
  }
}
