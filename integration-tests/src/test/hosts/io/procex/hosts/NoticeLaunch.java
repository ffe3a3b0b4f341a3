package io.procex.hosts;

import java.io.File;
import java.io.IOException;

/**
 * A launch that fails before there is a child, and one of its argument that does not: prints how
 * often threads have inherited what this one has, which calls the application's code; and before
 * and after that how many system properties are the agent's.
 */
public final class NoticeLaunch {
  private static int inherited;

  private static final InheritableThreadLocal<String> VALUE =
      new InheritableThreadLocal<String>() {
        @Override
        protected String childValue(String parentValue) {
          inherited++;
          return parentValue;
        }
      };

  private NoticeLaunch() {}

  public static void main(String[] args) throws Exception {
    System.out.println("properties " + countOurs());
    VALUE.set("the application's");
    try {
      new ProcessBuilder(args[0]).redirectInput(new File("/no/such/file")).start();
      throw new AssertionError("/no/such/file is there");
    } catch (IOException e) {
      System.out.println("failed " + e.getMessage());
    }
    if (args.length > 1) {
      System.out.println("exit " + new ProcessBuilder(args[1]).start().waitFor());
    }
    System.out.println("inherited " + inherited);
    System.out.println("properties " + countOurs());
  }

  /** One is there as long as the library is being loaded. */
  private static long countOurs() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("procex-"))
        .count();
  }
}
