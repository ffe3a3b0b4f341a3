package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Empty;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchFast;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import io.procex.it.support.NotStarted;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Records come to where log= says, or somebody hears of it. */
class LogPlacesIT {
  @TempDir Path directory;

  private static long launches(String text) {
    return text.lines().filter(line -> line.contains("\"event.name\":\"launch\"")).count();
  }

  @OnOneJdk
  void namesOfStreamsMeanTheStreams(Jdk jdk) throws Exception {
    String sinks = "log=stdout+/dev/stdout+/dev/fd/1+/proc/self/fd/1+stderr+/dev/stderr";
    Result result = HostJvm.withAgent(jdk, sinks, "strict=true").run(Launch.class, "/bin/true");
    assertEquals(4, launches(result.out()), result::toString);
    assertEquals(2, launches(result.err()), result::toString);
  }

  @OnOneJdk
  void readerOfAFifoGetsRecords(Jdk jdk) throws Exception {
    Path fifo = directory.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    HostJvm host = HostJvm.withAgent(jdk, "log=" + fifo, "strict=true");
    NotStarted.check(jdk, host.run(Launch.class, "/bin/true"), "nobody reads from " + fifo);
    Process reader =
        LeftProcesses.mark(new ProcessBuilder("timeout", "120", "cat", fifo.toString())).start();
    // It is opened once the reader is there, and has an end once both writers are gone.
    try (OutputStream untilTheHostEnds = Files.newOutputStream(fifo)) {
      assertEquals(0, host.run(Launch.class, "/bin/true").exitCode());
      untilTheHostEnds.flush();
    }
    assertEquals(
        1, launches(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
  }

  @OnOneJdk
  void wrongPlacesEndAStrictStartAndRefuseAnAttachment(Jdk jdk) throws Exception {
    String missing = directory + "/missing/log";
    String reason = "there is no directory " + directory.toRealPath() + "/missing";
    HostJvm strict = HostJvm.withAgent(jdk, "log=" + missing + "+unix:" + missing, "strict=true");
    Result result = strict.run(Empty.class);
    NotStarted.check(jdk, result, reason);
    assertTrue(result.err().contains("there is no socket " + missing), result::toString);
    Result told = HostJvm.withAgent(jdk, "log=" + missing).run(Launch.class, "/bin/true");
    assertEquals("0", told.line("exit "), told::toString);
    assertEquals(1, told.err().lines().count(), told::toString);
    assertTrue(told.err().contains(reason), told::toString);
    HostJvm silent = HostJvm.withAgent(jdk, "log=" + missing, "notice=off");
    assertEquals("", silent.run(Launch.class, "/bin/true").err());
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      for (String option : List.of("log=" + missing, "tmpdir=" + missing, "native=" + missing)) {
        AgentCommand.Outcome outcome = AgentCommand.attach(host.pid(), option);
        assertEquals(1, outcome.exitCode(), outcome::toString);
        assertTrue(outcome.err().contains("refused: option '"), outcome::toString);
      }
    }
  }

  /** As if the application had made them: two JVMs rename one log as fast as they can. */
  @OnOneJdk
  void jvmsThatShareARotatedLogLoseNothing(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    HostJvm host =
        HostJvm.withAgent(jdk, "log=" + log, "log.size=8K", "log.keep=1000", "log.stack=0");
    List<Process> jvms = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      jvms.add(host.start(LaunchFast.class, "1", "200", "100"));
    }
    for (Process jvm : jvms) {
      jvm.getInputStream().readAllBytes();
      assertEquals(0, jvm.waitFor());
    }
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    assertEquals(400, launches(all.toString()));
    assertFalse(all.toString().contains("procex.dropped"));
  }

  /** It may launch, and nothing else. */
  @OnOneJdk
  void launchesUnderASecurityManagerAreRecorded(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() < 24, "JDK 24 has no security manager (JEP 486)");
    String grants =
        """
        grant codeBase "%s" { permission java.security.AllPermission; };
        grant { permission java.io.FilePermission "<<ALL FILES>>", "execute"; };
        """
            .formatted(Artifacts.agentJar().toUri());
    Path policy = Files.writeString(directory.resolve("policy"), grants);
    Path log = directory.resolve("log");
    HostJvm managed =
        HostJvm.withAgent(jdk, "log=" + log, "log.env=names", "log.descriptors=list", "jmx=true")
            .jvm("-Djava.security.manager", "-Djava.security.policy==" + policy);
    try (Conversation host = new Conversation(managed)) {
      host.ask("/bin/true");
      host.ask("/no/such/program");
      host.end();
    }
    RecordLog records = RecordLog.read(log);
    assertEquals(1, records.events("launch").size(), records::toString);
    assertEquals(1, records.events("launch-failed").size(), records::toString);
    assertEquals(1, records.events("exit").size(), records::toString);
    String caller = String.valueOf(records.events("launch").get(0).get("code.function.name"));
    assertTrue(caller.startsWith(Launch.class.getName()), caller);
  }
}
