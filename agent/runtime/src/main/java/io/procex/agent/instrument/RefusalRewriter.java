package io.procex.agent.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Inserts a check before each call of a forkAndExec, in a class that {@link CallSiteRewriter} does
 * not recognize: the check throws if the JDK may not launch. If there is no such call, each
 * constructor checks.
 */
final class RefusalRewriter extends ClassVisitor {
  private static final String METHOD = "refuse";
  private static final String DESCRIPTOR = "(Ljava/lang/String;)V";

  private final String reason;
  private final boolean inConstructors;
  private int calls;

  private RefusalRewriter(ClassVisitor next, String reason, boolean inConstructors) {
    super(Opcodes.ASM9, next);
    this.reason = reason;
    this.inConstructors = inConstructors;
  }

  /** Returns the rewritten class file. */
  static byte[] rewrite(byte[] original, String reason) {
    ClassReader reader = new ClassReader(ClassVersion.readable(original));
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    RefusalRewriter rewriter = new RefusalRewriter(writer, reason, false);
    reader.accept(rewriter, 0);
    if (rewriter.calls == 0) {
      writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new RefusalRewriter(writer, reason, true), 0);
    }
    return ClassVersion.restored(writer.toByteArray(), original);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    boolean asksAtOnce = inConstructors && name.equals(ForkAndExecCallSite.CONSTRUCTOR);
    return new Asking(next, asksAtOnce);
  }

  /** Inserts the check, after which the method continues unless an exception was thrown. */
  private final class Asking extends MethodVisitor {
    private final boolean atOnce;

    Asking(MethodVisitor next, boolean atOnce) {
      super(Opcodes.ASM9, next);
      this.atOnce = atOnce;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (atOnce) {
        ask();
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(ForkAndExecCallSite.OWNER) && name.endsWith(ForkAndExecCallSite.NAME)) {
        calls++;
        ask();
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void ask() {
      super.visitLdcInsn(reason);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, ForkAndExecCallSite.DISPATCHER, METHOD, DESCRIPTOR, false);
    }
  }
}
