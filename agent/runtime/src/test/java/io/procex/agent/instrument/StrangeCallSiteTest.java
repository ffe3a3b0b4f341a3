package io.procex.agent.instrument;

import static io.procex.agent.instrument.ChangedLauncher.DESCRIPTOR;
import static io.procex.agent.instrument.ChangedLauncher.asking;
import static io.procex.agent.instrument.ChangedLauncher.assertRefused;
import static io.procex.agent.instrument.ChangedLauncher.call;
import static io.procex.agent.instrument.ChangedLauncher.changed;
import static io.procex.agent.instrument.ChangedLauncher.handingOnTo;
import static io.procex.agent.instrument.ChangedLauncher.method;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A launching class that calls the native method more or less often than once, or elsewhere. */
class StrangeCallSiteTest {
  @Test
  void classAsItIsAsksForTheNativeMethod() throws Exception {
    byte[] rewritten = CallSiteRewriter.rewrite(changed(type -> {}));
    assertEquals(Arrays.asList("<init> for forkAndExec"), asking(rewritten));
  }

  @Test
  void noCallIsRefused() throws Exception {
    assertRefused(
        "calls forkAndExec from [] instead of once",
        type -> {
          MethodNode constructor = method(type, "<init>");
          constructor.instructions.clear();
          constructor.tryCatchBlocks.clear();
          constructor.localVariables.clear();
          constructor.instructions.add(new InsnNode(Opcodes.RETURN));
        });
  }

  @Test
  void secondCallInTheConstructorIsRefused() throws Exception {
    assertRefused(
        "calls forkAndExec from [<init>, <init>] instead of once",
        type -> {
          MethodNode constructor = method(type, "<init>");
          MethodInsnNode call = call(constructor, "forkAndExec");
          constructor.instructions.insert(
              call, call.clone(Collections.<LabelNode, LabelNode>emptyMap()));
        });
  }

  @Test
  void callInASecondConstructorIsRefused() throws Exception {
    assertRefused(
        "calls forkAndExec from [<init>, <init>] instead of once",
        type -> {
          MethodNode second = handingOnTo("forkAndExec", "<init>");
          second.desc = DESCRIPTOR.replace(")I", ")V");
          second.instructions.set(second.instructions.getLast(), new InsnNode(Opcodes.RETURN));
          type.methods.add(second);
        });
  }

  @Test
  void secondCallInAnotherMethodIsRefused() throws Exception {
    assertRefused(
        "calls forkAndExec from [<init>, retry] instead of once",
        type -> type.methods.add(handingOnTo("forkAndExec", "retry")));
  }

  @Test
  void onlyCallInAnotherMethodIsRefused() throws Exception {
    assertRefused(
        "calls forkAndExec from [launch] instead of once",
        type -> {
          call(method(type, "<init>"), "forkAndExec").name = "launch";
          type.methods.add(handingOnTo("forkAndExec", "launch"));
        });
  }
}
