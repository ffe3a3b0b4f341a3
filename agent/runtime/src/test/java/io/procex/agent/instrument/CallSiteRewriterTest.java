package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

class CallSiteRewriterTest {
  private static byte[] processImpl() throws Exception {
    return ClassFiles.read("/" + ForkAndExecCallSite.OWNER + ".class");
  }

  private static ClassNode parse(byte[] classFile) {
    byte[] readable = classFile.clone();
    readable[7] = (byte) Opcodes.V1_8;
    ClassNode node = new ClassNode();
    new ClassReader(readable).accept(node, 0);
    return node;
  }

  private static MethodNode constructor(ClassNode type) {
    return type.methods.stream().filter(m -> m.name.equals("<init>")).findFirst().get();
  }

  private static List<MethodInsnNode> callsOfForkAndExec(MethodNode constructor) {
    return Arrays.stream(constructor.instructions.toArray())
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .filter(call -> call.name.equals("forkAndExec"))
        .collect(Collectors.toList());
  }

  private static List<String> callsOfForkAndExec(byte[] classFile) {
    return callsOfForkAndExec(constructor(parse(classFile))).stream()
        .map(call -> call.owner + call.desc)
        .collect(Collectors.toList());
  }

  @Test
  void dispatcherIsAskedFirstAndTheJdksOwnCallStays() throws Exception {
    byte[] rewritten = CallSiteRewriter.rewrite(processImpl());
    assertEquals(
        Arrays.asList(
            "java/lang/ProcexDispatcher" + ForkAndExecCallSite.DISPATCHER_DESCRIPTOR,
            ForkAndExecCallSite.OWNER + ForkAndExecCallSite.DESCRIPTOR),
        callsOfForkAndExec(rewritten));
  }

  @Test
  void jdksOwnCallIsPassedOverIfThereIsAPid() throws Exception {
    MethodNode constructor = constructor(parse(CallSiteRewriter.rewrite(processImpl())));
    List<MethodInsnNode> calls = callsOfForkAndExec(constructor);
    AbstractInsnNode next = calls.get(0).getNext();
    while (!(next instanceof JumpInsnNode)) {
      next = next.getNext();
    }
    assertEquals(Opcodes.IFGT, next.getOpcode());
    int end = constructor.instructions.indexOf(((JumpInsnNode) next).label);
    assertTrue(end > constructor.instructions.indexOf(calls.get(1)));
  }

  @Test
  void rewrittenConstructorPassesTheVerifier() throws Exception {
    ClassNode type = parse(CallSiteRewriter.rewrite(processImpl()));
    new Analyzer<>(new BasicVerifier()).analyzeAndComputeMaxs(type.name, constructor(type));
  }

  @Test
  void otherMethodsKeepEveryInstruction() throws Exception {
    ClassNode before = parse(processImpl());
    ClassNode after = parse(CallSiteRewriter.rewrite(processImpl()));
    assertEquals(before.methods.size(), after.methods.size());
    for (int i = 0; i < before.methods.size(); i++) {
      if (!before.methods.get(i).name.equals("<init>")) {
        assertArrayEquals(opcodes(before.methods.get(i)), opcodes(after.methods.get(i)));
      }
    }
  }

  private static int[] opcodes(MethodNode method) {
    return Arrays.stream(method.instructions.toArray())
        .mapToInt(AbstractInsnNode::getOpcode)
        .toArray();
  }

  @Test
  void classFileVersionNewerThanAnyKnownIsKept() throws Exception {
    byte[] future = processImpl();
    future[7] = 120;
    byte[] rewritten = CallSiteRewriter.rewrite(future);
    assertEquals(120, rewritten[7]);
    assertEquals(2, callsOfForkAndExec(rewritten).size());
  }

  @Test
  void classThatIsAlreadyRewrittenStillHasOneCallToRewrite() throws Exception {
    byte[] once = CallSiteRewriter.rewrite(processImpl());
    assertEquals(3, callsOfForkAndExec(CallSiteRewriter.rewrite(once)).size());
  }
}
