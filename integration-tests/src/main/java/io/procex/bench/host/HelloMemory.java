package io.procex.bench.host;

import java.io.IOException;

/** A JVM that launches nothing, and says at the end how much memory it holds. */
public final class HelloMemory {
  private HelloMemory() {}

  public static void main(String[] args) throws IOException {
    System.out.println(
        "resident " + OwnProcess.residentBytes() + "\npeak " + OwnProcess.peakResidentBytes());
  }
}
