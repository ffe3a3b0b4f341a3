package io.procex.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Libraries for a CPU that this machine is not. */
public final class OtherCpu {
  private static final int MACHINE = 18; // e_machine, elf(5)
  private static final byte X86_64 = 62;
  private static final byte AARCH64 = (byte) 183;

  private OtherCpu() {}

  /**
   * A copy of a library, or of the jar that is one, which says that it is for one of the other
   * kind.
   */
  public static Path copyOf(Path library, Path copy) throws IOException {
    byte[] bytes = Files.readAllBytes(library);
    bytes[MACHINE] = bytes[MACHINE] == AARCH64 ? X86_64 : AARCH64;
    return Files.write(copy, bytes);
  }
}
