package io.procex.hosts.rules;

import io.procex.hosts.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Launches a binary some times, then a script that has taken its place, and one that was never
 * anything else, as often. Argument: a directory with the binary {@code binary}.
 */
public final class Replaced {
  public static final int TIMES = 4;

  private Replaced() {}

  public static void main(String[] args) throws Exception {
    Path root = Paths.get(args[0]);
    Path binary = root.resolve("binary");
    Path always = script(root.resolve("always"));
    launch(binary);
    Files.move(script(root.resolve("new")), binary, StandardCopyOption.REPLACE_EXISTING);
    launch(binary);
    launch(always);
    Status.print();
  }

  private static Path script(Path file) throws Exception {
    Files.write(file, "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void launch(Path program) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      int exit = new ProcessBuilder(program.toString()).start().waitFor();
      if (exit != 0) {
        throw new AssertionError(program + ": exit " + exit);
      }
    }
  }
}
