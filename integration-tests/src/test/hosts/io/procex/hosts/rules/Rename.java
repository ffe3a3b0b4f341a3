package io.procex.hosts.rules;

import io.procex.hosts.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Launches a program that was launched before, after something on the way to it has changed, and
 * prints each outcome. Argument: a directory with programs {@code allowed/true}, which has not
 * changed for some seconds, and {@code false}.
 */
public final class Rename {
  private final Path root;

  private Rename(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws Exception {
    Rename rename = new Rename(Paths.get(args[0]));
    rename.directoryBehindALink();
    rename.directoryMovedAndLinked();
    rename.file();
    Status.print();
  }

  private void directoryBehindALink() throws Exception {
    Files.createSymbolicLink(root.resolve("link"), root.resolve("allowed"));
    print("by a link", launch("link"), launch("link"), launch("link"));
    Files.move(root.resolve("allowed"), root.resolve("too"));
    point("link", "too");
    print("moved to where it is allowed too", launch("link"), launch("link"));
    Files.move(root.resolve("too"), root.resolve("denied"));
    point("link", "denied");
    print("moved to where it is denied", launch("link"), launch("link"));
    Files.move(root.resolve("denied"), root.resolve("allowed"));
  }

  private void directoryMovedAndLinked() throws Exception {
    print("directly", launch("allowed"), launch("allowed"));
    Files.move(root.resolve("allowed"), root.resolve("denied"));
    Files.createSymbolicLink(root.resolve("allowed"), root.resolve("denied"));
    print("a link in its place", launch("allowed"), launch("allowed"));
    Files.delete(root.resolve("allowed"));
    Files.move(root.resolve("denied"), root.resolve("allowed"));
    print("moved back", launch("allowed"), launch("allowed"));
  }

  private void file() throws Exception {
    Path program = root.resolve("allowed/true");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
    print("not executable", launch("allowed"), launch("allowed"));
    Files.move(root.resolve("false"), program, StandardCopyOption.REPLACE_EXISTING);
    print("another file", launch("allowed"), launch("allowed"));
    Files.delete(program);
    print("removed", launch("allowed"), launch("allowed"));
  }

  private void point(String link, String target) throws IOException {
    Files.delete(root.resolve(link));
    Files.createSymbolicLink(root.resolve(link), root.resolve(target));
  }

  private String launch(String directory) throws Exception {
    try {
      return "exit "
          + new ProcessBuilder(root.resolve(directory) + "/true").inheritIO().start().waitFor();
    } catch (IOException e) {
      return e.getMessage().replaceAll("(?s).*error[=:] ?(\\d+).*", "error $1");
    }
  }

  private static void print(String what, String... outcomes) {
    System.out.println(what + ": " + String.join(", ", outcomes));
  }
}
