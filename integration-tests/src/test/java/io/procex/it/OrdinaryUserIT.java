package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A JVM that is not root's, as most are, also if privileges cannot be gained again. */
class OrdinaryUserIT {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65533", "--regid=65533", "--clear-groups");

  private static String[] asNobody(String... command) {
    List<String> all = new ArrayList<>(AS_NOBODY);
    all.addAll(List.of(command));
    return all.toArray(String[]::new);
  }

  @BeforeEach
  void needsAnotherUserWhoCanReadTheBuild() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    String jar = Artifacts.agentJar().toString();
    String child = Artifacts.reportChild().toString();
    assumeTrue(
        new ProcessBuilder(asNobody("test", "-r", jar, "-a", "-x", child)).start().waitFor() == 0,
        "the build lies in a directory that other users cannot enter");
  }

  private static Result report(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    assertEquals("0", result.line("exit "), result::toString);
    return result;
  }

  @OnEachJdk
  void launchesGoThroughTheCore(Jdk jdk) throws Exception {
    Result result = report(HostJvm.withAgent(jdk).by(asNobody()));
    result.assertLaunchedByCore(1);
    assertEquals("0 1 2", result.line("out fds "));
  }

  @OnEachJdk
  void noNewPrivilegesMakeNoDifference(Jdk jdk) throws Exception {
    Result result =
        report(HostJvm.withAgent(jdk).by(asNobody("setpriv", "--no-new-privs", "--inh-caps=-all")));
    result.assertLaunchedByCore(1);
  }

  /** The nearest possible limit is set, and the launch goes on. */
  @OnEachJdk
  void limitThatOnlyRootMaySetIsSetAsNearAsPossible(Jdk jdk) throws Exception {
    Result result =
        report(
            HostJvm.withAgent(jdk, "LimitNOFILE=infinity")
                .by(asNobody("prlimit", "--nofile=600:600")));
    assertEquals("600 600", result.line("out nofile "));
    result.assertLaunchedByCore(1);
  }

  /** There root's directories belong to 65534, as those of all users that are not mapped. */
  @OnEachJdk
  void launchesGoThroughTheCoreInAUserNamespaceWithoutRoot(Jdk jdk) throws Exception {
    assumeTrue(
        new ProcessBuilder(asNobody("unshare", "-Ur", "true")).start().waitFor() == 0,
        "this kernel lets users make no user namespaces");
    for (String user : List.of("--map-root-user", "--map-user=1000")) {
      Result result = report(HostJvm.withAgent(jdk).by(asNobody("unshare", "-U", user)));
      result.assertLaunchedByCore(1);
      assertFalse(result.out().contains("other users can replace it"), result::toString);
    }
  }

  @OnEachJdk
  void rulesHoldInAUserNamespaceWithoutRoot(Jdk jdk) throws Exception {
    assumeTrue(
        new ProcessBuilder(asNobody("unshare", "-Ur", "true")).start().waitFor() == 0,
        "this kernel lets users make no user namespaces");
    Path rules = Files.createTempFile("rules", ".yaml");
    try {
      Files.writeString(
          rules,
          "version: 1\ndefault: {action: allow}\nrules:\n- {name: none, action: deny, executable: /bin/false}\n");
      Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
      HostJvm host =
          HostJvm.withAgent(jdk, "rules=" + rules).by(asNobody("unshare", "-U", "--map-user=1000"));
      Result result = report(host);
      result.assertLaunchedByCore(1);
      assertFalse(result.out().contains("other users can replace it"), result::toString);
    } finally {
      Files.delete(rules);
    }
  }
}
