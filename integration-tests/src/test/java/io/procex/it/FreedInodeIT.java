package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.problems.LoadIntoFreedInode;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dynamic linker tells libraries by device and inode: the core's stays taken, though its file
 * is removed and its code lies elsewhere. Else the application's next library may be taken for it.
 */
class FreedInodeIT {
  @TempDir Path directory;

  @OnSomeJdks
  void libraryOfTheApplicationIsNotTakenForTheRemovedCore(Jdk jdk) throws Exception {
    Path core = Files.copy(Artifacts.nativeLibrary(), directory.resolve("core.so"));
    Result result =
        HostJvm.withAgent(jdk, "native=" + core)
            .run(
                LoadIntoFreedInode.class,
                core.toString(),
                Artifacts.neighbour().toString(),
                directory.toString());
    assertEquals("7", result.line("exit "), result::toString);
    result.assertLaunchedByCore(1);
  }
}
