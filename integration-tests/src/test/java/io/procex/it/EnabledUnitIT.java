package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands enable, check and disable of the built jar, on a system's files without a systemd:
 * the unit is started with the variables that its drop-in sets. Under a booted systemd, with
 * Debian's Tomcat, integration-tests/systemd/tomcat does the same.
 */
@Tag(Jdk.ONCE)
class EnabledUnitIT {
  private static final String UNIT = "kafka.service";
  private static final String JAR = "/opt/procex-agent.jar";
  private static final Pattern ENVIRONMENT = Pattern.compile("(?m)^Environment=\"(\\w+)=(.*)\"$");

  @TempDir Path root;
  private Path script;
  private Path dropIn;

  @BeforeEach
  void makeSystem() throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    script = root.resolve("opt/kafka/bin/kafka-server-start.sh");
    Files.createDirectories(script.getParent());
    Files.copy(Artifacts.agentJar(), root.resolve(JAR.substring(1)));
    Path unit = root.resolve("usr/lib/systemd/system/" + UNIT);
    Files.createDirectories(unit.getParent());
    Files.writeString(
        unit,
        """
        [Service]
        ExecStart=/opt/kafka/bin/kafka-server-start.sh
        Environment=KAFKA_OPTS=-Dkept=1
        """);
    dropIn = root.resolve("etc/systemd/system/" + UNIT + ".d/procex-agent.conf");
  }

  private AgentCommand.Outcome run(String command, String... more) throws Exception {
    String[] all = new String[more.length + 3];
    all[0] = command;
    all[1] = UNIT;
    all[2] = "--root=" + root;
    System.arraycopy(more, 0, all, 3, more.length);
    return AgentCommand.run(all);
  }

  /** What systemd would set: the values here have no escapes but doubled percent signs. */
  private Map<String, String> environment() throws Exception {
    Map<String, String> variables = new TreeMap<>();
    Matcher set = ENVIRONMENT.matcher(Files.readString(dropIn));
    while (set.find()) {
      // In the root's own eyes the jar lies elsewhere.
      String value = set.group(2).replace("%%", "%").replace(JAR, root + JAR);
      variables.put(set.group(1), value);
    }
    return variables;
  }

  @Test
  void enabledUnitStartsWithTheAgentAndItsOwnOptions() throws Exception {
    Path records = root.resolve("records 1.json");
    String home = Jdk.some().get(0).home().toString();
    Files.writeString(
        script,
        "exec %s/bin/java $KAFKA_OPTS -cp \"$HOSTS\" %s /bin/true"
            .formatted(home, Launch.class.getName()));
    AgentCommand.Outcome enabled = run("enable", "log=" + records, "--jar=" + JAR);
    assertEquals("", enabled.err());
    assertTrue(enabled.out().startsWith("kafka.service: Apache Kafka: KAFKA_OPTS\n"));
    assertTrue(
        enabled.out().endsWith("wrote /etc/systemd/system/" + UNIT + ".d/procex-agent.conf\n"));
    assertEquals(0, run("check").exitCode());

    ProcessBuilder start = new ProcessBuilder("/bin/sh", script.toString());
    start.environment().clear();
    start.environment().putAll(environment());
    start.environment().put("HOSTS", Artifacts.hosts().toString());
    assertTrue(start.environment().get("KAFKA_OPTS").startsWith("-Dkept=1 -javaagent:"));
    start.redirectErrorStream(true).redirectOutput(root.resolve("out").toFile());
    assertEquals(0, start.start().waitFor(), Files.readString(root.resolve("out")));
    assertTrue(Files.readString(records).contains("/bin/true"));
  }

  @Test
  void nothingIsLeftAndNothingIsWrittenWithoutNeed() throws Exception {
    assertTrue(run("enable", "--jar=" + JAR, "--dry-run").out().contains("[Service]\n"));
    assertFalse(Files.exists(dropIn.getParent()));
    assertEquals(1, run("check").exitCode());
    assertEquals(0, run("enable", "--jar=" + JAR).exitCode());
    assertTrue(run("enable", "--jar=" + JAR).out().contains("nothing to do: /etc/systemd/"));
    run("disable").assertIs(0, "removed /etc/systemd/system/" + UNIT + ".d/procex-agent.conf");
    assertFalse(Files.exists(dropIn.getParent()));
    run("disable")
        .assertIs(
            0, "nothing to do: there is no /etc/systemd/system/" + UNIT + ".d/procex-agent.conf");
    AgentCommand.Outcome wrong = run("enable", "sweeep=launch", "--jar=" + JAR);
    assertTrue(wrong.err().startsWith("options: unknown option 'sweeep'"), wrong.err());
    assertFalse(Files.exists(dropIn));
    AgentCommand.run("enable", "none", "--root=" + root).assertIs(1, "none.service: no such unit");
  }
}
