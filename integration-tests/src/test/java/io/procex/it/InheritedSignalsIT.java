package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signal state of children: nothing blocked, ignored only what the JVM was told to ignore. */
class InheritedSignalsIT {
  private static final String SIGHUP = "1";
  private static final String SIGPIPE = "13";

  static List<Jdk> jdks() {
    return Jdk.some();
  }

  private static Result report(HostJvm host) throws Exception {
    return host.run(Launch.class, Artifacts.reportChild().toString());
  }

  private static List<String> ignored(Result result) {
    return List.of(result.line("out ignored").split(" ", -1));
  }

  /** JDK 17 leaves SIGQUIT blocked (JDK-8234262). */
  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsBlocked(Jdk jdk) throws Exception {
    assertEquals("", report(HostJvm.withAgent(jdk)).line("out blocked"));
    System.out.println(
        jdk + " without the agent: blocked" + report(HostJvm.stock(jdk)).line("out blocked"));
  }

  /** As under nohup, on which children rely too; but a broken pipe has to end them. */
  @ParameterizedTest
  @MethodSource("jdks")
  void hangupStaysIgnoredAndBrokenPipeDoesNot(Jdk jdk) throws Exception {
    String[] ignoring = {"sh", "-c", "trap '' HUP PIPE; exec \"$@\"", "sh"};
    Result result = report(HostJvm.withAgent(jdk).by(ignoring));
    assertTrue(ignored(result).contains(SIGHUP), result::toString);
    assertFalse(ignored(result).contains(SIGPIPE), result::toString);
    assertEquals("", result.line("out blocked"));
    System.out.println(
        jdk
            + " without the agent: ignored"
            + report(HostJvm.stock(jdk).by(ignoring)).line("out ignored"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void handlersOfTheJvmAreGone(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk).run(Launch.class, "sh", "-c", "kill -QUIT $$; echo survived");
    assertEquals("131", result.line("exit "), result::toString);
    assertFalse(result.out().contains("survived"), result::toString);
  }
}
