package io.procex.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyFileTest {
  @TempDir Path directory;

  @Test
  void itsOwnerAloneReadsIt() throws Exception {
    Path file = directory.resolve("reply");
    ReplyFile.write(file.toString(), "text \u00e4");
    assertEquals("text \u00e4", new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void fileOrLinkThatIsThereIsNotWrittenTo() throws Exception {
    Path other = Files.createFile(directory.resolve("other"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), other);
    Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Paths.get("nowhere"));
    for (Path there : new Path[] {other, link, dangling}) {
      assertThrows(
          FileAlreadyExistsException.class, () -> ReplyFile.write(there.toString(), "text"));
    }
    assertEquals(0, Files.size(other));
  }
}
