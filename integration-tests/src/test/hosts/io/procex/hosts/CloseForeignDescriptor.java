package io.procex.hosts;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Closes descriptors that are not its own, as faulty native code does, while a child is alive, and
 * prints the child's {@code exit} code and that of another. Argument: what the descriptors that are
 * closed refer to, such as {@code anon_inode:[pidfd]}. Needs {@code --add-opens
 * java.base/java.io=ALL-UNNAMED}.
 */
public final class CloseForeignDescriptor {
  private CloseForeignDescriptor() {}

  public static void main(String[] args) throws Exception {
    Process cat = new ProcessBuilder("cat").start();
    int closed = 0;
    for (Map.Entry<Integer, String> open : Descriptors.list().entrySet()) {
      if (open.getValue().equals(args[0])) {
        close(open.getKey());
        closed++;
      }
    }
    System.out.println("closed " + closed);
    cat.getOutputStream().close();
    System.out.println("exit " + cat.waitFor());
    System.out.println("another " + new ProcessBuilder("sh", "-c", "exit 4").start().waitFor());
    Status.print();
  }

  private static void close(int number) throws ReflectiveOperationException, IOException {
    FileDescriptor descriptor = new FileDescriptor();
    Field field = FileDescriptor.class.getDeclaredField("fd");
    field.setAccessible(true);
    field.setInt(descriptor, number);
    new FileInputStream(descriptor).close();
  }
}
