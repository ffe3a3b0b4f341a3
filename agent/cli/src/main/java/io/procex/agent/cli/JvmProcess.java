package io.procex.agent.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running JVM, as /proc shows it without touching the JVM. */
final class JvmProcess {
  /** Whether the agent is in it. */
  enum Agent {
    NO("no"),
    INSTALLED("installed, no launch yet"),
    LAUNCHES("launches go through the core"),
    ENTRY("native entry, no launch yet"),
    ENTRY_LAUNCHES("native entry launches"),
    ENTRY_OFF("native entry, off"),
    ENTRY_SILENT("native entry, reports nothing"),
    UNKNOWN("?");

    final String text;

    Agent(String text) {
      this.text = text;
    }
  }

  private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"([^\"]*)\"");
  private static final int MOST_OF_RELEASE = 1 << 16;
  // for one process; its file systems may not answer
  private static final long LONGEST_MILLIS = 4000;
  private static final Pattern LIBJVM = Pattern.compile("(/\\S.*)/libjvm\\.so");

  final long pid;
  final String user;
  final String java;
  final String program;
  final Agent agent;

  private JvmProcess(long pid, String user, String java, String program, Agent agent) {
    this.pid = pid;
    this.user = user;
    this.java = java;
    this.program = program;
    this.agent = agent;
  }

  /** All JVMs that this user may look at, by pid. */
  static List<JvmProcess> all() throws IOException {
    List<JvmProcess> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Paths.get("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        JvmProcess jvm = lookAt(process);
        if (jvm != null) {
          found.add(jvm);
        }
      }
    }
    found.sort((a, b) -> Long.compare(a.pid, b.pid));
    return found;
  }

  /** Looks at one process. Null if it is no JVM, has ended, or may not be looked at. */
  static JvmProcess lookAt(Path process) {
    try {
      return isOwn(process) ? null : Deadline.within(LONGEST_MILLIS, () -> read(process));
    } catch (IOException notForUs) {
      return null;
    }
  }

  private static JvmProcess read(Path process) throws IOException {
    String maps;
    try {
      maps = ProcFile.read(process, "maps");
    } catch (AccessDeniedException e) {
      return readBySigns(process);
    }
    Matcher libjvm = LIBJVM.matcher(maps);
    return libjvm.find()
        ? new JvmProcess(
            Long.parseLong(process.getFileName().toString()),
            Files.getOwner(process).getName(),
            inTime("?", () -> version(process.resolve("root"), Paths.get(libjvm.group(1)))),
            program(process),
            inTime(Agent.UNKNOWN, () -> agent(process, maps)))
        : null;
  }

  /**
   * Recognizes a JVM of this user whose details may not be read; for other users' processes, null.
   */
  private static JvmProcess readBySigns(Path process) throws IOException {
    String pid = process.getFileName().toString();
    int user = ProcessStatus.of(pid).user();
    if (user != ProcessStatus.of("self").user() || !JvmSigns.in(process, user)) {
      return null;
    }
    Path java = Paths.get(ProcFile.read(process, "cmdline").split("\0", -1)[0]);
    return new JvmProcess(
        Long.parseLong(pid),
        System.getProperty("user.name"),
        java.isAbsolute() ? inTime("?", () -> version(Paths.get("/"), java)) : "?",
        program(process),
        Agent.UNKNOWN);
  }

  private static <T> T inTime(T otherwise, Callable<T> look) {
    try {
      return Deadline.within(LONGEST_MILLIS / 2, look);
    } catch (IOException noAnswer) {
      return otherwise;
    }
  }

  private static boolean isOwn(Path process) throws IOException {
    return Files.isSameFile(process, Paths.get("/proc/self"));
  }

  /**
   * The version in the file "release", in the JDK's home above lib/server (JDK 8:
   * jre/lib/CPU/server).
   */
  private static String version(Path root, Path directory) {
    for (Path home = directory; home != null; home = home.getParent()) {
      try {
        Path release = root.resolve(home.toString().substring(1)).resolve("release");
        Matcher version = JAVA_VERSION.matcher(ForeignFile.read(release, MOST_OF_RELEASE));
        if (version.find()) {
          return version.group(1);
        }
      } catch (IOException further) {
        // not in this directory
      }
    }
    return "?";
  }

  private static String program(Path process) throws IOException {
    String[] words = words(process);
    return words[programAt(words)];
  }

  /** The words of the command line, including those for the program. */
  static String[] words(Path process) throws IOException {
    return ProcFile.read(process, "cmdline").split("\0", -1);
  }

  /**
   * The index of the main class or jar: the first word that is no option, or the word after -jar or
   * -m. 0 if there is none.
   */
  static int programAt(String... words) {
    for (int i = 1; i < words.length; i++) {
      boolean takesValue =
          words[i].matches("-cp|-classpath|--class-path|-p|--module-path|--add-\\w+|-J.*");
      if (takesValue) {
        i++;
      } else if (words[i].matches("-jar|-m|--module") && i + 1 < words.length) {
        return i + 1;
      } else if (!words[i].startsWith("-") && !words[i].startsWith("@")) {
        return i;
      }
    }
    return 0;
  }

  /**
   * Whether the agent is in the process, by what it has open or mapped. The jar is open from the
   * start. The library is mapped from the first launch on, under its file's name or the name in
   * native/src/prepare/image.c; that of the native entry from the start.
   */
  private static Agent agent(Path process, String maps) {
    boolean launches = maps.contains("/libprocex") || maps.contains("/memfd:libprocex");
    if (NativeEntry.isIn(maps)) {
      return withEntry(process, launches);
    }
    try {
      if (hasJar(process)) {
        return launches ? Agent.LAUNCHES : Agent.INSTALLED;
      }
      SilentEntry silent = SilentEntry.in(process);
      if (silent != null) {
        return silent.isOff() ? Agent.ENTRY_OFF : Agent.ENTRY_SILENT;
      }
      return launches ? Agent.LAUNCHES : Agent.NO;
    } catch (IOException notForUs) {
      return Agent.UNKNOWN;
    }
  }

  private static Agent withEntry(Path process, boolean launches) {
    try {
      if (hasJar(process)) {
        return launches ? Agent.LAUNCHES : Agent.INSTALLED;
      }
      List<NativeEntry> entries = NativeEntry.of(process);
      if (entries.stream().allMatch(NativeEntry::isOff)) {
        return Agent.ENTRY_OFF;
      }
      return entries.stream().anyMatch(NativeEntry::hasLaunched)
          ? Agent.ENTRY_LAUNCHES
          : Agent.ENTRY;
    } catch (IOException notForUs) {
      return Agent.UNKNOWN;
    }
  }

  /** Whether the jar was started in the process as an agent, or attached to it. */
  static boolean hasJar(Path process) throws IOException {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (AgentJar.is(descriptor)) {
          return true;
        }
      }
      return false;
    }
  }
}
