package io.procex.agent.instrument;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets {@code Process.destroy} and its like reach the process group of a child that leads one.
 * Inserts at the beginning of {@code ProcessHandleImpl.destroyProcess(boolean force)}
 *
 * <pre>
 * if (ProcexReaper.hasLeaders()
 *     &amp;&amp; (startTime &lt;= 0 || isAlive())
 *     &amp;&amp; ProcexReaper.destroyGroup(pid, force)) return true;
 * </pre>
 *
 * <p>A handle may outlive its process, and the pid be another child's: isAlive compares start
 * times. The JDK has none where /proc is hidden, and then destroys whoever has the pid.
 *
 * <p>On JDK 8 turns {@code destroyProcess(pid, force)} in {@code UNIXProcess.destroy} into {@code
 * destroyProcess(ProcexReaper.toDestroy(pid, force), force)}.
 */
final class DestroyVisitor extends MethodVisitor {
  private static final String NAME = "destroyProcess";
  private static final String DESCRIPTOR = "(Z)Z";
  private static final String DESCRIPTOR_ON_8 = "(IZ)V";
  private static final int THIS = 0;
  private static final int FORCE = 1;

  private DestroyVisitor(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** Wraps the visitor of a method of the class if the method destroys processes. */
  static MethodVisitor wrap(String name, String descriptor, MethodVisitor next) {
    boolean destroys =
        ReaperCallSite.isOn8()
            ? name.equals("destroy")
            : name.equals(NAME) && descriptor.equals(DESCRIPTOR);
    return destroys ? new DestroyVisitor(next) : next;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (ReaperCallSite.isOn8()) {
      return;
    }
    Label alone = new Label();
    Label alive = new Label();
    callReaper("hasLeaders", "()Z");
    visitJumpInsn(Opcodes.IFEQ, alone);
    visitVarInsn(Opcodes.ALOAD, THIS);
    visitFieldInsn(Opcodes.GETFIELD, ReaperCallSite.OWNER, ReaperCallSite.START_TIME_FIELD, "J");
    visitInsn(Opcodes.LCONST_0);
    visitInsn(Opcodes.LCMP);
    visitJumpInsn(Opcodes.IFLE, alive);
    visitVarInsn(Opcodes.ALOAD, THIS);
    super.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, ReaperCallSite.OWNER, "isAlive", "()Z", false); // of ProcessHandle
    visitJumpInsn(Opcodes.IFEQ, alone);
    visitLabel(alive);
    super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    visitVarInsn(Opcodes.ALOAD, THIS);
    visitFieldInsn(Opcodes.GETFIELD, ReaperCallSite.OWNER, "pid", "J");
    visitVarInsn(Opcodes.ILOAD, FORCE);
    callReaper("destroyGroup", "(JZ)Z");
    visitJumpInsn(Opcodes.IFEQ, alone);
    visitInsn(Opcodes.ICONST_1);
    visitInsn(Opcodes.IRETURN);
    visitLabel(alone);
    super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (owner.equals(ReaperCallSite.OWNER)
        && name.equals(NAME)
        && descriptor.equals(DESCRIPTOR_ON_8)) {
      visitInsn(Opcodes.DUP_X1); // force pid force
      callReaper("toDestroy", "(IZ)I");
      visitInsn(Opcodes.SWAP);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void callReaper(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, ReaperCallSite.REAPER, name, descriptor, false);
  }
}
