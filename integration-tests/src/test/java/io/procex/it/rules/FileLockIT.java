package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.problems.LockProgram;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** POSIX: a process that closes any descriptor of a file drops all locks that it has on it. */
class FileLockIT {
  @TempDir Path directory;

  @OnOneJdk
  void launchKeepsTheLocksOnTheProgramAndItsInterpreter(Jdk jdk) throws Exception {
    Path interpreter = directory.resolve("interpreter");
    Files.copy(Path.of("/bin/sh"), interpreter);
    interpreter.toFile().setExecutable(true);
    Path script = Files.writeString(directory.resolve("script"), "#!" + interpreter + "\nexit 7\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path rules =
        Files.writeString(
            directory.resolve("rules.yaml"), "version: 1\ndefault: {action: allow}\n");
    Result result =
        HostJvm.withAgent(jdk, "rules=" + rules)
            .run(LockProgram.class, script.toString(), interpreter.toString());
    assertEquals(
        List.of("locks 2", "exit 7", "locks 2", "exit 7", "locks 2"),
        result.out().lines().toList(),
        result::toString);
  }
}
