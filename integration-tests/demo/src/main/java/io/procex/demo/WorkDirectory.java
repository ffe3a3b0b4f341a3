package io.procex.demo;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The directory a server works in: its web application with the CGI scripts, and its log. */
final class WorkDirectory implements Closeable {
  static final String CGI = "WEB-INF/cgi";

  private final Path root;

  WorkDirectory(Path root) {
    this.root = root;
  }

  static WorkDirectory create() throws IOException {
    WorkDirectory work = new WorkDirectory(Files.createTempDirectory("procex-demo"));
    try {
      work.fill();
    } catch (IOException e) {
      work.close();
      throw e;
    }
    return work;
  }

  private void fill() throws IOException {
    Path cgi = Files.createDirectories(webapp().resolve(CGI));
    copy("small.txt", webapp());
    for (String script : new String[] {"first-byte.sh", "files.sh", "signals.sh"}) {
      Path file = copy(script, cgi);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Path copy(String resource, Path directory) throws IOException {
    Path target = directory.resolve(resource);
    try (InputStream source = WorkDirectory.class.getResourceAsStream("/demo/" + resource)) {
      if (source == null) {
        throw new FileNotFoundException("not on the class path: /demo/" + resource);
      }
      Files.copy(source, target);
    }
    return target;
  }

  Path root() {
    return root;
  }

  Path webapp() {
    return root.resolve("webapp");
  }

  Path serverLog() {
    return root.resolve("tomcat.log");
  }

  @Override
  public void close() throws IOException {
    List<Path> contents;
    try (Stream<Path> tree = Files.walk(root)) {
      contents = tree.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path path : contents) {
      Files.deleteIfExists(path);
    }
  }
}
