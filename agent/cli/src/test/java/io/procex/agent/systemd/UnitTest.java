package io.procex.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitTest {
  private static final String JAVA = "ExecStart=/usr/bin/java -jar /a.jar";

  @TempDir Path directory;
  private SystemRoot root;

  @BeforeEach
  void makeRoot() throws Exception {
    root = new SystemRoot(directory);
  }

  private String refusal(String unit) {
    return assertThrows(Refusal.class, () -> root.load(unit)).getMessage();
  }

  @Test
  void unitsThatCannotBeStartedAreRefused() throws Exception {
    assertEquals("none.service: no such unit", refusal("none"));
    root.file("/etc/init.d/old", "#!/bin/sh\n");
    assertTrue(refusal("old").startsWith("old.service: no unit, but /etc/init.d/old"));
    root.unit("app@.service", JAVA);
    assertEquals(
        "app@.service: is a template: name an instance of it, such as app@INSTANCE.service",
        refusal("app@"));
    Path mask = root.unit("m.service", JAVA).link("/etc/systemd/system/m.service", "/dev/null");
    assertEquals("m.service: is masked: systemctl unmask m.service", refusal("m"));
    Files.delete(mask); // JUnit would tell of it
    root.unit("e.service", JAVA).file("/run/systemd/system/e.service", "");
    assertTrue(refusal("e").contains("is masked"));
    root.link("/etc/systemd/system/l1.service", "/etc/systemd/system/l2.service");
    root.link("/etc/systemd/system/l2.service", "l1.service");
    assertTrue(refusal("l1").contains("leads to itself"));
  }

  @Test
  void namesAreChecked() throws Exception {
    for (String wrong : List.of("a b", "", "a/b.service", "x.timer", "a%b", "ä", "@x")) {
      assertThrows(Refusal.class, () -> UnitName.of(wrong), wrong);
    }
    root.unit("a\\x2db:c_d.e@.service", JAVA);
    assertEquals("a\\x2db:c_d.e@f\\x20g.service", root.load("a\\x2db:c_d.e@f\\x20g").name() + "");
  }

  /** The drop-in goes to the own name: that of an alias is read for the alias alone. */
  @Test
  void aliasIsItsUnit() throws Exception {
    root.unit("tomcat10.service", JAVA);
    root.link("/etc/systemd/system/tomcat.service", "/usr/lib/systemd/system/tomcat10.service");
    assertEquals("tomcat10.service", root.load("tomcat").name().toString());
    root.unit("app@.service", JAVA);
    root.link("/etc/systemd/system/app@1.service", "/usr/lib/systemd/system/app@.service");
    assertEquals("app@1.service", root.load("app@1").name().toString());
  }

  /** Directories by rank, drop-ins by name, a link to /dev/null hides one. */
  @Test
  void filesCountInTheOrderOfSystemd() throws Exception {
    root.unit("a-b.service", "Environment=A=usr B=usr", JAVA);
    root.file("/usr/lib/systemd/system/a-b.service.d/20.conf", "[Service]\nEnvironment=A=20\n");
    root.file("/usr/lib/systemd/system/a-.service.d/30.conf", "[Service]\nEnvironment=A=30\n");
    assertEquals("30", root.value("a-b", "A"));
    root.file("/run/systemd/system/a-b.service.d/30.conf", "[Service]\nEnvironment=A=run\n");
    assertEquals("run", root.value("a-b", "A"));
    Path mask = root.link("/etc/systemd/system/a-b.service.d/30.conf", "/dev/null");
    assertEquals("20", root.value("a-b", "A"));
    Files.delete(mask); // JUnit would tell of it
    root.file("/etc/systemd/system/a-b.service.d/40.conf", "[Service]\nEnvironment=\n");
    assertTrue(UnitEnvironment.of(root.load("a-b")).values().isEmpty());
    root.file("/etc/systemd/system/a-b.service", "[Service]\nExecStart=/bin/true\n");
    assertEquals(List.of("/bin/true"), root.load("a-b").all("ExecStart"));
  }

  @Test
  void emptyValueOfAListTakesBackThoseBeforeIt() throws Exception {
    root.unit("a.service", JAVA);
    root.file(
        "/etc/systemd/system/a.service.d/x.conf", "[Service]\nExecStart=\nExecStart=/bin/other\n");
    assertEquals(List.of("/bin/other"), root.load("a").all("ExecStart"));
  }

  @Test
  void linksAreMeantWithinTheRoot() throws Exception {
    root.file("/opt/app/app.service", "[Service]\nEnvironment=A=1\n" + JAVA + "\n");
    root.link("/etc/systemd/system/app.service", "/opt/app/app.service");
    assertEquals("1", root.value("app", "A"));
    root.link("/lib", "usr/lib");
    root.unit("b.service", "Environment=A=2", JAVA);
    assertEquals("2", root.value("b", "A"));
  }

  @Test
  void longLinesAndOtherSectionsAreReadAsSystemdDoes() throws Exception {
    root.file(
        "/usr/lib/systemd/system/a.service",
        """
        [Unit]
        Environment=A=no
        [Service]
        Environment=A=1 \\
        # comment
        ; another
          B=2
         Environment = C=3
        ExecStart=\\
          /usr/bin/java
        [Install]
        Environment=A=no
        """);
    assertEquals("1", root.value("a", "A"));
    assertEquals("2", root.value("a", "B"));
    assertEquals("3", root.value("a", "C"));
    assertEquals(List.of("/usr/bin/java"), root.load("a").all("ExecStart"));
  }
}
