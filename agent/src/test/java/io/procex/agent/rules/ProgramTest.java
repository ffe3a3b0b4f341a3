package io.procex.agent.rules;

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
    program("dos", "#!/bin/sh\r\necho\r\n");
    assertEquals(Collections.singletonList("/bin/sh\r"), find("dos").interpreters());
  }

  @Test
  void whatTheKernelCannotLoadIsForTheShell() throws Exception {
    program("text", "echo");
    program("blank", "#!  \n");
    assertEquals("/bin/sh", find("text").interpreters().get(0));
    assertEquals("/bin/sh", find("blank").interpreters().get(0));
  }

  @Test
  void interpretersOfOneAnotherEnd() throws Exception {
    program("self", "#!" + directory.resolve("self"));
    assertEquals(
        Collections.singletonList(directory.resolve("self").toString()),
        find("self").interpreters());
  }
}
