package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  @TempDir Path temporary;

  private Path directory;

  @BeforeEach
  void resolveDirectory() throws Exception {
    directory = temporary.toRealPath();
  }

  private Path program(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    file.toFile().setExecutable(true);
    return file;
  }

  private Program find(String name) {
    return Program.find(name, directory, "/nonexistent:" + directory);
  }

  @Test
  void binaryIsFoundInThePathAndThroughLinks() throws Exception {
    Path real = program("real", "\u007fELF");
    Files.createSymbolicLink(directory.resolve("link"), real);
    assertEquals(real.toString(), find("link").executable());
    assertEquals(real.toString(), find("./link").executable());
    assertEquals(Collections.emptyList(), find("real").interpreters());
    assertNull(find("none"));
    assertNull(find(""));
    assertNull(find("a\0b"));
  }

  @Test
  void interpretersAreNamedAsWrittenAndAsResolved() throws Exception {
    Path real = program("real", "\u007fELF");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    Path outer = program("outer", "#! \t" + link + " -x\nbody");
    program("script", "#!" + outer);
    assertEquals(
        Arrays.asList(outer.toString(), link.toString(), real.toString()),
        find("script").interpreters());
  }

  @Test
  void carriageReturnBelongsToTheNameOfAnInterpreter() throws Exception {
    Path real = program("real\r", "\u007fELF");
    program("dos", "#!" + directory.resolve("real") + "\r\necho\r\n");
    assertEquals(Collections.singletonList(real.toString()), find("dos").interpreters());
  }

  @Test
  void whatTheKernelCannotLoadIsForTheShell() throws Exception {
    program("text", "echo");
    program("blank", "#!  \n");
    assertEquals("/bin/sh", find("text").interpreters().get(0));
    assertEquals("/bin/sh", find("blank").interpreters().get(0));
  }

  @Test
  void fiveInterpretersOfOneAnotherAreAsManyAsTheKernelFollows() throws Exception {
    program("n0", "\u007fELF");
    for (int i = 1; i <= 6; i++) {
      program("n" + i, "#!" + directory.resolve("n" + (i - 1)) + "\n");
    }
    assertEquals(5, find("n5").interpreters().size());
    assertNull(find("n6"));
    program("self", "#!" + directory.resolve("self") + "\n");
    assertNull(find("self"));
  }

  @Test
  void scriptWhoseInterpreterIsMissingIsPassedOver() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    program("first/tool", "#!/nowhere/interpreter\n");
    Path second = program("tool", "\u007fELF");
    Program found = Program.find("tool", directory, first + ":" + directory);
    assertEquals(second.toString(), found.executable());
    assertNull(Program.find(first + "/tool", directory, ""));
  }

  @Test
  void lineIsCutWhereTheKernelCutsIt() throws Exception {
    Path real = program("real", "\u007fELF");
    String blanks = String.join("", Collections.nCopies(300, " "));
    program("long", "#!" + blanks + real + "\n");
    program("late", "#!" + blanks.substring(0, 250) + real + "\n");
    program("nul", "#!\0" + real + "\n");
    program("open", "#!" + real);
    program("relative", "#!real\n");
    assertEquals("/bin/sh", find("long").interpreters().get(0));
    assertEquals("/bin/sh", find("late").interpreters().get(0));
    assertNull(find("nul")); // an empty name is the directory
    assertEquals(Collections.singletonList(real.toString()), find("open").interpreters());
    assertEquals(Arrays.asList("real", real.toString()), find("relative").interpreters());
  }

  @Test
  void loopOfLinksEndsTheSearch() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    Files.createSymbolicLink(first.resolve("tool"), first.resolve("tool"));
    program("tool", "\u007fELF");
    assertNull(Program.find("tool", directory, first + ":" + directory));
    assertNull(Program.find("x" + String.join("", Collections.nCopies(255, "y")), directory, "/"));
  }
}
