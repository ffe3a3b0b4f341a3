package io.procex.agent.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** One instruction of classic BPF, {@code struct sock_filter} of linux/filter.h. */
final class Instruction {
  static final int BYTES = 8;
  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_NOT_BELOW = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;
  private static final int OFFSET_OF_ARGUMENTS = 16;

  private final int code;
  private final int ifTrue;
  private final int ifFalse;
  private final int operand;

  private Instruction(int code, int ifTrue, int ifFalse, int operand) {
    this.code = code;
    this.ifTrue = ifTrue;
    this.ifFalse = ifFalse;
    this.operand = operand;
  }

  /** Loads from {@code struct seccomp_data} of linux/seccomp.h. */
  static Instruction load(int offset) {
    return new Instruction(LOAD, 0, 0, offset);
  }

  /** Loads the lower half of an argument: on the CPUs here it comes first. */
  static Instruction loadArgument(int number) {
    return load(OFFSET_OF_ARGUMENTS + Long.BYTES * number);
  }

  static Instruction and(int mask) {
    return new Instruction(AND, 0, 0, mask);
  }

  static Instruction jump(int over) {
    return new Instruction(JUMP, 0, 0, over);
  }

  /** Jumps over so many instructions, depending on the value loaded. */
  static Instruction ifEqual(int value, int ifTrue, int ifFalse) {
    return new Instruction(JUMP_IF_EQUAL, ifTrue, ifFalse, value);
  }

  static Instruction ifNotBelow(int value, int ifTrue, int ifFalse) {
    return new Instruction(JUMP_IF_NOT_BELOW, ifTrue, ifFalse, value);
  }

  static Instruction ifAnyBit(int mask, int ifTrue, int ifFalse) {
    return new Instruction(JUMP_IF_ANY_BIT, ifTrue, ifFalse, mask);
  }

  static Instruction returning(int action) {
    return new Instruction(RETURN, 0, 0, action);
  }

  /** The same comparison with other jumps. */
  Instruction jumping(int overIfTrue, int overIfFalse) {
    return new Instruction(code, overIfTrue, overIfFalse, operand);
  }

  boolean isReturn() {
    return code == RETURN;
  }

  boolean isComparison() {
    return code == JUMP_IF_EQUAL || code == JUMP_IF_NOT_BELOW || code == JUMP_IF_ANY_BIT;
  }

  int ifTrue() {
    return ifTrue;
  }

  int ifFalse() {
    return ifFalse;
  }

  static byte[] encode(List<Instruction> program, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(program.size() * BYTES).order(order);
    for (Instruction one : program) {
      bytes.putShort((short) one.code).put((byte) one.ifTrue).put((byte) one.ifFalse);
      bytes.putInt(one.operand);
    }
    return bytes.array();
  }

  private int[] all() {
    return new int[] {code, ifTrue, ifFalse, operand};
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Instruction && Arrays.equals(all(), ((Instruction) other).all());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(all());
  }
}
