package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Preloaded libraries, with and without an execve of their own (fakechroot, build tracers). */
class PreloadIT {
  private static final String TRACER =
      """
      #include <sys/syscall.h>
      #include <unistd.h>
      int execve(const char *file, char *const argv[], char *const envp[]) {
          write(2, "traced\\n", 7);
          return syscall(SYS_execve, file, argv, envp);
      }
      extern char **environ;
      int execvp(const char *file, char *const argv[]) {
          return execve(file, argv, environ); /* the JDK's way with the environment inherited */
      }
      """;

  @TempDir Path directory;

  private Path compile(String name, String source) throws Exception {
    Path file = Files.writeString(directory.resolve(name + ".c"), source);
    Path library = directory.resolve(name + ".so");
    Process cc =
        new ProcessBuilder(
                "gcc", "-shared", "-fPIC", "-w", "-o", library.toString(), file.toString())
            .inheritIO()
            .start();
    assertEquals(0, cc.waitFor());
    return library;
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void wrapperOfExecveStillSeesEveryLaunch(Jdk jdk) throws Exception {
    String tracer = compile("tracer", TRACER).toString();
    Result stock = HostJvm.stock(jdk).env("LD_PRELOAD", tracer).run(Launch.class, "/bin/true");
    Result agent = HostJvm.withAgent(jdk).env("LD_PRELOAD", tracer).run(Launch.class, "/bin/true");
    assertEquals("traced", stock.line("out "));
    assertEquals("traced", agent.line("out "));
    assertEquals("0 failed, 1 declined", agent.line("agent "));
    assertTrue(agent.line("agent declined 1: ").contains("LD_PRELOAD"), agent.toString());
    assertEquals("", agent.err());
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void libraryThatLeavesExecveAloneMakesNoDifference(Jdk jdk) throws Exception {
    String other = compile("other", "int of_no_interest;").toString();
    Result agent = HostJvm.withAgent(jdk).env("LD_PRELOAD", other).run(Launch.class, "/bin/true");
    assertEquals("1 shared-table, 0 failed, 0 declined", agent.line("agent "), agent.toString());
  }
}
