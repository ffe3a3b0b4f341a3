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

/** A JDK whose jspawnhelper is lost (JDK-8325621 and many a container image). */
class HelperlessIT {
  @TempDir Path directory;

  /** A copy of the JDK that is all its own; links would lead back to the original. */
  private Path copy(Jdk jdk) throws Exception {
    Path home = directory.resolve("jdk-" + jdk.feature());
    String script =
        "mkdir \"$2\" && cp -rL \"$1/bin\" \"$1/conf\" \"$1/release\" \"$2\""
            + " && mkdir \"$2/lib\" && cd \"$1/lib\""
            + " && for f in *; do case $f in src.zip|ct.sym) ;; *) cp -rL $f \"$2/lib\";; esac; done";
    Process cp =
        new ProcessBuilder("sh", "-c", script, "sh", jdk.home().toString(), home.toString())
            .inheritIO()
            .start();
    assertEquals(0, cp.waitFor());
    return home;
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void launchesNeedNoHelper(Jdk jdk) throws Exception {
    Path home = copy(jdk);
    Path helper = home.resolve("lib/jspawnhelper");
    assertTrue(helper.toFile().setExecutable(false, false));
    check(jdk, home);
    Files.delete(helper);
    check(jdk, home);
  }

  private static void check(Jdk jdk, Path home) throws Exception {
    Result stock = HostJvm.stock(jdk).home(home).run(Launch.class, "/bin/true");
    assertTrue(stock.line("exception ").startsWith("java.io.IOException"), stock.toString());
    Result agent = HostJvm.withAgent(jdk).home(home).run(Launch.class, "/bin/true");
    assertEquals("0", agent.line("exit "), agent.toString());
    // What is missing is the program, and the text says so, as it does with the helper.
    Result whole = HostJvm.stock(jdk).run(Launch.class, "/no/such/program");
    Result missing = HostJvm.withAgent(jdk).home(home).run(Launch.class, "/no/such/program");
    assertEquals(whole.line("exception "), missing.line("exception "));
  }
}
