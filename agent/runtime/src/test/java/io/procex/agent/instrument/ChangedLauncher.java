package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** This JDK's launching class with one change, and what CallSiteRewriter makes of it. */
final class ChangedLauncher {
  static final String DESCRIPTOR = ForkAndExecCallSite.DESCRIPTOR;

  private ChangedLauncher() {}

  /** The class file of the launching class with that change. */
  static byte[] changed(Consumer<ClassNode> change) throws Exception {
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

  static MethodNode method(ClassNode type, String name) {
    return type.methods.stream().filter(m -> m.name.equals(name)).findFirst().get();
  }

  static MethodInsnNode call(MethodNode method, String callee) {
    return Arrays.stream(method.instructions.toArray())
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .filter(call -> call.name.equals(callee))
        .findFirst()
        .get();
  }

  /** A method that only passes its parameters on to another with the same parameters. */
  static MethodNode handingOnTo(String callee, String name) {
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

  /** Wraps the native method as an agent does that sets a native method prefix. */
  static void wrap(ClassNode type, String prefix) {
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

  /** Checks that a class with that change is not rewritten, and says why. */
  static void assertRefused(String reason, Consumer<ClassNode> change) throws Exception {
    byte[] classFile = changed(change);
    byte[] before = classFile.clone();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> CallSiteRewriter.rewrite(classFile));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(Arrays.equals(before, classFile), "the original was written to");
  }

  /** Each method that calls the dispatcher, and the native method that the call replaces. */
  static List<String> asking(byte[] classFile) throws Exception {
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
}
