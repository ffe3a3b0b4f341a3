package io.procex.it.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that may be launched and programs that may not, and the file of rules that says so. */
final class Ground {
  private static final String RULES =
      """
      version: 1
      mode: MODE
      scripts: SCRIPTS
      rules:
        - name: good
          executable: ['ROOT/ok/true', 'ROOT/ok/allowed.sh', 'ROOT/race/file']
          action: allow
        - name: words
          executable: ROOT/words/sh
          argv-only: '[a-z]+'
          action: allow
        - name: trusted
          executable: ROOT/trusted/sh
          caller: io.procex.hosts.rules.TrustedLauncher
          action: allow
        - name: interpreters
          executable: ['/**/sh', '/**/dash', '/**/env', '/**/java']
          action: deny
        - name: other
          executable: ROOT/ok/**
          action: allow
      default:
        action: deny
      """;

  private final Path root;

  Ground(Path directory) throws IOException {
    root = directory.toRealPath();
    program("ok/true", "/bin/true");
    for (String shell :
        new String[] {
          "evil/sh",
          "evil/onlyevil",
          "evil/true",
          "evil/bin/inbin",
          "words/sh",
          "trusted/sh",
          "\u043ek/sh",
          "[o]k/sh",
          "*/sh",
          "ok\n/sh"
        }) {
      program(shell, "/bin/sh");
    }
    Files.createDirectories(root.resolve("evil/up"));
    Files.createDirectories(root.resolve("race"));
    String marks = ": > " + root + "/marker\n";
    file("mark", marks);
    file("ok/m\u0430rk", marks);
    file("ok/mark\n", marks);
    file("ok/allowed.sh", "#!/bin/sh\nexit 0\n");
    file("ok/script", "#!" + root + "/evil/sh\n" + marks);
    file("ok/nested", "#!" + root + "/ok/script\n" + marks);
    file("ok/blanks", "#! \t " + root + "/evil/sh  \n" + marks);
    file("ok/bylink", "#!" + root + "/ok/tolink\n" + marks);
    Files.createSymbolicLink(root.resolve("ok/tolink"), root.resolve("evil/sh"));
    file("ok/byenv", "#!/usr/bin/env sh\n" + marks);
    file("ok/noformat", marks);
    file("evil/script", "#!/bin/sh\n" + marks);
  }

  private void program(String name, String copied) throws IOException {
    Path place = root.resolve(name);
    Files.createDirectories(place.getParent());
    Files.copy(Path.of(copied).toRealPath(), place, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void file(String name, String text) throws IOException {
    Path file = Files.writeString(root.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path root() {
    return root;
  }

  /** A file of rules. */
  Path rules(String mode, String scripts) throws IOException {
    String text =
        RULES.replace("MODE", mode).replace("SCRIPTS", scripts).replace("ROOT", root.toString());
    return Files.writeString(root.resolve("rules.yaml"), text);
  }

  /** A PATH with an empty part, a relative one and that of the programs that may not run. */
  String path() {
    return ":../bin:" + root + "/evil:/usr/bin:/bin";
  }
}
