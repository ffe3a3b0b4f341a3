package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files of a unit in systemd's directories, in their order: systemd.unit(5). */
final class UnitFiles {
  /** The directory for files of administrators, and of this command. */
  static final String ADMINISTRATORS = "/etc/systemd/system";

  private static final List<String> DIRECTORIES =
      Collections.unmodifiableList(
          Arrays.asList(
              "/etc/systemd/system.control",
              "/run/systemd/system.control",
              "/run/systemd/transient",
              "/run/systemd/generator.early",
              ADMINISTRATORS,
              "/etc/systemd/system.attached",
              "/run/systemd/system",
              "/run/systemd/system.attached",
              "/run/systemd/generator",
              "/usr/local/lib/systemd/system",
              "/usr/lib/systemd/system",
              "/lib/systemd/system",
              "/run/systemd/generator.late"));

  private static final Path NOWHERE = Paths.get("/dev/null");
  private static final int MOST_ALIASES = 8;

  private final Root root;

  UnitFiles(Root root) {
    this.root = root;
  }

  /** Returns a unit's own name. An alias is a link to a file of another name. */
  UnitName resolve(UnitName given) throws IOException, Refusal {
    UnitName name = given;
    for (int i = 0; i < MOST_ALIASES; i++) {
      Path file = named(name.toString());
      if (file == null || !Files.isSymbolicLink(file)) {
        return name;
      }
      Path target = Files.readSymbolicLink(file);
      String other = String.valueOf(target.getFileName());
      boolean isOwn =
          other.equals(name.toString())
              || target.equals(NOWHERE)
              || (name.template() != null && other.equals(name.template().toString()));
      if (isOwn || !other.endsWith(".service")) {
        return name;
      }
      name = UnitName.of(other);
    }
    throw new Refusal(given + ": its alias leads to itself");
  }

  /** The unit's main file, with links followed, or null. */
  Path fragment(UnitName name) throws IOException, Refusal {
    Path file = named(name.toString());
    if (file == null && name.template() != null) {
      file = named(name.template().toString());
    }
    if (file == null) {
      return null;
    }
    if (isMasked(file)) {
      throw new Refusal(name + ": is masked: systemctl unmask " + name);
    }
    return root.find(root.inside(file));
  }

  private boolean isMasked(Path file) throws IOException {
    if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(NOWHERE)) {
      return true;
    }
    Path real = root.find(root.inside(file));
    return Files.isRegularFile(real) && Files.size(real) == 0;
  }

  /** The first file of that name, which may be a link; or null. */
  private Path named(String name) throws IOException {
    for (String directory : DIRECTORIES) {
      Path file = root.find(directory).resolve(name);
      if (Files.isSymbolicLink(file) || Files.exists(file)) {
        return file;
      }
    }
    return null;
  }

  /**
   * The drop-ins by file name, in the order in which they are read. Of several with one name, the
   * most specific counts.
   */
  Map<String, Path> dropIns(UnitName name) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    for (String dropIns : name.dropInDirectories()) {
      for (String directory : DIRECTORIES) {
        addConfigurations(root.find(directory + "/" + dropIns), found);
      }
    }
    return found;
  }

  private static void addConfigurations(Path directory, Map<String, Path> found)
      throws IOException {
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.conf")) {
        files.forEach(file -> found.putIfAbsent(file.getFileName().toString(), file));
      }
    }
  }

  /** The files with settings of the manager itself: systemd-system.conf(5). */
  Map<String, Path> managers() throws IOException {
    Map<String, Path> found = new TreeMap<>();
    for (String directory : Arrays.asList("/etc", "/run", "/usr/local/lib", "/usr/lib")) {
      Path main = root.find(directory + "/systemd/system.conf");
      if (Files.isRegularFile(main)) {
        found.putIfAbsent("", main); // an empty name sorts before all others
      }
      addConfigurations(root.find(directory + "/systemd/system.conf.d"), found);
    }
    return found;
  }
}
