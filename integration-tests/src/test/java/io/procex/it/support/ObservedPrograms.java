package io.procex.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that observers launch, or fail to launch: each is one way in which exec can go wrong. */
public final class ObservedPrograms {
  private static final String SCRIPT = "echo \"$0\" \"$@\"\n";

  private ObservedPrograms() {}

  /** Makes them anew in a directory. */
  public static void make(Path directory) throws IOException {
    Files.createDirectories(directory);
    file(directory.resolve("not-executable"), "rw-r--r--", "#!/bin/sh\n");
    file(directory.resolve("program"), "rwxr-xr-x", "#!/bin/sh\necho found\n");
    file(directory.resolve("missing-interpreter"), "rwxr-xr-x", "#!/no/such/interpreter\n");
    Files.copy(Path.of("/bin/true"), directory.resolve("busy"));
    Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(directory.resolve("broken-link"), Path.of("nowhere"));
    tools(directory);
  }

  /** Makes programs with one name in several directories, for searches along PATH. */
  private static void tools(Path directory) throws IOException {
    file(directory.resolve("here/tool"), "rwxr-xr-x", "#!/bin/sh\n" + SCRIPT);
    file(directory.resolve("also/tool"), "rwxr-xr-x", "#!/bin/sh\n" + SCRIPT);
    file(directory.resolve("forbidden/tool"), "rw-r--r--", "#!/bin/sh\n" + SCRIPT);
    file(directory.resolve("plain/tool"), "rwxr-xr-x", SCRIPT);
  }

  private static void file(Path file, String mode, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
