package io.procex.hosts;

import java.util.Map;

/**
 * Launches 200 times with an environment of 800 KB each, and prints {@code enough} if the heap was
 * large enough for that.
 */
public final class LaunchWithLargeEnvironment {
  private LaunchWithLargeEnvironment() {}

  public static void main(String[] arguments) throws Exception {
    String value = new String(new char[10_000]).replace('\0', 'v');
    for (int i = 0; i < 200; i++) {
      ProcessBuilder builder = new ProcessBuilder("/bin/true");
      Map<String, String> environment = builder.environment();
      for (int name = 0; name < 80; name++) {
        environment.put("SERVICE_" + name, value);
      }
      builder.start().waitFor();
    }
    System.out.println("enough");
    System.out.flush();
    Runtime.getRuntime().halt(0); // what hangs is not waited for
  }
}
