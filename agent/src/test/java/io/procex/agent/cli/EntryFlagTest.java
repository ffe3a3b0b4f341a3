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
    return EntryFlag.of(directory).stream().map(flag -> flag.where + " " + flag).toList();
  }

  @Test
  void flagsStandInTheEnvironmentAndBeforeTheProgram() throws Exception {
    assertEquals(
        List.of(
            "JAVA_TOOL_OPTIONS -agentpath:/a b/procex.jar=sweep=off",
            "_JAVA_OPTIONS -agentpath:/procex.so",
            "command line -agentpath:/opt/libprocex.so=LimitNOFILE=1:2"),
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
    assertEquals(List.of(), EntryFlag.of(Map.of("JAVA_TOOL_OPTIONS", "-javaagent:/procex.jar")));
    assertEquals(List.of(), EntryFlag.of(Map.of()));
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
    return EntryLibrary.flaw(Files.write(directory.resolve(name), bytes).toString());
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
    assertEquals("there is no file /no/such", EntryLibrary.flaw("/no/such"));
    assertTrue(EntryLibrary.flaw(directory.toString()).endsWith(" is not a regular file"));
  }
}
