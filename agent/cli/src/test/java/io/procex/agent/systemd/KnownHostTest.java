package io.procex.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownHostTest {
  /** Those that scripts fill with their defaults only if they are empty. */
  private static final Set<String> REPLACE_DEFAULTS =
      Set.of("ACTIVEMQ_OPTS", "JAVA_ARGS", "KAFKA_HEAP_OPTS", "FLINK_ENV_JAVA_OPTS");

  @Test
  void tableIsWellFormed() throws Exception {
    List<KnownHost> hosts = KnownHost.all();
    assertTrue(hosts.size() >= 15, hosts.size() + " hosts");
    Set<String> names = new HashSet<>();
    for (KnownHost host : hosts) {
      assertTrue(names.add(host.name), host.name + " is there twice");
      assertFalse(host.commands.isEmpty(), host.name + " has no command");
      assertFalse(host.variables.isEmpty(), host.name + " has no variable");
      assertFalse(host.treatment.isEmpty(), host.name + " says nothing of the value");
      // A file, and a version or a commit.
      assertTrue(host.source.matches(".+ [0-9a-f.+~-]{5,}.*: .+"), host.name + ": " + host.source);
      for (String variable : host.variables) {
        assertTrue(variable.matches("[A-Z][A-Z_]+"), host.name + ": " + variable);
        assertFalse(REPLACE_DEFAULTS.contains(variable), host.name + ": " + variable);
      }
      host.files.forEach(file -> assertTrue(file.startsWith("/"), host.name + ": " + file));
    }
  }

  /** Else the order of the lines decides. */
  @Test
  void noCommandIsOfTwoHosts() throws Exception {
    List<String> twice = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (KnownHost host : KnownHost.all()) {
      host.commands.stream().filter(command -> !seen.add(command)).forEach(twice::add);
    }
    assertEquals(List.of(), twice);
  }

  @Test
  void lineWithMissingColumnsIsNotRead() {
    assertThrows(IllegalArgumentException.class, () -> KnownHost.of("a | b | c"));
  }

  @Test
  void patternsAreOfWholeNames() {
    List<String> globs = List.of("kafka*", "*/es/bin/x", "a.b");
    for (String name : List.of("kafka", "/opt/kafka-1", "/usr/es/bin/x", "a.b")) {
      assertTrue(Globs.match(globs, name), name);
    }
    for (String name : List.of("akafka", "/opt/x", "axb", "/es/bin/xy")) {
      assertFalse(Globs.match(globs, name), name);
    }
  }
}
