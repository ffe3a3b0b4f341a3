package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** Where the JDK hands a thread the task to wait for a process: rewritten as a whole or not. */
class ReaperRewriterTest {
  private static byte[] original() throws Exception {
    return ClassFiles.read("/" + ReaperCallSite.OWNER + ".class");
  }

  private static ClassNode parse(byte[] classFile) {
    byte[] readable = classFile.clone();
    readable[7] = (byte) Opcodes.V1_8;
    ClassNode type = new ClassNode();
    new ClassReader(readable).accept(type, 0);
    return type;
  }

  private static MethodNode method(ClassNode type) {
    return type.methods.stream()
        .filter(m -> m.name.equals(ReaperCallSite.METHOD))
        .filter(m -> m.desc.equals(ReaperCallSite.DESCRIPTOR))
        .findFirst()
        .get();
  }

  private static List<MethodInsnNode> executions(MethodNode method) {
    return Arrays.stream(method.instructions.toArray())
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .filter(call -> call.name.equals(ReaperCallSite.EXECUTE))
        .collect(Collectors.toList());
  }

  private static byte[] changed(Consumer<ClassNode> change) throws Exception {
    ClassNode type = parse(original());
    change.accept(type);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.accept(writer);
    return writer.toByteArray();
  }

  @Test
  void everyTaskIsHandedToTheBridge() throws Exception {
    List<MethodInsnNode> before = executions(method(parse(original())));
    List<MethodInsnNode> after = executions(method(parse(ReaperRewriter.rewrite(original()))));
    assertTrue(!before.isEmpty());
    assertEquals(before.size(), after.size());
    for (MethodInsnNode call : after) {
      assertEquals(
          ReaperCallSite.REAPER + ReaperCallSite.REAPER_DESCRIPTOR, call.owner + call.desc);
    }
  }

  @Test
  void rewrittenMethodPassesTheVerifier() throws Exception {
    ClassNode type = parse(ReaperRewriter.rewrite(original()));
    new Analyzer<>(new BasicVerifier()).analyzeAndComputeMaxs(type.name, method(type));
  }

  private static MethodNode destroying(ClassNode type) {
    return type.methods.stream()
        .filter(m -> m.name.equals("destroyProcess") && m.desc.equals("(Z)Z"))
        .findFirst()
        .get();
  }

  /** The first call of that name; null if there is none. */
  private static MethodInsnNode call(MethodNode method, String name) {
    return Arrays.stream(method.instructions.toArray())
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .filter(call -> call.name.equals(name))
        .findFirst()
        .orElse(null);
  }

  @Test
  void processThatHasEndedIsNotDestroyedByTheNumberThatAnotherHasNow() throws Exception {
    MethodNode destroying = destroying(parse(ReaperRewriter.rewrite(original())));
    AbstractInsnNode next = call(destroying, "isAlive").getNext();
    assertEquals(Opcodes.IFEQ, next.getOpcode());
    int end = destroying.instructions.indexOf(((JumpInsnNode) next).label);
    assertTrue(end > destroying.instructions.indexOf(call(destroying, "destroyGroup")));
  }

  @Test
  void classWithoutTheFieldsThatAreAskedDestroysAsItDid() throws Exception {
    for (String field : new String[] {"pid", "startTime"}) {
      byte[] without = changed(type -> type.fields.removeIf(one -> one.name.equals(field)));
      ClassNode type = parse(ReaperRewriter.rewrite(without));
      assertNull(call(destroying(type), "hasLeaders"), field);
      assertNotNull(call(method(type), "execute"), field);
    }
  }

  @Test
  void classThatLearnsStartTimesInAnotherWayStillHandsOverItsTasks() throws Exception {
    byte[] other =
        changed(
            type -> {
              for (MethodNode method : type.methods) {
                if (method.name.equals(ReaperCallSite.HANDLE_METHOD)) {
                  call(method, ReaperCallSite.ALIVE_METHOD).name = "startedAt";
                }
              }
            });
    ClassNode type = parse(ReaperRewriter.rewrite(other));
    assertEquals(ReaperCallSite.REAPER, executions(method(type)).get(0).owner);
  }

  @Test
  void destroyingAProcessAsksTheBridgeFirst() throws Exception {
    ClassNode type = parse(ReaperRewriter.rewrite(original()));
    MethodInsnNode first =
        Arrays.stream(destroying(type).instructions.toArray())
            .filter(MethodInsnNode.class::isInstance)
            .map(MethodInsnNode.class::cast)
            .findFirst()
            .get();
    assertEquals(ReaperCallSite.REAPER + ".hasLeaders", first.owner + "." + first.name);
    new Analyzer<>(new BasicVerifier()).analyzeAndComputeMaxs(type.name, destroying(type));
  }

  @Test
  void classFileVersionNewerThanAnyKnownIsKept() throws Exception {
    byte[] future = original();
    future[7] = 120;
    assertEquals(120, ReaperRewriter.rewrite(future)[7]);
  }

  @Test
  void classWithoutTheCallIsLeftAlone() throws Exception {
    byte[] without =
        changed(
            type -> {
              MethodNode method = method(type);
              for (MethodInsnNode call : executions(method)) {
                InsnList pops = new InsnList();
                pops.add(new InsnNode(Opcodes.POP2)); // the executor and the task
                method.instructions.insert(call, pops);
                method.instructions.remove(call);
              }
            });
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> ReaperRewriter.rewrite(without));
    assertTrue(e.getMessage().startsWith("0 calls of execute in "), e.getMessage());
  }
}
