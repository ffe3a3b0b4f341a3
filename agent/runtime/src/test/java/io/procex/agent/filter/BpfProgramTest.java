package io.procex.agent.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BpfProgramTest {
  private static final int X86_64 = new SystemCalls("x86_64").architecture();
  private static final int I386 = 0x40000003;
  private static final int AARCH64 = new SystemCalls("aarch64").architecture();
  private static final int ARM = 0x40000028;
  private static final int DENIED = Action.EPERM;

  private static byte[] program(int architecture, BitSet listed) {
    BpfProgram program = new BpfProgram(architecture);
    for (int number = 0; number <= listed.length(); number++) {
      int action = listed.get(number) ? DENIED : Action.ALLOW;
      program.add(number, Collections.singletonList(Instruction.returning(action)));
    }
    return program.toBytes();
  }

  private static void assertTreats(BitSet listed) {
    byte[] code = program(X86_64, listed);
    assertTrue(code.length <= 4096 * 8, "more instructions than BPF_MAXINSNS");
    for (int number = 0; number < 1000; number++) {
      int wanted = listed.get(number) ? DENIED : Action.ALLOW;
      assertEquals(wanted, FilterRun.of(code, X86_64, number), "call " + number);
    }
    assertEquals(Action.ALLOW, FilterRun.of(code, X86_64, 0x3fffffff));
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
  void oneReturnServesManyRanges() {
    BitSet everySecond = new BitSet();
    for (int number = 1; number < 900; number += 2) {
      everySecond.set(number);
    }
    int comparisons = 900;
    int instructions = program(X86_64, everySecond).length / Instruction.BYTES;
    assertTrue(instructions < comparisons * 11 / 10, instructions + " instructions");
  }

  @Test
  void foreignNumbersEndTheProcess() {
    byte[] code = program(X86_64, new BitSet());
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, I386, 11));
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, AARCH64, 11));
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, X86_64, 0x40000000));
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, X86_64, 0x40000208));
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, X86_64, -1));
  }

  @Test
  void numbersOf32BitProgramsEndTheProcessOnAarch64Too() {
    assertEquals(0xc00000b7, AARCH64);
    byte[] code = program(AARCH64, new BitSet());
    assertEquals(Action.ALLOW, FilterRun.of(code, AARCH64, 221));
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, ARM, 11));
    assertEquals(Action.KILL_PROCESS, FilterRun.of(code, X86_64, 59));
  }
}
