package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A launching class that nobody understands asks before it launches. */
class RefusalRewriterTest {
  private static List<MethodNode> asking(Consumer<ClassNode> change) throws Exception {
    byte[] classFile = RefusalRewriter.rewrite(ChangedLauncher.changed(change), "why");
    classFile[7] = (byte) Opcodes.V1_8;
    ClassNode type = new ClassNode();
    new ClassReader(classFile).accept(type, 0);
    List<MethodNode> asking = new ArrayList<>();
    for (MethodNode method : type.methods) {
      if (!questions(method).isEmpty()) {
        asking.add(method);
      }
    }
    return asking;
  }

  private static List<MethodInsnNode> questions(MethodNode method) {
    List<MethodInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof MethodInsnNode call && call.name.equals("refuse")) {
        found.add(call);
      }
    }
    return found;
  }

  @Test
  void questionComesBeforeTheCallWithItsReason() throws Exception {
    MethodNode asking = asking(type -> {}).get(0);
    MethodInsnNode question = questions(asking).get(0);
    assertEquals("why", ((LdcInsnNode) question.getPrevious()).cst);
    MethodInsnNode call = ChangedLauncher.call(asking, ForkAndExecCallSite.NAME);
    assertTrue(asking.instructions.indexOf(question) < asking.instructions.indexOf(call));
  }

  @Test
  void classWithoutAKnownCallAsksInItsConstructor() throws Exception {
    List<MethodNode> asking =
        asking(
            type -> {
              for (MethodNode method : type.methods) {
                for (AbstractInsnNode node : method.instructions) {
                  if (node instanceof MethodInsnNode call
                      && call.name.endsWith(ForkAndExecCallSite.NAME)) {
                    call.name = "another";
                  }
                }
              }
            });
    assertTrue(!asking.isEmpty());
    for (MethodNode method : asking) {
      assertEquals(ForkAndExecCallSite.CONSTRUCTOR, method.name);
    }
    assertEquals(Collections.emptyList(), withoutConstructors(asking));
  }

  private static List<MethodNode> withoutConstructors(List<MethodNode> methods) {
    List<MethodNode> others = new ArrayList<>(methods);
    others.removeIf(method -> method.name.equals(ForkAndExecCallSite.CONSTRUCTOR));
    return others;
  }
}
