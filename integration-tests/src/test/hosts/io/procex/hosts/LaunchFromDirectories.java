package io.procex.hosts;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;

/**
 * Sets {@code user.dir}, which moves nothing, and launches {@code ./tool}: where the JVM was
 * started, in a directory named relatively, and where native code has moved the JVM to. Prints how
 * often it was launched. Argument: the directory to move to, or none for no native code.
 */
public final class LaunchFromDirectories {
  private LaunchFromDirectories() {}

  /** What is called of libc. */
  public interface LibC extends Library {
    int chdir(String directory);
  }

  public static void main(String[] args) throws InterruptedException {
    LibC libc = args.length == 0 ? null : Native.load("c", LibC.class);
    System.setProperty("user.dir", "/proc");
    int launched = launch(null) + launch("link/../sub");
    if (libc != null && libc.chdir(args[0]) == 0) {
      launched += launch(null);
    }
    System.out.println("launched " + launched);
  }

  private static int launch(String directory) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("./tool");
    try {
      builder.directory(directory == null ? null : new File(directory)).start().waitFor();
      return 1;
    } catch (IOException denied) {
      return 0;
    }
  }
}
