package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each option is in force as it is written, or what is wrong with it is told. */
class OptionValuesTest {
  @TempDir Path directory;

  private static void assertProblem(String problem, AgentOptions options) {
    assertEquals(Collections.singletonList(problem), options.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled=false",
        "strict=true",
        "lockdown=exec-required",
        "children=strip",
        "reaper=jdk",
        "sweep=launch",
        "ReapOrphans=auto",
        "trace.children=env",
        "log=stderr+jfr",
        "log.format=otlp",
        "log.args=none",
        "log.redact=PIN\\d+",
        "log.stack=1024",
        "log.env=names",
        "log.descriptors=list",
        "log.hash=sha256",
        "log.size=0",
        "log.keep=1000",
        "jmx=true",
        "notice=off",
        "rules=/etc/rules.yaml",
        "rules.watch=launch"
      })
  void valueOtherThanTheDefaultIsInForce(String option) {
    String key = option.substring(0, option.indexOf('='));
    AgentOptions options = new AgentOptions(option);
    assertEquals(Collections.emptyList(), options.problems());
    assertEquals(option, key + "=" + options.inForce().get(key));
    assertNotEquals(options.inForce().get(key), AgentOptions.byDefault().inForce().get(key));
  }

  @Test
  void whatNobodyHasSetHasTheDefaultsOfTheDocumentation() {
    AgentOptions options = new AgentOptions("");
    assertEquals(
        "{enabled=true, strict=false, lockdown=off, LimitNOFILE=select-safe, children=keep,"
            + " reaper=pidfd, sweep=off, ReapOrphans=off, trace.children=off, native=, tmpdir=,"
            + " log=, log.format=json, log.args=redacted, log.redact=, log.stack=10, log.env=none,"
            + " log.descriptors=count, log.hash=none, log.size=104857600, log.keep=5, jmx=false,"
            + " notice=on, profile=, required=, rules=, rules.watch=off}",
        options.inForce().toString());
    assertEquals(options.inForce(), AgentOptions.byDefault().inForce());
    assertEquals(Collections.emptyList(), AgentOptions.byDefault().problems());
  }

  @Test
  void partsOfTheAgentSeeWhatIsInForce() {
    AgentOptions options =
        new AgentOptions(
            "reaper=jdk,sweep=launch,trace.children=env,notice=off,rules=/r,rules.watch=launch,"
                + "log.args=full,log.redact=a,log.env=names,log.descriptors=list,log.hash=sha256,"
                + "log.keep=2,jmx=true");
    assertFalse(options.watchesByPidfd());
    assertTrue(options.sweeps());
    assertTrue(options.tracesChildren());
    assertFalse(options.notices());
    assertEquals("/r", options.rules());
    assertTrue(options.watchesRules());
    assertEquals("full", options.log().arguments());
    assertEquals("a", options.log().redacted().toString());
    assertTrue(options.log().environmentNames());
    assertEquals("list", options.log().descriptors());
    assertTrue(options.log().hashes());
    assertEquals(2, options.log().kept());
    assertTrue(options.log().jmx());
  }

  @Test
  void partsOfTheAgentSeeTheDefaults() {
    AgentOptions options = AgentOptions.byDefault();
    assertTrue(options.watchesByPidfd());
    assertFalse(options.sweeps());
    assertFalse(options.tracesChildren());
    assertTrue(options.notices());
    assertNull(options.rules());
    assertFalse(options.watchesRules());
    assertNull(options.childSettings());
    assertEquals("redacted", options.log().arguments());
    assertNull(options.log().redacted());
    assertFalse(options.log().environmentNames());
    assertEquals("count", options.log().descriptors());
    assertFalse(options.log().hashes());
    assertFalse(options.log().jmx());
  }

  @Test
  void childOfAFallbackLacksWhatWasAskedFor() {
    String all =
        "rules=/r,children=strip,sweep=launch,ReapOrphans=auto,trace.children=env,UMask=077";
    AgentOptions options = new AgentOptions(all);
    assertEquals(
        Arrays.asList("rules", "children", "sweep", "ReapOrphans", "trace.children", "UMask"),
        options.asked());
    assertTrue(options.areForStart());
    assertEquals(Collections.emptyList(), new AgentOptions(all + ",enabled=false").asked());
    assertEquals(Collections.emptyList(), new AgentOptions("UMask=x").asked());
    assertTrue(new AgentOptions("strict=true").areForStart());
    assertFalse(new AgentOptions("jmx=true").areForStart());
  }

