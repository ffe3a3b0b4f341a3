package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Capabilities and keyrings of children of a JVM of root's, which keeps its own. */
@Tag(Jdk.ONCE)
class PrivilegesIT {
  private static final String REPORT = "Environment=REPORT_KEYRING=1";
  private static final String NONE = "0000000000000000";

  @TempDir Path directory;

  @BeforeEach
  void needsRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root has capabilities");
  }

  private static String keyring(Result result) {
    return result.line("out keyring ");
  }

  @OnEachJdk
  void childHasTheCapabilitiesThatAreLeftAndANewKeyring(Jdk jdk) throws Exception {
    Result result =
        Hardened.report(
            jdk,
            "CapabilityBoundingSet=CAP_CHOWN CAP_KILL",
            "AmbientCapabilities=CAP_KILL",
            "KeyringMode=private",
            REPORT,
            "required=all");
    assertEquals("0000000000000021", result.line("out CapBnd:\t"));
    assertEquals("0000000000000021", result.line("out CapPrm:\t"));
    assertEquals("0000000000000020", result.line("out CapAmb:\t"));
    assertEquals("1", result.line("out dumpable "));
    Result other = Hardened.report(jdk, "KeyringMode=inherit", REPORT);
    assertNotEquals(keyring(other), keyring(result));
    assertEquals(NONE, other.line("out CapAmb:\t"));
  }

  @OnEachJdk
  void programOfRootReadsNoFileOfOthersWithoutTheRightTo(Jdk jdk) throws Exception {
    Path file = Files.writeString(directory.resolve("of-nobody-" + jdk.feature()), "secret");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String read = "cat " + file + " 2>&1";
    assertEquals("secret", Hardened.shell(jdk, read).line("out "));
    Result denied =
        Hardened.shell(
            jdk,
            read,
            "CapabilityBoundingSet=~CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH",
            "required=all");
    assertTrue(denied.line("out ").endsWith("Permission denied"), denied.toString());
  }

  /** A JVM without CAP_SETPCAP can take nothing away, and says so. */
  @OnEachJdk
  void jvmWithoutTheRightToTakeThemAwayRefusesTheLaunchOrTells(Jdk jdk) throws Exception {
    String setting = "CapabilityBoundingSet=none";
    String required =
        launched(HostJvm.withAgent(jdk, setting, "required=all"))
            .line("exception java.io.IOException: Cannot run program \"/bin/true\": ");
    assertEquals(
        "procex-agent: CapabilityBoundingSet cannot be set, error: 1 (Operation not permitted)",
        required);
    Path log = directory.resolve("log-" + jdk.feature());
    Result told = launched(HostJvm.withAgent(jdk, setting, "log=" + log));
    assertEquals("0", told.line("exit "));
    assertTrue(
        Files.readString(log)
            .contains("\"procex.settings.missed\":[\"CapabilityBoundingSet EPERM\"]"),
        () -> log + " does not tell it");
  }

  private static Result launched(HostJvm host) throws Exception {
    List<String> powerless = List.of("setpriv", "--bounding-set", "-setpcap", "--inh-caps", "-all");
    host.by(powerless.toArray(String[]::new));
    return host.run(Launch.class, "/bin/true");
  }
}
