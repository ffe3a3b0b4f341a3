package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** This JDK's launching class, changed in one way: rewritten as a whole or not at all. */
class StrangeCallSiteTest {
  private static final String DESCRIPTOR = ForkAndExecCallSite.DESCRIPTOR;

  private static byte[] changed(Consumer<ClassNode> change) throws Exception {
    ClassNode type = parse(ClassFiles.read("/" + ForkAndExecCallSite.OWNER + ".class"));
    change.accept(type);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.accept(writer);
    return writer.toByteArray();
  }

  private static ClassNode parse(byte[] classFile) {
    classFile[7] = (byte) Opcodes.V1_8;
    ClassNode type = new ClassNode();
    new ClassReader(classFile).accept(type, 0);
    return type;
  }

  private static MethodNode method(ClassNode type, String name) {
    return type.methods.stream().filter(m -> m.name.equals(name)).findFirst().get();
  }

  private static MethodInsnNode call(MethodNode method, String callee) {
    return Arrays.stream(method.instructions.toArray())
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .filter(call -> call.name.equals(callee))
        .findFirst()
        .get();
  }

  /** A method that hands its parameters on to another with the same ones, and does no more. */
  private static MethodNode handingOnTo(String callee, String name) {
    MethodNode method = new MethodNode(Opcodes.ACC_PRIVATE, name, DESCRIPTOR, null, null);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    int local = 1;
    for (Type argument : Type.getArgumentTypes(DESCRIPTOR)) {
      method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local++);
    }
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, ForkAndExecCallSite.OWNER, callee, DESCRIPTOR, false);
    method.visitInsn(Opcodes.IRETURN);
    return method;
  }

  /** As an agent that sets a native method prefix does. */
  private static void wrap(ClassNode type, String prefix) {
    MethodNode last =
        type.methods.stream()
            .filter(m -> (m.access & Opcodes.ACC_NATIVE) != 0)
            .filter(m -> m.name.endsWith("forkAndExec"))
            .findFirst()
            .get();
    String old = last.name;
    last.name = prefix + old;
    type.methods.add(handingOnTo(last.name, old));
  }

  private static void assertDeclined(String reason, Consumer<ClassNode> change) throws Exception {
    byte[] classFile = changed(change);
    byte[] before = classFile.clone();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> CallSiteRewriter.rewrite(classFile));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(Arrays.equals(before, classFile), "the original was written to");
  }

  /** Every method that asks the dispatcher, and what it asks it to stand in for. */
  private static List<String> asking(byte[] classFile) throws Exception {
    ClassNode type = parse(classFile);
    List<String> asking = new ArrayList<>();
    for (MethodNode method : type.methods) {
      Arrays.stream(method.instructions.toArray())
          .filter(MethodInsnNode.class::isInstance)
          .map(MethodInsnNode.class::cast)
          .filter(call -> call.owner.equals(ForkAndExecCallSite.DISPATCHER))
          .map(call -> method.name + " for " + ((LdcInsnNode) call.getPrevious()).cst)
          .forEach(asking::add);
      if (method.instructions.size() > 0) {
        new Analyzer<>(new BasicVerifier()).analyzeAndComputeMaxs(type.name, method);
      }
    }
    return asking;
  }

  @Test
  void classAsItIsAsksForTheNativeMethod() throws Exception {
    byte[] rewritten = CallSiteRewriter.rewrite(changed(type -> {}));
    assertEquals(Arrays.asList("<init> for forkAndExec"), asking(rewritten));
  }

  @Test
  void noCallIsDeclined() throws Exception {
    assertDeclined(
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
  void secondCallInTheConstructorIsDeclined() throws Exception {
    assertDeclined(
        "calls forkAndExec from [<init>, <init>] instead of once",
        type -> {
          MethodNode constructor = method(type, "<init>");
          MethodInsnNode call = call(constructor, "forkAndExec");
          constructor.instructions.insert(
              call, call.clone(Collections.<LabelNode, LabelNode>emptyMap()));
        });
  }

  @Test
  void callInASecondConstructorIsDeclined() throws Exception {
    assertDeclined(
        "calls forkAndExec from [<init>, <init>] instead of once",
        type -> {
          MethodNode second = handingOnTo("forkAndExec", "<init>");
          second.desc = DESCRIPTOR.replace(")I", ")V");
          second.instructions.set(second.instructions.getLast(), new InsnNode(Opcodes.RETURN));
          type.methods.add(second);
        });
  }

  @Test
  void secondCallInAnotherMethodIsDeclined() throws Exception {
    assertDeclined(
        "calls forkAndExec from [<init>, retry] instead of once",
        type -> type.methods.add(handingOnTo("forkAndExec", "retry")));
  }

  @Test
  void onlyCallInAnotherMethodIsDeclined() throws Exception {
    assertDeclined(
        "calls forkAndExec from [launch] instead of once",
        type -> {
          call(method(type, "<init>"), "forkAndExec").name = "launch";
          type.methods.add(handingOnTo("forkAndExec", "launch"));
        });
  }

  @Test
  void anotherDescriptorIsDeclined() throws Exception {
    assertDeclined(
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
  void staticMethodIsDeclined() throws Exception {
    assertDeclined(
        "declares 0 known native methods forkAndExec",
        type -> {
          method(type, "forkAndExec").access |= Opcodes.ACC_STATIC;
          call(method(type, "<init>"), "forkAndExec").setOpcode(Opcodes.INVOKESTATIC);
        });
  }

  @Test
  void methodThatIsNotNativeIsDeclined() throws Exception {
    assertDeclined(
        "declares 0 known native methods forkAndExec",
        type -> {
          type.methods.remove(method(type, "forkAndExec"));
          type.methods.add(handingOnTo("launch", "forkAndExec"));
        });
  }

  @Test
  void secondNativeMethodIsDeclined() throws Exception {
    assertDeclined(
        "declares 2 known native methods forkAndExec",
        type ->
            type.methods.add(
                new MethodNode(Opcodes.ACC_NATIVE, "a_forkAndExec", DESCRIPTOR, null, null)));
  }

  @Test
  void otherClassIsDeclined() throws Exception {
    byte[] other = ClassFiles.read("/java/lang/Process.class");
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> CallSiteRewriter.rewrite(other));
    assertTrue(e.getMessage().contains("declares 0 known native methods"), e.getMessage());
  }

  @Test
  void wrapperByAnAgentThatCameBeforeIsKeptAndAsksItself() throws Exception {
    byte[] rewritten = CallSiteRewriter.rewrite(changed(type -> wrap(type, "a_")));
    assertEquals(Arrays.asList("forkAndExec for a_forkAndExec"), asking(rewritten));
  }

  @Test
  void innerOneOfTwoWrappersAsks() throws Exception {
    byte[] rewritten =
        CallSiteRewriter.rewrite(
            changed(
                type -> {
                  wrap(type, "a_");
                  wrap(type, "b_");
                }));
    assertEquals(Arrays.asList("a_forkAndExec for b_a_forkAndExec"), asking(rewritten));
  }

  @Test
  void prefixedMethodThatTheConstructorCallsItselfIsDeclined() throws Exception {
    assertDeclined(
        "calls a_forkAndExec from [<init>] instead of once",
        type -> {
          method(type, "forkAndExec").name = "a_forkAndExec";
          call(method(type, "<init>"), "forkAndExec").name = "a_forkAndExec";
        });
  }
}
