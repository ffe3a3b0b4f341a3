package io.procex.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.ObserveSearch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Parity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A program is looked for along PATH by the rules of the JDK, which has two sets of them. */
@Execution(ExecutionMode.CONCURRENT)
class SearchParityIT {
  private static final String[] WITHOUT_CAPABILITIES = {
    "/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"
  };
  private static final String SCRIPT = "echo \"$0: $# arguments, 2 is <$2>, in $(/bin/pwd)\"\n";

  /** The JVM's working directory; entries of PATH lie in it. */
  @TempDir Path directory;

  @BeforeEach
  void makePrograms() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    Files.writeString(directory.resolve("file"), "");
    program("here", "rwxr-xr-x", "#!/bin/sh\n" + SCRIPT);
    program("also", "rwxr-xr-x", "#!/bin/sh\n" + SCRIPT);
    program("forbidden", "rw-r--r--", "#!/bin/sh\n" + SCRIPT);
    program("plain", "rwxr-xr-x", SCRIPT);
    program("broken", "rwxr-xr-x", "#!/no/such/interpreter\n");
    Files.createDirectories(directory.resolve("directory/tool"));
    Files.createDirectory(directory.resolve("loop"));
    Files.createSymbolicLink(directory.resolve("loop/tool"), Path.of("tool"));
    Files.writeString(directory.resolve("tool"), "#!/bin/sh\n" + SCRIPT);
    setMode("tool", "rwxr-xr-x");
  }

  private void program(String place, String mode, String text) throws IOException {
    Files.createDirectory(directory.resolve(place));
    Files.writeString(directory.resolve(place + "/tool"), text);
    setMode(place + "/tool", mode);
  }

  private void setMode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString(mode));
  }

  /** Each name in angle brackets stands for the directory of that name. */
  private void check(Jdk jdk, String... paths) throws Exception {
    for (String path : paths) {
      String absolute = path.replace("<", directory + "/").replace(">", "");
      Parity.check(
          jdk,
          host -> inDirectory(host).env("PATH", absolute),
          ObserveSearch.class,
          "tool",
          directory.resolve("also").toString());
    }
  }

  private HostJvm inDirectory(HostJvm host) {
    return host.by("/bin/sh", "-c", "cd " + directory + " && exec \"$@\"", "sh");
  }

  @OnOneJdk
  void firstMatchWins(Jdk jdk) throws Exception {
    check(jdk, "<empty>:<here>:<also>", "/no/such/directory:<here>/");
  }

  @OnOneJdk
  void emptyPartIsTheWorkingDirectory(Jdk jdk) throws Exception {
    check(jdk, ":<empty>", "<empty>:", "<empty>::<here>", "");
  }

  @OnOneJdk
  void relativePartFollowsTheWorkingDirectory(Jdk jdk) throws Exception {
    check(jdk, "here", "./here:<also>", "../also");
  }

  @OnOneJdk
  void unsetPathHasADefault(Jdk jdk) throws Exception {
    for (String program : List.of("tool", "pwd")) {
      Parity.check(
          jdk,
          host -> inDirectory(host).by("/usr/bin/env", "-u", "PATH"),
          ObserveSearch.class,
          program,
          directory.resolve("also").toString());
    }
  }

  @OnOneJdk
  void deniedProgramIsRememberedWhileTheSearchGoesOn(Jdk jdk) throws Exception {
    check(jdk, "<forbidden>:<here>", "<forbidden>:<empty>", "<directory>:<file>");
  }

  @OnOneJdk
  void deniedDirectoryIsRememberedWhileTheSearchGoesOn(Jdk jdk) throws Exception {
    boolean isRoot = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    assumeTrue(!isRoot || canDropCapabilities(), "root passes by permissions, setpriv is missing");
    setMode("also", "---------");
    try {
      for (String path : List.of("also:here", "also:empty", "also")) {
        Parity.check(
            jdk,
            host -> {
              inDirectory(host).env("PATH", path);
              if (isRoot) {
                host.by(WITHOUT_CAPABILITIES);
              }
            },
            ObserveSearch.class,
            "tool",
            directory.resolve("here").toString());
      }
    } finally {
      setMode("also", "rwxr-xr-x");
    }
  }

  private static boolean canDropCapabilities() throws Exception {
    List<String> command = new ArrayList<>(List.of(WITHOUT_CAPABILITIES));
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @OnOneJdk
  void partThatIsNoDirectoryIsPassedBy(Jdk jdk) throws Exception {
    check(jdk, "<file>:<here>", "<file>", "<loop>:<here>", "<loop>");
  }

  /** Not with a program of that name here: glibc then runs it (an empty part, by mistake). */
  @OnOneJdk
  void partThatIsTooLongIsPassedBy(Jdk jdk) throws Exception {
    Files.delete(directory.resolve("tool"));
    Files.delete(directory.resolve("also/tool"));
    String tooLong = "/" + "x".repeat(5_000);
    check(jdk, tooLong + ":<here>");
  }

  @OnOneJdk
  void scriptWithoutInterpreterIsRunByTheShell(Jdk jdk) throws Exception {
    check(jdk, "<plain>:<here>", "plain", "<broken>:<here>");
    for (String program : List.of("./plain/tool", directory + "/plain/tool")) {
      Parity.check(
          jdk,
          this::inDirectory,
          ObserveSearch.class,
          program,
          directory.resolve("also").toString());
    }
  }
}
