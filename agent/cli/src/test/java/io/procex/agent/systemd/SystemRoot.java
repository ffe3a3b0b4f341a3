package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A system of a few files. */
final class SystemRoot {
  static final String JAR = "/usr/share/java/procex-agent.jar";

  final Path directory;

  SystemRoot(Path directory) throws IOException {
    this.directory = directory;
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    file(JAR, "");
    Files.setPosixFilePermissions(
        directory.resolve(JAR.substring(1)), PosixFilePermissions.fromString("rw-r--r--"));
  }

  Path file(String name, String text) throws IOException {
    Path file = directory.resolve(name.substring(1));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** A unit whose [Service] has these lines. */
  SystemRoot unit(String name, String... lines) throws IOException {
    file("/usr/lib/systemd/system/" + name, "[Service]\n" + String.join("\n", lines) + "\n");
    return this;
  }

  Path link(String name, String target) throws IOException {
    Path link = directory.resolve(name.substring(1));
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, Path.of(target));
  }

  Unit load(String name) throws IOException, Refusal {
    return Unit.load(Root.at(directory), UnitName.of(name));
  }

  Plan plan(String name, String options) throws IOException, Refusal {
    return new Plan(load(name), JAR, options, null);
  }

  /** The assignments that would be written. */
  String planned(String name, String options) throws IOException, Refusal {
    return assignments(plan(name, options));
  }

  static String assignments(Plan plan) {
    return plan.text().substring(plan.text().indexOf("[Service]\n") + 10).trim();
  }

  void carryOut(Plan plan) throws IOException {
    file(plan.dropIn().toString(), plan.text());
  }

  String value(String unit, String variable) throws IOException, Refusal {
    return UnitEnvironment.of(load(unit)).value(variable).text;
  }
}
