package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Launches, removes a file, and loads a library from a file that has got the inode of the removed
 * one, if the file system gives it away again. Arguments: the file to remove, the library, and a
 * directory for files. Prints what a method of the library returns.
 */
public final class LoadIntoFreedInode {
  private static final int MOST_FILES = 1_000;

  private LoadIntoFreedInode() {}

  public static void main(String[] args) throws Exception {
    new ProcessBuilder("/bin/true").start().waitFor();
    Path removed = Paths.get(args[0]);
    Object inode = inode(removed);
    Files.delete(removed);
    Path loaded = fileWith(inode, Paths.get(args[2]));
    Files.write(loaded, Files.readAllBytes(Paths.get(args[1])));
    Neighbour.load(loaded.toString());
    System.out.println("exit " + Neighbour.system("exit 7") / 256);
    Status.print();
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  /** The last of many, if none has it. */
  private static Path fileWith(Object inode, Path directory) throws IOException {
    Path file = null;
    for (int i = 0; i < MOST_FILES && (file == null || !inode(file).equals(inode)); i++) {
      file = Files.createFile(directory.resolve(i + ".so"));
    }
    return file;
  }
}
