package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.Status;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.NotStarted;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Options: their order, the kill switch, wrong ones, and strict. */
class OptionsIT {
  @TempDir Path directory;

  private static String softLimit(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    return result.line("out nofile ").split(" ", -1)[0];
  }

  @OnOneJdk
  void systemPropertyBeatsEnvironmentBeatsArgument(Jdk jdk) throws Exception {
    assertEquals("300", softLimit(HostJvm.withAgent(jdk, "LimitNOFILE=300")));
    assertEquals(
        "400",
        softLimit(HostJvm.withAgent(jdk, "LimitNOFILE=300").env("PROCEX_LIMITNOFILE", "400")));
    assertEquals(
        "500",
        softLimit(
            HostJvm.withAgent(jdk, "LimitNOFILE=300")
                .env("PROCEX_LIMITNOFILE", "400")
                .jvm("-Dprocex.LimitNOFILE=500")));
  }

  @OnOneJdk
  void beforeTheFirstLaunchTheStatusIsTheSameWithAndWithoutOptions(Jdk jdk) throws Exception {
    String nothing = "no launch was attempted, 0 failed, 0 fallbacks";
    assertEquals("none", HostJvm.stock(jdk).run(Status.class).line("agent "));
    assertEquals(nothing, HostJvm.withAgent(jdk).run(Status.class).line("agent "));
    Result result = HostJvm.withAgent(jdk, "LimitNOFILE=300").run(Status.class);
    assertEquals(nothing, result.line("agent "));
    assertEquals("", result.err());
  }

  @OnOneJdk
  void killSwitchLeavesTheStockJdk(Jdk jdk) throws Exception {
    String stock = softLimit(HostJvm.stock(jdk));
    List<HostJvm> switchedOff =
        List.of(
            HostJvm.withAgent(jdk, "enabled=false"),
            HostJvm.withAgent(jdk).env("PROCEX_ENABLED", "false"),
            HostJvm.withAgent(jdk).jvm("-Dprocex.enabled=false"));
    for (HostJvm host : switchedOff) {
      Result result = host.run(Launch.class, Artifacts.reportChild().toString());
      assertEquals(stock, result.line("out nofile ").split(" ", -1)[0]);
      assertEquals(
          "launches fall back to the JDK: the option 'enabled' is false", result.line("agent "));
    }
  }

  @OnOneJdk
  void wrongOptionsAreNamedInTheLogAndNowhereElse(Jdk jdk) throws Exception {
    Path log = directory.resolve("agent.log");
    Result result =
        HostJvm.withAgent(jdk, "log=" + log, "limitnofile=1", "enabled=perhaps", "LimitNOFILE=x")
            .run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "));
    assertEquals("", result.err());
    List<String> lines =
        Files.readAllLines(log).stream().filter(line -> line.contains("\"agent\"")).toList();
    assertEquals(6, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("unknown option 'limitnofile'"), lines.get(0));
    assertTrue(lines.get(0).contains("did you mean 'LimitNOFILE'?"), lines.get(0));
    assertTrue(lines.get(1).contains("'enabled' has the value 'perhaps'"), lines.get(1));
    assertTrue(lines.get(2).contains("'LimitNOFILE' has the value 'x'"), lines.get(2));
    assertTrue(lines.get(3).contains("native library: "), lines.get(3));
    assertTrue(lines.get(4).contains("native core: shared-table"), lines.get(4));
    assertTrue(lines.get(5).contains("one thread waits for all processes"), lines.get(4));
  }

  @OnOneJdk
  void strictEndsTheStartOverAWrongOption(Jdk jdk) throws Exception {
    NotStarted.check(
        jdk,
        HostJvm.withAgent(jdk, "strict=true", "tmpdri=/tmp").run(Launch.class, "/bin/true"),
        "unknown option 'tmpdri' (agent argument): did you mean 'tmpdir'?");
  }

  /** Who wrote it must not believe in a strictness that is not there. */
  @OnOneJdk
  void strictWithAValueThatMeansNothingEndsTheStart(Jdk jdk) throws Exception {
    for (String value : List.of("2", "perhaps", "")) {
      NotStarted.check(
          jdk,
          HostJvm.withAgent(jdk, "tmpdri=/tmp", "strict=" + value).run(Launch.class, "/bin/true"),
          "; option 'strict' has the value '" + value + "': expected true or false; ");
    }
    NotStarted.check(
        jdk,
        HostJvm.withAgent(jdk, "strict").run(Launch.class, "/bin/true"),
        "option 'strict' has no value: write strict=VALUE");
  }

