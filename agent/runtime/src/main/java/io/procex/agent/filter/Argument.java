package io.procex.agent.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Rules about the arguments of a call, as instructions that return if they deny it. All values are
 * of 32 bits: of these arguments the kernel itself looks at the lower half alone.
 */
final class Argument {
  private Argument() {}

  /** Denies a call whose argument has any of the bits. */
  static List<Instruction> anyBit(int argument, int mask, int action) {
    return Arrays.asList(
        Instruction.loadArgument(argument),
        Instruction.ifAnyBit(mask, 0, 1),
        Instruction.returning(action));
  }

  /** Denies a call whose argument has all of the bits. */
  static List<Instruction> allBits(int argument, int mask, int action) {
    return Arrays.asList(
        Instruction.loadArgument(argument),
        Instruction.and(mask),
        Instruction.ifEqual(mask, 0, 1),
        Instruction.returning(action));
  }

  /** Denies a call if one argument has any of the first bits, and another any of the second. */
  static List<Instruction> anyBits(int one, int mask, int other, int otherMask, int action) {
    return Arrays.asList(
        Instruction.loadArgument(one),
        Instruction.ifAnyBit(mask, 0, 3),
        Instruction.loadArgument(other),
        Instruction.ifAnyBit(otherMask, 0, 1),
        Instruction.returning(action));
  }

  /** Denies a call whose argument is 0 or has any of the bits. */
  static List<Instruction> noneOrAnyBit(int argument, int mask, int action) {
    return Arrays.asList(
        Instruction.loadArgument(argument),
        Instruction.ifEqual(0, 1, 0),
        Instruction.ifAnyBit(mask, 0, 1),
        Instruction.returning(action));
  }

  /** Denies a call whose argument has any of the bits and is not that value. */
  static List<Instruction> anyBitUnless(int argument, int value, int mask, int action) {
    return Arrays.asList(
        Instruction.loadArgument(argument),
        Instruction.ifEqual(value, 2, 0),
        Instruction.ifAnyBit(mask, 0, 1),
        Instruction.returning(action));
  }

  /** Denies a call whose argument is none of the values. */
  static List<Instruction> otherThan(int argument, Collection<Integer> values, int action) {
    List<Instruction> code = new ArrayList<>();
    code.add(Instruction.loadArgument(argument));
    int left = values.size();
    for (int value : values) {
      code.add(Instruction.ifEqual(value, left, 0));
      left--;
    }
    code.add(Instruction.returning(action));
    return code;
  }

  /** Denies a call whose argument is one of the values. */
  static List<Instruction> oneOf(int argument, Collection<Integer> values, int action) {
    List<Instruction> code = new ArrayList<>();
    code.add(Instruction.loadArgument(argument));
    for (int value : values) {
      code.add(Instruction.ifEqual(value, 0, 1));
      code.add(Instruction.returning(action));
    }
    return code;
  }
}
