package io.procex.agent.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
    for (int number = 0; number < 2100; number++) {
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
    for (int number = 1; number < 2000; number += 2) {
      everySecond.set(number);
    }
    assertTreats(everySecond);
  }

  @Test
  void oneReturnServesManyRanges() {
    BitSet everySecond = new BitSet();
    for (int number = 1; number < 2000; number += 2) {
      everySecond.set(number);
    }
    int boundaries = 2000;
    int instructions = program(X86_64, everySecond).length / Instruction.BYTES;
    assertTrue(instructions < boundaries * 7 / 10, instructions + " instructions");
  }

  private static List<Instruction> treatment(List<Instruction> check, int otherwise) {
    List<Instruction> all = new ArrayList<>(check);
    all.add(Instruction.returning(otherwise));
    return all;
  }

  /** Checks of different lengths, which share some of their instructions and not others. */
  private static List<List<Instruction>> treatments() {
    List<List<Instruction>> all = new ArrayList<>();
    for (int argument = 0; argument < 3; argument++) {
      all.add(treatment(Argument.anyBit(argument, 6, DENIED), Action.ALLOW));
      all.add(treatment(Argument.allBits(argument, 6, DENIED), Action.ALLOW));
      all.add(treatment(Argument.allBits(argument, 6, Action.ENOSYS), DENIED));
      all.add(treatment(Argument.noneOrAnyBit(argument, 4, DENIED), Action.ALLOW));
      all.add(treatment(Argument.anyBits(argument, 1, 2, 6, DENIED), Action.ALLOW));
      all.add(treatment(Argument.oneOf(argument, Arrays.asList(1, 2, 5), DENIED), Action.ALLOW));
    }
    all.add(treatment(Collections.emptyList(), Action.ALLOW));
    all.add(treatment(Collections.emptyList(), DENIED));
    return all;
  }

  private static void assertTreats(List<List<Instruction>> treatments) {
    BpfProgram program = new BpfProgram(X86_64);
    for (int number = 0; number < treatments.size(); number++) {
      program.add(number, treatments.get(number));
    }
    byte[] code = program.toBytes();
    for (int number = 0; number < treatments.size(); number++) {
      byte[] alone = Instruction.encode(treatments.get(number), ByteOrder.nativeOrder());
      for (int bits = 0; bits < 512; bits++) {
        long[] arguments = {bits & 7, bits >> 3 & 7, bits >> 6};
        int wanted = FilterRun.of(alone, X86_64, number, arguments);
        assertEquals(wanted, FilterRun.of(code, X86_64, number, arguments), "call " + number);
      }
    }
  }

  @Test
  void argumentsAreCheckedByWhatIsPlacedOnceForMany() {
    List<List<Instruction>> kinds = treatments();
    Random random = new Random(7);
    for (int size = 1; size < 600; size += 149) {
      List<List<Instruction>> ofNumbers = new ArrayList<>();
      while (ofNumbers.size() < size) {
        List<Instruction> kind = kinds.get(random.nextInt(kinds.size()));
        int times = 1 + random.nextInt(3) * random.nextInt(3);
        ofNumbers.addAll(Collections.nCopies(times, kind));
      }
      assertTreats(ofNumbers);
    }
  }

  @Test
  void checksOfManyCallsArePlacedOnce() {
    List<Instruction> one = treatment(Argument.anyBit(1, 6, DENIED), Action.ALLOW);
    List<Instruction> other = treatment(Argument.anyBit(2, 6, DENIED), Action.ALLOW);
    BpfProgram program = new BpfProgram(X86_64);
    for (int number = 0; number < 20; number++) {
      program.add(10 * number, number % 2 == 0 ? one : other);
    }
    int frame = 6;
    int checks = 2 * 2 + 2;
    int boundaries = 19;
    int instructions = program.toBytes().length / Instruction.BYTES;
    assertTrue(instructions <= frame + checks + boundaries, instructions + " instructions");
  }

  @Test
  void callThatStandsAloneTakesOneComparison() {
    BitSet listed = new BitSet();
    listed.set(20);
    listed.set(30);
    int frame = 6;
    int instructions = program(X86_64, listed).length / Instruction.BYTES;
    assertTrue(instructions <= frame + 2 + 2, instructions + " instructions");
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
