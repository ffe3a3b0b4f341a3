package io.procex.agent.instrument;

import static io.procex.agent.instrument.ChangedLauncher.DESCRIPTOR;
import static io.procex.agent.instrument.ChangedLauncher.assertRefused;
import static io.procex.agent.instrument.ChangedLauncher.call;
import static io.procex.agent.instrument.ChangedLauncher.handingOnTo;
import static io.procex.agent.instrument.ChangedLauncher.method;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A launching class whose native method is not the known one. */
class StrangeNativeMethodTest {
  @Test
  void anotherDescriptorIsRefused() throws Exception {
    assertRefused(
        "declares 0 known native methods forkAndExec",
        type -> {
          method(type, "forkAndExec").desc = "(II[B[B[BI[BI[B[IZ)I";
          MethodNode constructor = method(type, "<init>");
          MethodInsnNode call = call(constructor, "forkAndExec");
          call.desc = "(II[B[B[BI[BI[B[IZ)I";
          constructor.instructions.insertBefore(
              call, new VarInsnNode(Opcodes.ILOAD, 8)); // not verified here
        });
  }

  @Test
  void staticMethodIsRefused() throws Exception {
    assertRefused(
        "declares 0 known native methods forkAndExec",
        type -> {
          method(type, "forkAndExec").access |= Opcodes.ACC_STATIC;
          call(method(type, "<init>"), "forkAndExec").setOpcode(Opcodes.INVOKESTATIC);
        });
  }

  @Test
  void methodThatIsNotNativeIsRefused() throws Exception {
    assertRefused(
        "declares 0 known native methods forkAndExec",
        type -> {
          type.methods.remove(method(type, "forkAndExec"));
          type.methods.add(handingOnTo("launch", "forkAndExec"));
        });
  }

  @Test
  void secondNativeMethodIsRefused() throws Exception {
    assertRefused(
        "declares 2 known native methods forkAndExec",
        type ->
            type.methods.add(
                new MethodNode(Opcodes.ACC_NATIVE, "a_forkAndExec", DESCRIPTOR, null, null)));
  }

  @Test
  void otherClassIsRefused() throws Exception {
    byte[] other = ClassFiles.read("/java/lang/Process.class");
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> CallSiteRewriter.rewrite(other));
    assertTrue(e.getMessage().contains("declares 0 known native methods"), e.getMessage());
  }
}
