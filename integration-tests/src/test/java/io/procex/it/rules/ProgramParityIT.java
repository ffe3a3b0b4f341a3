package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.rules.LaunchEach;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command {@code rules test} finds programs and interpreters in Java, a JVM with rules finds
 * them in the core. All are denied: which rule was the first tells what was found.
 */
class ProgramParityIT {
  private static final String BLANKS = " ".repeat(250);

  /** Names, as an application gives them. */
  private static final List<String> CASES =
      List.of(
          "./binary",
          "binary",
          "link",
          "b/../binary",
          "./nothing",
          "nothing",
          "./data",
          "./b",
          "./n1",
          "n2",
          "n5",
          "n6",
          "self",
          "./plain",
          "./empty",
          "./of-plain",
          "./relative",
          "./open",
          "./argument",
          "./blank",
          "./nul",
          "./late",
          "./carriage",
          "./lost",
          "lost",
          "./of-directory",
          "loop",
          "./loop",
          "hidden",
          "x".repeat(256),
          "./of-link");

  @TempDir private Path directory;

  private Path root;

  static List<Jdk> newest() {
    List<Jdk> all = Jdk.all();
    return all.subList(all.size() - 1, all.size());
  }

  private void file(String name, String text) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    file.toFile().setExecutable(!name.equals("data"));
  }

  private void prepare() throws Exception {
    root = directory.toRealPath();
    Binary.copy("/bin/true", root.resolve("binary"));
    Binary.copy("/bin/true", root.resolve("b/lost"));
    Binary.copy("/bin/true", root.resolve("b/loop"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("binary"));
    Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
    Files.createSymbolicLink(root.resolve("n0"), root.resolve("binary"));
    for (int i = 1; i <= 6; i++) {
      file("n" + i, "#!" + root + "/n" + (i - 1) + "\n");
    }
    file("self", "#!" + root + "/self\n");
    file("data", "no program");
    file("plain", "true\n");
    file("empty", "");
    file("of-plain", "#!" + root + "/plain\n");
    file("relative", "#!./binary\n");
    file("open", "#!" + root + "/binary");
    file("argument", "#! \t" + root + "/binary \t-x\n");
    file("blank", "#!   \n");
    file("nul", "#!\0" + root + "/binary\n");
    file("late", "#!" + BLANKS + root + "/binary\n");
    file("carriage", "#!" + root + "/binary\r\n");
    file("lost", "#!/nowhere/interpreter\n");
    file("of-directory", "#!" + root + "\n");
    file("of-link", "#!" + root + "/link\n");
    file("b/hidden", "#!" + root + "/data\n");
  }

  /** What a script ends with comes first. */
  private List<String> rules() throws Exception {
    List<String> paths = new ArrayList<>();
    for (String name : List.of("n1", "n2", "n3", "n4", "n5", "n6", "plain", "binary")) {
      paths.add(0, root + "/" + name);
    }
    paths.add(root + "/link");
    paths.add("/bin/sh");
    paths.add(Path.of("/bin/sh").toRealPath().toString());
    return paths;
  }

  private Path rulesFile(List<String> paths) throws Exception {
    StringBuilder text = new StringBuilder("version: 1\nmode: enforce\nrules:\n");
    for (int i = 0; i < paths.size(); i++) {
      text.append("  - {name: r" + i + ", executable: '" + paths.get(i) + "', action: deny}\n");
    }
    text.append("default: {action: deny}\n");
    return Files.writeString(root.resolve("rules.yaml"), text);
  }

  @ParameterizedTest
  @MethodSource("newest")
  void commandFindsWhatTheCoreFinds(Jdk jdk) throws Exception {
    prepare();
    List<String> paths = rules();
    Path log = root.resolve("log");
    String search = root + ":" + root + "/b";
    List<String> arguments = new ArrayList<>(CASES);
    arguments.add(0, root.toString());
    Result result =
        HostJvm.withAgent(jdk, "rules=" + rulesFile(paths), "log=" + log)
            .env("PATH", search)
            .run(LaunchEach.class, arguments.toArray(new String[0]));
    assertEquals("", result.err());
    List<String> records =
        Files.readAllLines(log).stream()
            .filter(line -> line.matches(".*\"event.name\":\"(denied|launch-failed)\".*"))
            .toList();
    assertEquals(CASES.size(), records.size(), result::toString);
    assertEquals(String.join("\n", byCommand(paths, search)), String.join("\n", byCore(records)));
  }

  private List<String> byCommand(List<String> paths, String search) throws Exception {
    URL[] jar = {Artifacts.agentJar().toUri().toURL()};
    List<String> found = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      Class<?> program =
          Artifacts.commandLine(loader).getClassLoader().loadClass("io.procex.agent.cli.Program");
      Method find = program.getMethod("find", String.class, Path.class, String.class);
      for (String name : CASES) {
        Object at = find.invoke(null, name, root, search);
        found.add(name + ": " + (at == null ? "none" : describe(program, at, paths)));
      }
    }
    return found;
  }

  private static String describe(Class<?> program, Object found, List<String> paths)
      throws Exception {
    List<Object> names = new ArrayList<>((List<?>) program.getMethod("interpreters").invoke(found));
    Object executable = program.getMethod("executable").invoke(found);
    names.add(executable);
    for (int i = 0; i < paths.size(); i++) {
      if (names.contains(paths.get(i))) {
        return executable + " r" + i;
      }
    }
    return executable + " default";
  }

  private static List<String> byCore(List<String> records) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      String line = records.get(i);
      boolean isFound = line.contains("\"event.name\":\"denied\"");
      found.add(
          CASES.get(i)
              + ": "
              + (isFound
                  ? value(line, "process.executable.path") + " " + value(line, "procex.rule.name")
                  : "none"));
    }
    return found;
  }

  private static String value(String line, String field) {
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(field) + "\":\"([^\"]*)\"").matcher(line);
    return matcher.find() ? matcher.group(1) : "-";
  }
}
