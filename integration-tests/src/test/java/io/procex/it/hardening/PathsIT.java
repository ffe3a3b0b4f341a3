package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What Landlock lets children read, write and execute. */
class PathsIT {
  @TempDir Path directory;

  private static void needLandlock(Jdk jdk) throws Exception {
    String[] options = {"ReadOnlyPaths=/", "required=all"};
    Result result = HostJvm.withAgent(jdk, options).run(Launch.class, "/bin/true");
    assumeTrue(
        !result.out().contains("ReadOnlyPaths cannot be set, error: 38")
            && !result.out().contains("ReadOnlyPaths cannot be set, error: 95"),
        "SKIP: this kernel has no Landlock, or it is switched off");
  }

  @OnOneJdk
  void filesAreWrittenBelowReadWritePathsAndNowhereElse(Jdk jdk) throws Exception {
    needLandlock(jdk);
    Path inside = Files.createDirectories(directory.resolve("in"));
    String script = "cd " + directory + "; echo x > in/a; mv in/a in/b; echo x 2>&- > a || echo no";
    Result result = Hardened.shell(jdk, script, "ReadWritePaths=" + inside, "required=all");
    assertEquals("no", result.line("out "));
    assertTrue(Files.exists(inside.resolve("b")));
    assertFalse(Files.exists(directory.resolve("a")));
    Files.delete(inside.resolve("b"));
  }

  @OnOneJdk
  void filesAreReadBelowReadOnlyPathsAndNowhereElse(Jdk jdk) throws Exception {
    needLandlock(jdk);
    Path secret = Files.writeString(directory.resolve("secret"), "secret\n");
    String script = "cat " + secret + " 2>&1; cat < /dev/null && echo others";
    String system = "/usr /lib -/lib64 /bin /etc /dev /proc -/no/such";
    Result result = Hardened.shell(jdk, script, "ReadOnlyPaths=" + system, "required=all");
    assertTrue(result.line("out cat: ").endsWith("Permission denied"), result.toString());
    assertTrue(result.out().contains("out others"), result.toString());
    assertFalse(result.out().contains("out secret"), result.toString());
  }

  @OnOneJdk
  void nothingIsExecutedButBelowExecPaths(Jdk jdk) throws Exception {
    needLandlock(jdk);
    Path copy = directory.resolve("copy-" + jdk.feature());
    String script = "cp /bin/true " + copy + "; " + copy + " 2>&-; echo $?";
    // another name in another directory takes the right that moving takes; mv would copy instead
    String link = "; cd " + directory + "; mkdir -p to; ln -f copy-* to && echo linked";
    String[] options = {"ExecPaths=/usr /lib -/lib64 /bin", "NoExecPaths=/", "required=all"};
    Result result = Hardened.shell(jdk, script + link, options);
    assertEquals("126", result.line("out "));
    assertTrue(result.out().contains("out linked"), result.toString());
    assertEquals("0", Hardened.shell(jdk, script).line("out "));
  }

  /** The JDK's own words for EACCES: it is exec that is refused. */
  @OnOneJdk
  void programOutsideExecPathsFailsAsIfItWereNotExecutable(Jdk jdk) throws Exception {
    needLandlock(jdk);
    Path copy = Files.copy(Path.of("/bin/true"), directory.resolve("copy"));
    HostJvm host = HostJvm.withAgent(jdk, "ExecPaths=/usr /lib -/lib64");
    Result result = host.run(Launch.class, copy.toString());
    assertTrue(result.line("exception ").contains("ermission denied"), result.toString());
    assertTrue(result.line("exception ").contains("13"), result.toString());
  }
}
