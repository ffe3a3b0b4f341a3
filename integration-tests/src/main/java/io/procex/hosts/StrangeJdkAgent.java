package io.procex.hosts;

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
 * Makes of this JDK one that the agent does not know: gives ProcessImpl a second constructor, never
 * used, that calls forkAndExec too.
 */
public final class StrangeJdkAgent implements ClassFileTransformer {
  private static final String PROCESS = "java/lang/ProcessImpl";
  private static final String DESCRIPTOR = "(I[B[B[BI[BI[B[IZ)I";

  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new StrangeJdkAgent());
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
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new SecondConstructor(writer), 0);
    return writer.toByteArray();
  }

  private static final class SecondConstructor extends ClassVisitor {
    SecondConstructor(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitEnd() {
      MethodVisitor method = visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
      method.visitCode();
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Process", "<init>", "()V", false);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      for (Type argument : Type.getArgumentTypes(DESCRIPTOR)) {
        method.visitInsn(argument.getSort() == Type.ARRAY ? Opcodes.ACONST_NULL : Opcodes.ICONST_0);
      }
      method.visitMethodInsn(Opcodes.INVOKESPECIAL, PROCESS, "forkAndExec", DESCRIPTOR, false);
      method.visitInsn(Opcodes.POP);
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 0);
      method.visitEnd();
      super.visitEnd();
    }
  }
}
