package io.procex.agent.instrument;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Turns {@code return new ProcessHandleImpl(pid, isAlive0(pid))} into
 *
 * <pre>
 * long start = ProcexStartTime.of(pid);
 * if (start &gt; 0) return new ProcessHandleImpl(pid, start);
 * return new ProcessHandleImpl(pid, ProcexStartTime.learn(isAlive0(pid), pid));
 * </pre>
 */
final class StartTimeVisitor extends MethodVisitor {
  private static final int PID = 0;
  private static final int START = 2;
  private int calls;

  StartTimeVisitor(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    Label unknown = new Label();
    visitVarInsn(Opcodes.LLOAD, PID);
    callBridge("of", "(J)J");
    visitVarInsn(Opcodes.LSTORE, START);
    visitVarInsn(Opcodes.LLOAD, START);
    visitInsn(Opcodes.LCONST_0);
    visitInsn(Opcodes.LCMP);
    visitJumpInsn(Opcodes.IFLE, unknown);
    visitTypeInsn(Opcodes.NEW, ReaperCallSite.OWNER);
    visitInsn(Opcodes.DUP);
    visitVarInsn(Opcodes.LLOAD, PID);
    visitVarInsn(Opcodes.LLOAD, START);
    super.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        ReaperCallSite.OWNER,
        "<init>",
        ReaperCallSite.HANDLE_CONSTRUCTOR_DESCRIPTOR,
        false);
    visitInsn(Opcodes.ARETURN);
    visitLabel(unknown);
    super.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.LONG}, 0, null);
  }

  private void callBridge(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, ReaperCallSite.START_TIME, name, descriptor, false);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (owner.equals(ReaperCallSite.OWNER) && name.equals(ReaperCallSite.ALIVE_METHOD)) {
      calls++;
      visitVarInsn(Opcodes.LLOAD, PID);
      callBridge("learn", "(JJ)J");
    }
  }

  /** A method with branches is not the known one, and its frames would not fit. */
  @Override
  public void visitFrame(int type, int locals, Object[] local, int stack, Object[] onStack) {
    throw strange("branches");
  }

  @Override
  public void visitEnd() {
    if (calls != 1) {
      throw strange("has " + calls + " calls of " + ReaperCallSite.ALIVE_METHOD);
    }
    super.visitEnd();
  }

  private static IllegalStateException strange(String what) {
    return new IllegalStateException(
        ReaperCallSite.OWNER + "." + ReaperCallSite.HANDLE_METHOD + " " + what);
  }
}
