package io.procex.agent.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Inserts {@code ProcexReaper.reportExit(arguments)} before the JDK's wait for a child: {@code
 * ProcessHandleImpl.waitForProcessExit0(long, boolean)}, on JDK 8 {@code
 * UNIXProcess.waitForProcessExit(int)}. The inserted code keeps the arguments on the stack and has
 * no branch, so no stack map frame changes.
 */
final class ExitRewriter extends ClassVisitor {
  private static final String NAME = "reportExit";
  private int calls;

  private ExitRewriter(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** Returns the rewritten class file, or null if it has no such call. */
  static byte[] rewrite(byte[] original) {
    ClassReader reader = new ClassReader(ClassVersion.readable(original));
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ExitRewriter rewriter = new ExitRewriter(writer);
    reader.accept(rewriter, 0);
    return rewriter.calls == 0 ? null : ClassVersion.restored(writer.toByteArray(), original);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new CallVisitor(super.visitMethod(access, name, descriptor, signature, exceptions));
  }

  /** Rewrites the calls of one method. */
  private final class CallVisitor extends MethodVisitor {
    CallVisitor(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (name.equals("waitForProcessExit0") && descriptor.equals("(JZ)I")) {
        callBefore("(JZ)V");
      } else if (name.equals("waitForProcessExit") && descriptor.equals("(I)I")) {
        callBefore("(I)V");
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void callBefore(String descriptor) {
      calls++;
      if (descriptor.equals("(I)V")) {
        visitInsn(Opcodes.DUP);
      } else {
        copyLongAndInt();
      }
      super.visitMethodInsn(Opcodes.INVOKESTATIC, ReaperCallSite.REAPER, NAME, descriptor, false);
    }

    /** Duplicates a long and an int on the stack. */
    private void copyLongAndInt() {
      visitInsn(Opcodes.DUP_X2); // I L I
      visitInsn(Opcodes.DUP_X2); // I I L I
      visitInsn(Opcodes.POP); // I I L
      visitInsn(Opcodes.DUP2_X2); // L I I L
      visitInsn(Opcodes.DUP2_X1); // L I L I L
      visitInsn(Opcodes.POP2); // L I L I
    }
  }
}
