package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFlagTest {
  @TempDir Path directory;

  /** What /proc has of a process. */
  private List<String> flagsOf(String commandLine, String environment) throws Exception {
    Files.writeString(directory.resolve("cmdline"), commandLine.replace(' ', '\0') + "\0");
    Files.writeString(directory.resolve("environ"), environment.replace(';', '\0'));
    for (String link : List.of("root", "cwd")) {
      Path target = link.equals("root") ? Path.of("/") : directory;
      if (!Files.exists(directory.resolve(link))) {
        Files.createSymbolicLink(directory.resolve(link), target);
      }
    }
    return EntryFlag.among(JvmWords.of(directory)).stream()
        .map(flag -> flag.where + " " + flag)
        .toList();
  }

  private static List<EntryFlag> among(Map<String, String> environment) {
    return EntryFlag.among(JvmWords.of(environment));
  }

  /** A relative name is looked for where the JVM runs. */
  @Test
  void flagsStandInFilesToo() throws Exception {
    Files.writeString(
        directory.resolve("args"), "# a\n -Xmx1g \"-agentpath:/procex \\\"x.so\" -ea");
    Files.writeString(directory.resolve("vm"), "-ea '-agentpath:/a b/procex.so'");
    assertEquals(
        List.of(
            "JAVA_TOOL_OPTIONS, VMOptionsFile vm -agentpath:/a b/procex.so",
            "JDK_JAVA_OPTIONS, @args -agentpath:/procex \"x.so",
            "@args -agentpath:/procex \"x.so",
            "command line, VMOptionsFile vm -agentpath:/a b/procex.so",
            "command line -agentlib:procex=sweep=launch"),
        flagsOf(
            "java @args -XX:VMOptionsFile=vm @no/such -agentlib:procex=sweep=launch -agentlib:jdwp"
                + " -jar a.jar @args",
            "JDK_JAVA_OPTIONS=@args;JAVA_TOOL_OPTIONS=-XX:VMOptionsFile=vm @args"));
    assertEquals(List.of(), flagsOf("java --disable-@files @args Main", ""));
    assertEquals(List.of(), flagsOf("java @@args -XX:Flags=vm Main", ""));
    Files.writeString(directory.resolve("main"), "-ea Main");
    assertEquals(List.of(), flagsOf("java @main -agentpath:/procex.so", ""));
    assertEquals(
        List.of("command line -agentpath:/procex.so"),
        flagsOf("javac -J-agentpath:/procex.so", ""));
  }

  @Test
  void flagByNameHasNoFileToBeFlawed() throws Exception {
    EntryFlag flag = among(Map.of("JAVA_TOOL_OPTIONS", "-agentlib:procex=sweep=off")).get(0);
    assertNull(flag.flaw());
    assertTrue(flag.isLoadedFrom("/opt/jdk/lib/libprocex.so"));
    assertTrue(!flag.isLoadedFrom("/opt/otherlibprocex.so"));
  }

  @Test
  void flagsOptionsTellThatItIsOff() {
    for (String value :
        List.of("=enabled=false", "=sweep=off,enabled=FALSE,strict=true", "=enabled=no")) {
      assertTrue(EntryFlag.byPath("x", "/procex.so" + value).isOff(), value);
    }
    for (String value :
        List.of("", "=enabled=falsehood", "=x,yenabled=false", "=enabled=off,enabled=on")) {
      assertTrue(!EntryFlag.byPath("x", "/procex.so" + value).isOff(), value);
    }
  }

  @Test
  void flagsStandInTheEnvironmentAndBeforeTheProgram() throws Exception {
    assertEquals(
        List.of(
            "JAVA_TOOL_OPTIONS -agentpath:/a b/procex.jar=sweep=off",
            "command line -agentpath:/opt/libprocex.so=LimitNOFILE=1:2",
            "_JAVA_OPTIONS -agentpath:/procex.so"),
        flagsOf(
            "java -cp x.jar -agentpath:/opt/libprocex.so=LimitNOFILE=1:2 Main -agentpath:/procex",
            "A=-agentpath:/procex;_JAVA_OPTIONS=-Xmx1g -agentpath:/procex.so;"
                + "JAVA_TOOL_OPTIONS=-agentpath:'/a b/procex.jar'=sweep=off"));
  }

  @Test
  void otherAgentsAndMissingFilesAreNotOurs() throws Exception {
    Path other = Files.writeString(directory.resolve("other.so"), "\u007fELF something");
    Path ours = Files.writeString(directory.resolve("renamed"), "\u007fELF  procex-entry ");
    assertEquals(List.of(), flagsOf("java -agentpath:" + other + " -agentpath:/no/file M", ""));
    assertEquals(1, flagsOf("java -agentpath:" + ours + "=x=y -jar a.jar", "").size());
    assertEquals(List.of(), among(Map.of("JAVA_TOOL_OPTIONS", "-javaagent:/procex.jar")));
    assertEquals(List.of(), among(Map.of()));
  }

  private static byte[] library(int machine) {
    byte[] header = new byte[200];
    byte[] begin = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    System.arraycopy(begin, 0, header, 0, begin.length);
    header[18] = (byte) machine;
    byte[] mark = "procex-entry".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(mark, 0, header, 100, mark.length);
    return header;
  }

  private String flawOf(String name, byte[] bytes) throws Exception {
    Path file = Files.write(directory.resolve(name), bytes);
    return EntryLibrary.flaw(file, file.toString());
  }

  @Test
  void whatCannotBeLoadedIsNamed() throws Exception {
    int x86 = 62;
    int arm = 0xb7;
    assertNull(flawOf("a", library(x86)));
    assertTrue(flawOf("a", library(arm)).endsWith("/a is for another CPU (ELF machine 183)"));
    assertTrue(flawOf("a", new byte[9]).endsWith("/a is too short to be a library"));
    assertTrue(flawOf("a", new byte[999]).endsWith("/a is not a 64-bit ELF library"));
    byte[] foreign = library(x86);
    foreign[100] = 'q';
    assertTrue(flawOf("a", foreign).endsWith("/a is not procex-agent's library"));
    assertTrue(flawOf("a", "PK..".getBytes(StandardCharsets.US_ASCII)).contains("'extract'"));
    assertEquals("there is no file /no/such", EntryLibrary.flaw(Path.of("/no/such"), "/no/such"));
    assertTrue(EntryLibrary.flaw(directory, "x").equals("x is not a regular file"));
  }
}
