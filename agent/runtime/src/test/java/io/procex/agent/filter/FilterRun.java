package io.procex.agent.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs the instructions that filters have, as the kernel would. */
final class FilterRun {
  private final ByteBuffer program;
  private final int arch;
  private final int number;
  private final long[] arguments;
  private int accumulator;

  private FilterRun(byte[] code, int arch, int number, long... arguments) {
    this.program = ByteBuffer.wrap(code).order(ByteOrder.nativeOrder());
    this.arch = arch;
    this.number = number;
    this.arguments = arguments;
  }

  /** What the filter does with a call. */
  static int of(byte[] code, int arch, int number, long... arguments) {
    return new FilterRun(code, arch, number, arguments).run();
  }

  private int run() {
    for (int at = 0; ; at++) {
      int operand = program.getInt(at * 8 + 4);
      int operation = program.getShort(at * 8);
      switch (operation) {
        case 0x20 -> accumulator = load(operand);
        case 0x54 -> accumulator &= operand;
        case 0x05 -> at += operand;
        case 0x06 -> {
          return operand;
        }
        default -> at += program.get(at * 8 + (holds(operation, operand) ? 2 : 3)) & 0xff;
      }
    }
  }

  private boolean holds(int operation, int operand) {
    return switch (operation) {
      case 0x15 -> accumulator == operand;
      case 0x35 -> Integer.compareUnsigned(accumulator, operand) >= 0;
      case 0x45 -> (accumulator & operand) != 0;
      default -> throw new IllegalStateException("operation " + operation);
    };
  }

  private int load(int offset) {
    if (offset < 16) {
      return offset == 4 ? arch : number;
    }
    int argument = (offset - 16) / 8;
    return argument < arguments.length ? (int) arguments[argument] : 0;
  }
}
