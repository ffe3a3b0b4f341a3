package io.procex.bench;

/** The smallest application: its wall time is that of the JVM's start and end. */
public final class HelloWorld {
  private HelloWorld() {}

  public static void main(String[] args) {
    System.out.println("Hello, world");
  }
}
