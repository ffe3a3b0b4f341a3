package io.procex.it.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.ObserveFailures;
import io.procex.hosts.ObserveRedirects;
import io.procex.hosts.agents.OracleAgent;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import io.procex.it.support.TestAgent;
import io.procex.it.support.UnwrittenMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * ByteBuddy as an oracle: the call is rewritten by it and not by our own rewriter, and all launches
 * end in the same way, as the agent's own count does.
 */
@Execution(ExecutionMode.CONCURRENT)
class OracleIT {
  /** With one, the call is rewritten from the first launch on. */
  private static final String OPTION = "reaper=pidfd";

  @TempDir Path directory;
  @TempDir Path programs;

  @BeforeEach
  void makePrograms() throws Exception {
    Files.writeString(programs.resolve("not-executable"), "#!/bin/sh\n");
    for (String name : List.of("program", "busy", "missing-interpreter")) {
      String interpreter = name.startsWith("missing") ? "/no/such/interpreter" : "/bin/sh";
      Files.writeString(programs.resolve(name), "#!" + interpreter + "\necho found\n");
      assertTrue(programs.resolve(name).toFile().setExecutable(true));
    }
  }

  private static HostJvm host(Jdk jdk, String... wrapper) {
    return UnwrittenMemory.fill(HostJvm.withAgent(jdk, OPTION).by(wrapper));
  }

  private Result byOracle(Jdk jdk, String[] wrapper, Class<?> main, String... arguments)
      throws Exception {
    String oracle =
        TestAgent.option(directory, OracleAgent.class, Artifacts.otherAgent("byte-buddy"));
    return host(jdk, wrapper).jvm(oracle).run(main, arguments);
  }

  /** Returns the oracle's result; the frame of the method that it had to add counts for nothing. */
  private Result compare(Jdk jdk, String[] wrapper, Class<?> main, String... arguments)
      throws Exception {
    Result oracle = byOracle(jdk, wrapper, main, arguments);
    Result own = host(jdk, wrapper).run(main, arguments);
    String frame =
        "(\\\\0a)?\\\\09at (java\\.base/)?java\\.lang\\.\\w+\\.launchByOracle\\([^)]*\\)";
    List<String> shown = oracle.out().replaceAll(frame, "").lines().toList();
    assertEquals(own.out().lines().toList(), shown, oracle::toString);
    assertEquals(own.err(), oracle.err());
    assertEquals(own.exitCode(), oracle.exitCode());
    return oracle;
  }

  @OnSomeJdks
  void failedLaunchesEndAlike(Jdk jdk) throws Exception {
    String kinds = "programs,directories,commands";
    Result oracle = compare(jdk, new String[0], ObserveFailures.class, kinds, programs.toString());
    for (String kind : kinds.split(",", -1)) {
      String failures = oracle.out().split(kind + ":\n", -1)[1].split("\n[a-z]+:\n", -1)[0];
      assertTrue(failures.contains(OracleAgent.METHOD), () -> "no oracle at work in " + failures);
    }
  }

  @OnSomeJdks
  void launchesWithEveryRedirectEndAlike(Jdk jdk) throws Exception {
    compare(jdk, new String[0], ObserveRedirects.class, programs.toString());
  }

  @OnSomeJdks
  void fallbacksEndAlike(Jdk jdk) throws Exception {
    String[] noMemory = {
      Artifacts.fault().toString(), "clone3=ENOSYS", "clone:0:0x4000=ENOMEM", "--"
    };
    Result oracle = compare(jdk, noMemory, Launch.class, "/bin/true");
    assertEquals("0 failed, 1 fallbacks", oracle.line("agent "), oracle::toString);
    String[] noPipes = {Artifacts.fault().toString(), "pipe2=EPERM", "pipe=EPERM", "--"};
    compare(jdk, noPipes, Launch.class, "/bin/true");
  }
}
