package io.procex.it.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnOneJdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of hostile hosts: goes through them with both forms of the jar, and prints a line for each:
 * the rung of the launch, what was set on the child, and where the library came from.
 */
class HostileHostsIT {
  @TempDir Path directory;

  @BeforeEach
  void needsRootAndMounts() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    MountNamespace.assumePossible();
  }

  @OnOneJdk
  void launchesGoThroughTheCoreWhereALibraryHasAnyWayIn(Jdk jdk) throws Exception {
    Ground ground = new Ground(directory);
    List<String> wrong = new ArrayList<>();
    for (HostileHost host : HostileHost.values()) {
      for (String jar : List.of(Ground.PLAIN, Ground.ONE_FILE)) {
        String told = ground.launch(jdk, host, jar);
        if (told.endsWith(Ground.IMPOSSIBLE + "\n")) {
          System.out.printf("%s | %s | SKIPPED: %s", jdk, host.description(), told);
          continue;
        }
        String line = summary(told);
        System.out.printf("%s | %s | %s | %s%n", jdk, host.description(), jar, line);
        String asked = host.hidesItsJvm() ? " list=0 status=0 attach=0" : "";
        boolean throughCore =
            line.startsWith(host.rung() + " | nofile=777 no_new_privs=1" + asked + " |");
        if (throughCore != host.allowsTheCore(jar.equals(Ground.ONE_FILE))) {
          wrong.add(host + " " + jar + ":\n" + told);
        }
        assertTrue(told.contains("\nexit 0\n"), told);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String summary(String told) {
    List<String> core = all("agent 1 ([-\\w]+), 0 failed, 0 fallbacks", told);
    return (core.isEmpty() ? "the JDK's way" : core.get(0))
        + " | "
        + String.join(" ", all("out ((nofile|no_new_privs|list|status|attach)=\\w*)", told))
        + " | "
        + String.join(" ", all("agent log: native library: (.*)", told));
  }

  private static List<String> all(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile("^" + pattern + "$", Pattern.MULTILINE).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
