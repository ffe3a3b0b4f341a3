package io.procex.hosts;

import java.util.Set;

/**
 * Does as {@link Launch}, twice, and then prints {@code own unchanged}, or what is now set on the
 * JVM itself and was not before.
 */
public final class LaunchAndCompare {
  private LaunchAndCompare() {}

  public static void main(String[] command) throws Exception {
    Set<String> before = OwnSettings.read();
    Launch.main(command);
    Launch.main(command);
    Set<String> after = OwnSettings.read();
    after.removeAll(before);
    System.out.println("own " + (after.isEmpty() ? "unchanged" : after));
  }
}
