package io.procex.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInTest {
  private static final String OVERRIDE = "/etc/systemd/system/app.service.d/override.conf";

  @TempDir Path directory;
  private SystemRoot root;
  private DropIn dropIn;

  @BeforeEach
  void enable() throws Exception {
    root = new SystemRoot(directory);
    root.unit("app.service", "Environment=O=-Da", "ExecStart=/usr/bin/java $JAVA_OPTS -jar /a.jar");
    Plan plan = root.plan("app", "");
    dropIn = plan.dropIn();
    root.carryOut(plan);
  }

  private String missing() throws Exception {
    return Reach.of(root.load("app")).missing();
  }

  @Test
  void fileAndEmptyDirectoryAreRemoved() throws Exception {
    assertTrue(dropIn.remove());
    assertFalse(Files.exists(dropIn.file().getParent()));
    assertFalse(dropIn.remove());
  }

  @Test
  void filesOfOthersStay() throws Exception {
    Path other = root.file(OVERRIDE, "[Service]\n");
    assertTrue(dropIn.remove());
    assertTrue(Files.exists(other));
  }

  @Test
  void changedFileIsNotRemoved() throws Exception {
    Files.writeString(dropIn.file(), dropIn.read() + "Environment=MINE=1\n");
    String changed = assertThrows(Refusal.class, dropIn::remove).getMessage();
    assertTrue(changed.contains("was changed since"), changed);
    assertThrows(Refusal.class, () -> root.plan("app", ""));
    Files.writeString(dropIn.file(), "[Service]\n");
    String foreign = assertThrows(Refusal.class, dropIn::remove).getMessage();
    assertTrue(foreign.contains("not written by this command"), foreign);
    assertTrue(Files.exists(dropIn.file()));
  }

  @Test
  void flagInForceIsTold() throws Exception {
    assertNull(missing());
    root.file("/etc/app", "JAVA_OPTS=-Db\n");
    root.file(OVERRIDE, "[Service]\nEnvironmentFile=/etc/app\n");
    assertEquals("/etc/app hides JAVA_OPTS", missing());
    root.file(OVERRIDE, "[Service]\nUnsetEnvironment=JAVA_OPTS\n");
    assertEquals("UnsetEnvironment= hides JAVA_OPTS", missing());
    root.file(OVERRIDE, "[Service]\nEnvironment=JAVA_OPTS=-Dnew\n");
    assertEquals(
        "JAVA_OPTS in " + OVERRIDE + " has changed since: enable app.service again", missing());
    root.carryOut(root.plan("app", ""));
    assertNull(missing());
    root.file(OVERRIDE, "[Service]\n");
    assertEquals("the value that it keeps has changed since: enable app.service again", missing());
    dropIn.remove();
    assertEquals("no drop-in: procex-agent enable app.service", missing());
  }

  @Test
  void jarThatTheUnitMayNotSeeIsRefused() throws Exception {
    Unit unit = root.load("app");
    VisibleJar.check(unit, SystemRoot.JAR);
    assertThrows(Refusal.class, () -> VisibleJar.check(unit, "relative.jar"));
    assertThrows(Refusal.class, () -> VisibleJar.check(unit, "/no/such.jar"));
    root.file("/root/a.jar", "");
    root.file("/tmp/a.jar", "");
    VisibleJar.check(unit, "/root/a.jar");
    root.file(OVERRIDE, "[Service]\nProtectHome=yes\nPrivateTmp=true\nUser=app\n");
    Unit confined = root.load("app");
    VisibleJar.check(confined, SystemRoot.JAR);
    for (String jar : new String[] {"/root/a.jar", "/tmp/a.jar"}) {
      String hidden =
          assertThrows(Refusal.class, () -> VisibleJar.check(confined, jar)).getMessage();
      assertTrue(hidden.startsWith("app.service: does not see " + jar), hidden);
    }
    root.link("/opt/a.jar", "/root/a.jar");
    String led =
        assertThrows(Refusal.class, () -> VisibleJar.check(confined, "/opt/a.jar")).getMessage();
    assertTrue(led.startsWith("app.service: does not see /root/a.jar"), led);
    Files.setPosixFilePermissions(
        directory.resolve("usr/share"), PosixFilePermissions.fromString("rwxr-x---"));
    String closed =
        assertThrows(Refusal.class, () -> VisibleJar.check(confined, SystemRoot.JAR)).getMessage();
    assertTrue(closed.contains("the unit's user may not enter /usr/share"), closed);
  }
}
