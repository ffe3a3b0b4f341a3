package io.procex.hosts;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Runs another host, and then prints what the native entry tells of itself in this JVM: lines that
 * begin with "entry ". Arguments: the name of the host's class, and the host's own.
 */
public final class TellEntry {
  private static final String[] COUNTS = {"launched", "failed", "handed", "rung", "step", "errno"};

  private TellEntry() {}

  public static void main(String[] args) throws Exception {
    String[] rest = new String[args.length - 1];
    System.arraycopy(args, 1, rest, 0, rest.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    print();
  }

  static void print() throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Paths.get("/proc/self/fd"))) {
      for (Path descriptor : open) {
        if (isPage(descriptor)) {
          print(descriptor);
        }
      }
    }
  }

  private static boolean isPage(Path descriptor) {
    try {
      String name = Files.readSymbolicLink(descriptor).toString();
      return name.startsWith("/memfd:procex-entry") || name.startsWith("/dev/shm/procex-entry-");
    } catch (IOException closed) {
      return false;
    }
  }

  private static void print(Path descriptor) throws IOException {
    byte[] bytes = new byte[4096];
    try (FileInputStream in = new FileInputStream(descriptor.toFile())) {
      System.out.println("entry size " + in.read(bytes));
    }
    ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (String count : COUNTS) {
      System.out.println("entry " + count + " " + page.getLong());
    }
    String text = StandardCharsets.UTF_8.decode(page).toString();
    for (String line : text.substring(0, text.indexOf('\0')).split("\n", -1)) {
      System.out.println("entry " + line);
    }
  }
}
