package io.procex.hosts;

import io.procex.hosts.agents.LaunchingClass;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes of this JDK one that the agent does not know, and that launches as before. Its argument
 * says how: {@code constructor} and {@code retry} add a constructor or a method, never used, that
 * calls forkAndExec too; {@code moved} lets the constructor call it by way of another method.
 */
public final class StrangeJdkAgent implements ClassFileTransformer {
  private static final String PROCESS = LaunchingClass.INTERNAL_NAME;
  private static final String DESCRIPTOR = "(I[B[B[BI[BI[B[IZ)I";
  private static final int VERSION = 4; // the offset of its four bytes

  private final String change;

  private StrangeJdkAgent(String change) {
    this.change = change;
  }

  public static void premain(String change, Instrumentation instrumentation) {
    instrumentation.addTransformer(new StrangeJdkAgent(change));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (!PROCESS.equals(className)) {
      return null;
    }
    byte[] readable = classFile.clone(); // an early-access JDK's version may be unknown to ASM
    readable[VERSION + 3] = Opcodes.V1_8;
    ClassReader reader = new ClassReader(readable);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Change(writer), 0);
    byte[] result = writer.toByteArray();
    System.arraycopy(classFile, VERSION, result, VERSION, 4);
    return result;
  }

  private final class Change extends ClassVisitor {
    Change(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return change.equals("moved") && name.equals("<init>") ? new Detour(next) : next;
    }

    @Override
    public void visitEnd() {
      if (change.equals("constructor")) {
        MethodVisitor method = super.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Process", "<init>", "()V", false);
        callForkAndExec(method);
        method.visitInsn(Opcodes.POP);
        end(method, Opcodes.RETURN);
      } else {
        MethodVisitor method =
            super.visitMethod(Opcodes.ACC_PRIVATE, change, DESCRIPTOR, null, null);
        method.visitCode();
        callForkAndExec(method);
        end(method, Opcodes.IRETURN);
      }
      super.visitEnd();
    }
  }

  /** With the parameters of the method if there are such, else with what is there. */
  private void callForkAndExec(MethodVisitor method) {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    int local = 1;
    for (Type argument : Type.getArgumentTypes(DESCRIPTOR)) {
      if (change.equals("constructor")) {
        method.visitInsn(argument.getSort() == Type.ARRAY ? Opcodes.ACONST_NULL : Opcodes.ICONST_0);
      } else {
        method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local++);
      }
    }
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, PROCESS, "forkAndExec", DESCRIPTOR, false);
  }

  private static void end(MethodVisitor method, int opcode) {
    method.visitInsn(opcode);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  /** Calls {@code moved} where forkAndExec was called. */
  private static final class Detour extends MethodVisitor {
    Detour(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String target = name.equals("forkAndExec") ? "moved" : name;
      super.visitMethodInsn(opcode, owner, target, descriptor, isInterface);
    }
  }
}