  @Test
  void fallbackIsRefusedIfSomethingIsRequiredOrDecided() {
    assertTrue(new AgentOptions("strict=true").refusesFallbacks());
    assertTrue(new AgentOptions("rules=/r").refusesFallbacks());
    assertTrue(new AgentOptions("UMask=077,required=UMask").refusesFallbacks());
    assertFalse(new AgentOptions("UMask=077").refusesFallbacks());
    assertFalse(new AgentOptions("").refusesFallbacks());
  }

  @Test
  void settingsAreNotReadIfTheAgentIsSwitchedOff() {
    AgentOptions options = new AgentOptions("enabled=false,UMask=x,LimitNOFILE=7");
    assertNull(options.childSettings());
    assertEquals(Collections.emptyList(), options.problems());
    assertEquals("select-safe", options.inForce().get("LimitNOFILE"));
  }

  @Test
  void eachOfProfileAndRequiredIsASettingByItself() {
    assertEquals("0", new AgentOptions("profile=safe").inForce().get("LimitCORE"));
    assertProblem(
        "option 'required' has the value 'UMask': 'UMask' is not set",
        new AgentOptions("required=UMask"));
  }

  @Test
  void libraryThatCannotBeReadIsToldAndNoOtherIsTaken() throws Exception {
    Path library = Files.createFile(directory.resolve("lib.so"));
    assertEquals(Collections.emptyList(), new AgentOptions("native=" + library).problems());
    AgentOptions missing = new AgentOptions("native=/no/such.so");
    assertProblem(
        "option 'native' has the value '/no/such.so': expected a file that can be read", missing);
    assertEquals("/no/such.so", missing.nativePath());
    assertFalse(new AgentOptions("native=" + directory).problems().isEmpty());
    AgentOptions empty = new AgentOptions("native=");
    assertProblem("option 'native' has the value '': expected a path", empty);
    assertNull(empty.nativePath());
  }

  @Test
  void directoryInWhichNothingCanBeMadeIsTold() throws Exception {
    assertEquals(Collections.emptyList(), new AgentOptions("tmpdir=" + directory).problems());
    Path file = Files.createFile(directory.resolve("file"));
    assertTrue(file.toFile().setExecutable(true));
    AgentOptions wrong = new AgentOptions("tmpdir=" + file);
    assertProblem(
        "option 'tmpdir' has the value '"
            + file
            + "': expected a directory in which files can be made",
        wrong);
    assertEquals(file.toString(), wrong.tmpdir());
  }

  @Test
  void numberBeyondItsBoundsIsToldAndTheDefaultTaken() {
    AgentOptions options = new AgentOptions("log.stack=1025");
    assertProblem(
        "option 'log.stack' has the value '1025': expected a number from 0 to 1024", options);
    assertEquals(10, options.log().stackDepth());
    assertEquals(5, new AgentOptions("log.keep=1001").log().kept());
    assertEquals(0, new AgentOptions("log.keep=0").log().kept());
  }

  @Test
  void emptyPartsOfALogAreNone() {
    assertEquals(Arrays.asList("jfr"), new AgentOptions("log=+jfr+").log().sinks());
    assertNull(new AgentOptions("log.redact=").log().redacted());
  }

  @Test
  void placeToWhichNoRecordCanGoIsToldAndKept() {
    String socket = directory.resolve("none").toString();
    AgentOptions options = new AgentOptions("log=unix:" + socket);
    String problem = options.problems().get(0);
    assertTrue(problem.endsWith("there is no socket " + socket), problem);
    assertEquals(Collections.singletonList(problem), options.log().misplaced());
    assertEquals(Collections.singletonList("unix:" + socket), options.log().sinks());
    assertEquals(Collections.emptyList(), new AgentOptions("log=jfr").log().misplaced());
  }

  @Test
  void optionsOfTheLogAreEqualIfAllTheirValuesAre() {
    LogOptions log = new AgentOptions("log=/x,log.keep=7").log();
    assertEquals(log, new AgentOptions("log.keep=7,log=/x").log());
    assertEquals(log.hashCode(), new AgentOptions("log.keep=7,log=/x").log().hashCode());
    assertNotEquals(log, new AgentOptions("log=/x,log.keep=8").log());
    assertNotEquals(log, new Object());
  }
}
