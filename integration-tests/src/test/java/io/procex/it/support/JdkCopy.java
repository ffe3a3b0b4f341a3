package io.procex.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of a JDK whose jspawnhelper a test may spoil. */
public final class JdkCopy {
  private static final Set<String> NEEDED = Set.of("bin", "conf", "jre", "lib", "release");
  private static final long LARGE = 8_000_000;

  private final Path home;

  private JdkCopy(Path home) {
    this.home = home;
  }

  /** Makes one in a directory that may not yet exist. */
  public static JdkCopy of(Jdk jdk, Path home) throws IOException {
    // Debian has links to /etc/java-*, and some to nowhere.
    try (Stream<Path> files = Files.walk(jdk.home(), FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path relative = jdk.home().relativize(file);
        if (NEEDED.contains(relative.getName(0).toString())) {
          add(file, home.resolve(relative));
        }
      }
    }
    return new JdkCopy(home);
  }

  private static void add(Path file, Path copy) throws IOException {
    if (Files.isDirectory(file)) {
      Files.createDirectories(copy);
    } else if (Files.isRegularFile(file)) {
      Files.createDirectories(copy.getParent());
      linkOrCopy(file, copy);
    }
  }

  /** Hard links if the file is large and that is possible; nothing but the helper is changed. */
  private static void linkOrCopy(Path file, Path copy) throws IOException {
    if (Files.size(file) > LARGE) {
      try {
        Files.createLink(copy, file);
        return;
      } catch (FileSystemException elsewhere) {
        // Another file system, or fs.protected_hardlinks.
      }
    }
    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
  }

  public Path home() {
    return home;
  }

  /** Where the helper is looked for; Debian's JDK 8 has none. */
  public Path helper() {
    return home.resolve("lib/jspawnhelper");
  }

  public boolean hasHelper() {
    return Files.exists(helper());
  }

  /** Puts another file in the helper's place in one step, as package managers do. */
  public void replaceHelper(byte[] bytes) throws IOException {
    Path fresh = Files.write(home.resolve("lib/jspawnhelper.new"), bytes);
    if (!fresh.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + fresh);
    }
    Files.move(fresh, helper(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Has the lines of a shell script run each time before the helper. */
  public void runBeforeHelper(String... script) throws IOException {
    Path real = home.resolve("lib/jspawnhelper.real");
    Files.move(helper(), real);
    String exec = "exec " + real + " \"$@\"\n";
    String text = "#!/bin/sh\n" + String.join("\n", List.of(script)) + "\n" + exec;
    replaceHelper(text.getBytes(StandardCharsets.UTF_8));
  }
}
