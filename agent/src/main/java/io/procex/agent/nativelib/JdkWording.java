package io.procex.agent.nativelib;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Tells how this JDK words a failed launch, by the formats in its own libjava.so. The version
 * number would not do: the newer wording was backported to updates (21 has had both).
 */
final class JdkWording {
  private JdkWording() {}

  static ProcexFailure.Wording read() {
    try {
      return of(new String(Files.readAllBytes(libjava()), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return ProcexFailure.Wording.UNKNOWN;
    }
  }

  static ProcexFailure.Wording of(String library) {
    if (library.contains("\0error=%d, %s\0")) {
      return ProcexFailure.Wording.CLASSIC;
    }
    if (!library.contains("\0%s, error: %d (%s) %s\0") || !library.contains("\0Exec failed\0")) {
      return ProcexFailure.Wording.UNKNOWN;
    }
    return library.contains("\0Failed to access working directory\0")
        ? ProcexFailure.Wording.EXEC_FAILED_OR_DIRECTORY
        : ProcexFailure.Wording.EXEC_FAILED;
  }

  private static Path libjava() {
    Path lib = Paths.get(System.getProperty("java.home"), "lib");
    Path since9 = lib.resolve("libjava.so");
    return Files.exists(since9) ? since9 : lib.resolve("amd64").resolve("libjava.so");
  }
}
