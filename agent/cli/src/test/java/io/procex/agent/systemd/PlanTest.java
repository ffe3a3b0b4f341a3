package io.procex.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final String FLAG = "-javaagent:" + SystemRoot.JAR;
  private static final String KAFKA = "ExecStart=/opt/kafka/bin/kafka-server-start.sh /etc/k.conf";

  @TempDir Path directory;
  private SystemRoot root;

  @BeforeEach
  void makeRoot() throws Exception {
    root = new SystemRoot(directory);
  }

  private String refusal(String unit) {
    return assertThrows(Refusal.class, () -> root.plan(unit, "")).getMessage();
  }

  @Test
  void flagGoesIntoTheVariableOfTheHost() throws Exception {
    root.unit("kafka.service", KAFKA);
    assertEquals(
        "Environment=\"KAFKA_OPTS=" + FLAG + "=log=/var/log/k.json\"",
        root.planned("kafka", "log=/var/log/k.json"));
    assertEquals("kafka.service: Apache Kafka: KAFKA_OPTS", root.plan("kafka", "").finding());
  }

  @Test
  void valueInForceStays() throws Exception {
    root.unit("kafka.service", "Environment=KAFKA_OPTS=-Da=1", KAFKA);
    root.file(
        "/etc/systemd/system/kafka.service.d/override.conf",
        "[Service]\nEnvironment=\"KAFKA_OPTS=-Dname=%n -Db=\\\"x\\\"\" OTHER=1\n");
    assertEquals(
        "Environment=\"KAFKA_OPTS=-Dname=%n -Db=\\\"x\\\" " + FLAG + "\"",
        root.planned("kafka", ""));
  }

  @Test
  void enablingAgainKeepsNothingOfItsOwn() throws Exception {
    root.unit("kafka.service", "Environment=KAFKA_OPTS=-Da=1", KAFKA);
    root.carryOut(root.plan("kafka", ""));
    String again = root.planned("kafka", "sweep=launch");
    assertEquals("Environment=\"KAFKA_OPTS=-Da=1 " + FLAG + "=sweep=launch\"", again);
  }

  /** EnvironmentFile= wins over Environment= wherever it stands. */
  @Test
  void variableThatAnEnvironmentFileSetsIsLeftAlone() throws Exception {
    root.unit("kafka.service", KAFKA);
    root.file(
        "/etc/systemd/system/kafka.service.d/a.conf",
        "[Service]\nEnvironmentFile=-/etc/default/%N\nEnvironmentFile=-/etc/k*.env\n");
    assertTrue(root.planned("kafka", "").contains("KAFKA_OPTS"));
    root.file("/etc/default/kafka", "#KAFKA_OPTS=no\nKAFKA_HEAP_OPTS=-Xmx1g\n");
    assertTrue(root.planned("kafka", "").contains("KAFKA_OPTS"));
    root.file("/etc/k1.env", "KAFKA_OPTS='-Dx=1'\n");
    assertEquals(
        "kafka.service: /etc/k1.env sets KAFKA_OPTS, which wins over a drop-in: add to its value"
            + " there "
            + FLAG
            + ", or choose another variable, such as --variable JAVA_TOOL_OPTIONS",
        refusal("kafka"));
    Plan other = new Plan(root.load("kafka"), SystemRoot.JAR, "", "JAVA_TOOL_OPTIONS");
    assertEquals("Environment=\"JAVA_TOOL_OPTIONS=" + FLAG + "\"", SystemRoot.assignments(other));
  }

  @Test
  void secondVariableIsTakenWhereTheFirstIsSetElsewhere() throws Exception {
    root.unit(
        "cassandra.service",
        "EnvironmentFile=/etc/default/cassandra",
        "ExecStart=/usr/sbin/cassandra -f");
    root.file("/etc/default/cassandra", "JVM_EXTRA_OPTS=-Dx=1\n");
    assertEquals("Environment=\"JVM_OPTS=" + FLAG + "\"", root.planned("cassandra", ""));
  }

  @Test
  void variableThatASourcedFileOverwritesIsLeftAlone() throws Exception {
    root.unit("tomcat10.service", "ExecStart=/bin/sh /usr/libexec/tomcat10/tomcat-start.sh");
    root.file("/etc/default/tomcat10", "JAVA_OPTS=x\nCATALINA_OPTS=\"$CATALINA_OPTS -Dx\"\n");
    assertTrue(root.planned("tomcat10", "").contains("CATALINA_OPTS"));
    root.file("/etc/default/tomcat10", " export CATALINA_OPTS=-Dx\n");
    assertTrue(
        refusal("tomcat10").contains("/etc/default/tomcat10 sets CATALINA_OPTS, and the start"));
  }

  @Test
  void variableThatDoesNotGetThroughIsLeftAlone() throws Exception {
    root.unit("kafka.service", "UnsetEnvironment=KAFKA_OPTS", KAFKA);
    assertTrue(refusal("kafka").contains("UnsetEnvironment= removes KAFKA_OPTS"));
    root.unit("kafka.service", "PassEnvironment=KAFKA_OPTS", KAFKA);
    assertTrue(refusal("kafka").contains("PassEnvironment= takes KAFKA_OPTS from"));
    root.unit("kafka.service", KAFKA);
    root.file(
        "/etc/systemd/system/kafka.service.d/zz.conf", "[Service]\nEnvironment=KAFKA_OPTS=-Dz\n");
    assertTrue(
        refusal("kafka")
            .contains(
                "kafka.service.d/zz.conf is read after"
                    + " /etc/systemd/system/kafka.service.d/procex-agent.conf"));
  }

  @Test
  void javaItselfTakesItsOwnVariable() throws Exception {
    root.unit("app.service", "ExecStart=/usr/bin/java -Xmx1g $JAVA_ARGS -jar /a.jar $APP_ARGS");
    assertEquals("Environment=\"JAVA_ARGS=" + FLAG + "\"", root.planned("app", ""));
    root.unit("app.service", "ExecStart=/bin/sh -c 'exec java ${JAVA_OPTS} -jar /a.jar'");
    assertEquals("Environment=\"JAVA_OPTS=" + FLAG + "\"", root.planned("app", ""));
    for (String command :
        List.of(
            "@/usr/bin/java app -jar /a.jar $JAVA_OPTS",
            "-/usr/bin/java ${JAVA_OPTS} -jar /a.jar",
            "/usr/bin/nice -n 5 /opt/jdk/bin/java -cp $CP -m app/app.Main")) {
      root.unit("app.service", "ExecStart=" + command);
      assertEquals("Environment=\"JAVA_TOOL_OPTIONS=" + FLAG + "\"", root.planned("app", ""));
    }
    assertTrue(root.plan("app", "").notes().get(0).contains("one line about it on stderr"));
  }

  @Test
  void managersDefaultStays() throws Exception {
    root.file("/etc/systemd/system.conf", "[Manager]\nDefaultEnvironment=JAVA_TOOL_OPTIONS=-Da\n");
    root.unit("app.service", "ExecStart=/usr/bin/java -jar /a.jar");
    assertEquals("Environment=\"JAVA_TOOL_OPTIONS=-Da " + FLAG + "\"", root.planned("app", ""));
  }

  /** A start script gives its variable to a shell, some a second time. */
  @Test
  void optionsThatAShellWouldChangeAreVariables() throws Exception {
    root.unit("kafka.service", KAFKA);
    assertEquals(
        "Environment=\"KAFKA_OPTS="
            + FLAG
            + "\"\nEnvironment=\"PROCEX_LOG_REDACT=a$b|%%c\\\\d,e\"\n"
            + "Environment=\"PROCEX_SYSTEMCALLFILTER=~@mount \\\"x\\\"\"",
        root.planned("kafka", "log.redact=a$b|%c\\d\\,e,SystemCallFilter=~@mount \"x\""));
    root.carryOut(root.plan("kafka", "log.redact=a$b|%c\\d\\,e"));
    assertEquals("a$b|%%c\\d,e", root.value("kafka", "PROCEX_LOG_REDACT"));
    assertEquals(
        "Environment=\"KAFKA_OPTS=" + FLAG + "=log=/a%%b.json\"",
        root.planned("kafka", "log=/a%b.json"));
    assertThrows(Refusal.class, () -> root.plan("kafka", "a b"));
  }

  @Test
  void jarWhoseNameAStartScriptWouldChangeIsRefused() throws Exception {
    root.unit("kafka.service", KAFKA).unit("app.service", "ExecStart=/usr/bin/java -jar /a.jar");
    for (String jar : List.of("/opt/a b/agent.jar", "/opt/$x/agent.jar", "/opt/a;b/agent.jar")) {
      assertTrue(
          assertThrows(Refusal.class, () -> new Plan(root.load("kafka"), jar, "", null))
              .getMessage()
              .contains("a start script would divide or change this path"));
      assertEquals(
          "Environment=\"JAVA_TOOL_OPTIONS='-javaagent:" + jar + "'\"",
          SystemRoot.assignments(new Plan(root.load("app"), jar, "", null)));
    }
    assertThrows(Refusal.class, () -> new Plan(root.load("app"), "/a=b.jar", "", null));
  }

  @Test
  void flagThatIsThereAlreadyIsNotGivenTwice() throws Exception {
    root.unit("kafka.service", "Environment=KAFKA_OPTS=-javaagent:/x/procex-agent.jar=a", KAFKA);
    assertEquals(
        "kafka.service: has the flag already: /usr/lib/systemd/system/kafka.service",
        refusal("kafka"));
    root.unit("app.service", "ExecStart=/usr/bin/java -javaagent:" + SystemRoot.JAR + " -jar /a");
    assertTrue(refusal("app").contains("ExecStart="));
    root.unit("tomcat10.service", "ExecStart=/x/catalina.sh run");
    root.file("/etc/default/tomcat10", "CATALINA_OPTS=\"$CATALINA_OPTS " + FLAG + "\"\n");
    assertTrue(refusal("tomcat10").contains("/etc/default/tomcat10"));
  }

  @Test
  void anotherAgentStaysAndIsNamed() throws Exception {
    root.unit("kafka.service", "Environment=KAFKA_OPTS=-javaagent:/otel.jar=x", KAFKA);
    assertEquals(
        "another agent is there, and stays: -javaagent:/otel.jar"
            + " (/usr/lib/systemd/system/kafka.service)",
        root.plan("kafka", "").notes().get(0));
    assertTrue(root.planned("kafka", "").contains("-javaagent:/otel.jar=x " + FLAG));
  }

  @Test
  void programWithoutJavaIsRefused() throws Exception {
    root.unit("ssh.service", "ExecStart=/usr/sbin/sshd -D $SSHD_OPTS");
    assertTrue(refusal("ssh").startsWith("ssh.service: no Java is seen in its ExecStart (/usr"));
    root.unit("x.service", "ExecStart=/usr/bin/sudo -u x /usr/bin/java -jar /a.jar");
    assertTrue(refusal("x").contains("which may drop the unit's variables"));
    root.unit("solr.service", "ExecStart=/etc/init.d/solr start");
    assertTrue(refusal("solr").contains("starts a SysV script"));
    root.unit("empty.service", "Type=oneshot");
    assertTrue(refusal("empty").contains("no Java is seen"));
  }

  @Test
  void unitWithAnotherScriptIsKnownByItsName() throws Exception {
    root.unit("kafka-broker.service", "ExecStart=/opt/start-broker");
    assertTrue(refusal("kafka-broker").contains("no Java is seen"));
    root.file("/opt/start-broker", "#!/bin/sh\nexec java $KAFKA_OPTS kafka.Kafka\n");
    assertTrue(root.planned("kafka-broker", "").contains("KAFKA_OPTS"));
  }
}
