package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BpfProgramTest {
  private static final int X86_64 = new SystemCalls("x86_64").architecture();
  private static final int I386 = 0x40000003;
  private static final int AARCH64 = new SystemCalls("aarch64").architecture();
  private static final int ARM = 0x40000028;
  private static final int DENIED = BpfProgram.ERRNO | 1;

  /** Runs the instructions that such programs have, as the kernel would. */
  private static int run(byte[] code, int arch, int number) {
    ByteBuffer program = ByteBuffer.wrap(code).order(ByteOrder.nativeOrder());
    int accumulator = 0;
    for (int at = 0; ; at++) {
      int operand = program.getInt(at * 8 + 4);
      int ifTrue = program.get(at * 8 + 2) & 0xff;
      int ifFalse = program.get(at * 8 + 3) & 0xff;
      int operation = program.getShort(at * 8);
      if (operation == 0x20) {
        accumulator = operand == 4 ? arch : number;
      } else if (operation == 0x15) {
        at += accumulator == operand ? ifTrue : ifFalse;
      } else if (operation == 0x35) {
        at += Integer.compareUnsigned(accumulator, operand) >= 0 ? ifTrue : ifFalse;
      } else if (operation == 0x05) {
        at += operand;
      } else {
        return operand;
      }
    }
  }

  private static void assertTreats(BitSet listed) {
    byte[] code = new BpfProgram(X86_64, listed, DENIED, BpfProgram.ALLOW).toBytes();
    assertTrue(code.length <= 4096 * 8, "more instructions than BPF_MAXINSNS");
    for (int number = 0; number < 1000; number++) {
      int wanted = listed.get(number) ? DENIED : BpfProgram.ALLOW;
      assertEquals(wanted, run(code, X86_64, number), "call " + number);
    }
    assertEquals(BpfProgram.ALLOW, run(code, X86_64, 0x3fffffff));
  }

  @Test
  void everyNumberIsTreatedAsListed() {
    BitSet listed = new BitSet();
    assertTreats(listed);
    listed.set(0);
    listed.set(57, 60);
    listed.set(435);
    assertTreats(listed);
  }

  @Test
  void listsWithMoreRangesThanAConditionalJumpIsLongWorkToo() {
    BitSet everySecond = new BitSet();
    for (int number = 1; number < 900; number += 2) {
      everySecond.set(number);
    }
    assertTreats(everySecond);
  }

  @Test
  void foreignNumbersEndTheProcess() {
    byte[] code = new BpfProgram(X86_64, new BitSet(), DENIED, BpfProgram.ALLOW).toBytes();
    assertEquals(BpfProgram.KILL_PROCESS, run(code, I386, 11));
    assertEquals(BpfProgram.KILL_PROCESS, run(code, AARCH64, 11));
    assertEquals(BpfProgram.KILL_PROCESS, run(code, X86_64, 0x40000000));
    assertEquals(BpfProgram.KILL_PROCESS, run(code, X86_64, 0x40000208));
    assertEquals(BpfProgram.KILL_PROCESS, run(code, X86_64, -1));
  }

  @Test
  void numbersOf32BitProgramsEndTheProcessOnAarch64Too() {
    assertEquals(0xc00000b7, AARCH64);
    byte[] code = new BpfProgram(AARCH64, new BitSet(), DENIED, BpfProgram.ALLOW).toBytes();
    assertEquals(BpfProgram.ALLOW, run(code, AARCH64, 221));
    assertEquals(BpfProgram.KILL_PROCESS, run(code, ARM, 11));
    assertEquals(BpfProgram.KILL_PROCESS, run(code, X86_64, 59));
  }
}
