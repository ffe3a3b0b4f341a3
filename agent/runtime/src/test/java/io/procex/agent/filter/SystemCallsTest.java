package io.procex.agent.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SystemCallsTest {
  private static final SystemCalls X86_64 = new SystemCalls("x86_64");
  private static final SystemCalls AARCH64 = new SystemCalls("aarch64");

  private static BitSet bits(int... numbers) {
    BitSet bits = new BitSet();
    for (int number : numbers) {
      bits.set(number);
    }
    return bits;
  }

  @Test
  void numbersAreThoseOfTheCpu() {
    assertEquals(257, X86_64.number("openat"));
    assertEquals(56, AARCH64.number("openat"));
    assertEquals(80, AARCH64.number("fstat")); // which its header has in terms of another name
    assertEquals(79, AARCH64.number("newfstatat"));
    assertEquals(435, AARCH64.number("clone3"));
  }

  /** One list serves both, as with systemd. */
  @Test
  void callOfAnotherCpuIsPassedOver() {
    assertEquals(bits(2), X86_64.numbers("open"));
    assertEquals(bits(), AARCH64.numbers("open"));
    assertNull(AARCH64.number("fork"));
    assertNull(X86_64.number("mmap2")); // of 32-bit CPUs
  }

  @Test
  void nameThatNoCpuHasIsAnErrorOnEach() {
    for (SystemCalls calls : new SystemCalls[] {X86_64, AARCH64}) {
      for (String name : new String[] {"opne", "audit-arch", "name", "#", "-"}) {
        assertThrows(IllegalArgumentException.class, () -> calls.number(name), name);
      }
    }
  }

  @Test
  void whatALaunchNeedsIsOnEach() {
    for (SystemCalls calls : new SystemCalls[] {X86_64, AARCH64}) {
      for (String name : new String[] {"execve", "exit_group", "mmap", "brk", "rt_sigreturn"}) {
        assertNotNull(calls.number(name), name);
      }
    }
  }

  @Test
  void filterOnACpuThatNobodyKnowsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SystemCalls("s390x"));
  }
}