  @OnOneJdk
  void killSwitchBeatsAStrictThatMeansNothing(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "strict=perhaps", "enabled=False").run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals("", result.err());
  }

  @OnOneJdk
  void trueAndFalseAreReadInAnyLetterCase(Jdk jdk) throws Exception {
    NotStarted.check(
        jdk,
        HostJvm.withAgent(jdk, "strict=True", "native=/no/such.so").run(Launch.class, "/bin/true"),
        "option 'native' has the value '/no/such.so': expected a file that can be read");
    Result result =
        HostJvm.withAgent(jdk, "strict=FALSE", "native=/no/such.so").run(Launch.class, "/bin/true");
    assertEquals("0 failed, 1 fallbacks", result.line("agent "), result::toString);
    assertFalse(result.out().contains("option 'strict'"), result::toString);
  }

  @OnOneJdk
  void strictEndsTheStartWithoutALibrary(Jdk jdk) throws Exception {
    NotStarted.check(
        jdk,
        HostJvm.withAgent(jdk, "strict=true", "native=/no/such.so").run(Launch.class, "/bin/true"),
        "option 'native' has the value '/no/such.so': expected a file that can be read");
  }

  /** The options cannot even be read then. */
  @OnOneJdk
  void strictEndsTheStartWhereTheJarIsDamaged(Jdk jdk) throws Exception {
    Path jar = Files.copy(Artifacts.agentJar(), directory.resolve("procex-agent.jar"));
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Files.writeString(files.getPath("META-INF/procex-agent/agent.jar"), "damaged");
    }
    List<HostJvm> strict =
        List.of(
            HostJvm.withAgentJar(jdk, jar, "strict=True"),
            HostJvm.withAgentJar(jdk, jar, "strict=2"),
            HostJvm.withAgentJar(jdk, jar, "strict=false,strict"),
            HostJvm.withAgentJar(jdk, jar, "strict=false").env("PROCEX_STRICT", "true"),
            HostJvm.withAgentJar(jdk, jar).jvm("-Dprocex.strict=true"));
    for (HostJvm host : strict) {
      NotStarted.check(jdk, host.run(Launch.class, "/bin/true"), "not a jar");
    }
    List<HostJvm> lenient =
        List.of(
            HostJvm.withAgentJar(jdk, jar, "strict=true").jvm("-Dprocex.strict=false"),
            HostJvm.withAgentJar(jdk, jar, "strict=true").env("PROCEX_ENABLED", "false"));
    for (HostJvm host : lenient) {
      Result result = host.run(Launch.class, "/bin/true");
      assertEquals("0", result.line("exit "), result::toString);
      assertEquals("", result.err());
    }
  }

  @OnOneJdk
  void strictWorksWhereAllIsWell(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk, "strict=true").run(Launch.class, "/bin/true");
    result.assertLaunchedByCore(1);
    assertEquals("", result.err());
  }

  @OnOneJdk
  void strictEndsTheStartWhereTheCoreCannotLaunch(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "strict=true")
            .by(Artifacts.fault().toString(), "pipe2=EPERM", "--")
            .run(Launch.class, "/bin/true");
    NotStarted.check(jdk, result, "shared-table refused: step pipe, EPERM");
  }

  @OnOneJdk
  void agentNamedTwiceIsInstalledOnce(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk)
            .jvm("-javaagent:" + Artifacts.agentJar() + "=enabled=false")
            .run(Launch.class, "/bin/true");
    result.assertLaunchedByCore(1);
    assertTrue(result.out().contains("log: already started"), result.toString());
    assertEquals("", result.err());
  }

  @OnOneJdk
  void commaInAPathIsEscaped(Jdk jdk) throws Exception {
    Path folder = Files.createDirectory(directory.resolve("a,b"));
    Path library = Files.copy(Artifacts.nativeLibrary(), folder.resolve("x.so"));
    Result result =
        HostJvm.withAgent(jdk, "native=" + library.toString().replace(",", "\\,"))
            .run(Launch.class, "/bin/true");
    result.assertLaunchedByCore(1);
  }
}
