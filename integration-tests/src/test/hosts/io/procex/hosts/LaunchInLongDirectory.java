package io.procex.hosts;

import java.io.File;
import java.io.IOException;

/** Fails to launch in a directory whose name has 250,000 letters, and launches ten times then. */
public final class LaunchInLongDirectory {
  private LaunchInLongDirectory() {}

  public static void main(String[] arguments) throws Exception {
    String name = new String(new char[250_000]).replace('\0', 'd');
    try {
      new ProcessBuilder("/bin/true").directory(new File(name)).start();
      throw new IllegalStateException("there is such a directory");
    } catch (IOException expected) {
      // the name is too long
    }
    for (int i = 0; i < 10; i++) {
      new ProcessBuilder("/bin/true").start().waitFor();
    }
  }
}
