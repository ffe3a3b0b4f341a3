package io.procex.agent.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Turns {@code executor.execute(reap)} into {@code ProcexReaper.execute(executor, reap, pid,
 * child)}. The new code has no branch, so no stack map frame changes.
 */
final class ReaperRewriter extends ClassVisitor {
  private final boolean startTimeToo;
  private boolean hasPid;
  private boolean hasStartTime;
  private int calls;

  private ReaperRewriter(ClassVisitor next, boolean startTimeToo) {
    super(Opcodes.ASM9, next);
    this.startTimeToo = startTimeToo;
  }

  /**
   * Returns the rewritten class file.
   *
   * @throws IllegalStateException unless the class has the known calls: one, but on JDK 8 one for
   *     each system that it runs on
   */
  static byte[] rewrite(byte[] original) {
    try {
      return rewrite(original, true);
    } catch (IllegalStateException strange) {
      return rewrite(original, false); // without the start time, which only saves time
    }
  }

  private static byte[] rewrite(byte[] original, boolean startTimeToo) {
    ClassReader reader = new ClassReader(ClassVersion.readable(original));
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ReaperRewriter rewriter = new ReaperRewriter(writer, startTimeToo);
    reader.accept(rewriter, 0);
    if (rewriter.calls == 0 || (rewriter.calls > 1 && !ReaperCallSite.isOn8())) {
      throw new IllegalStateException(
          rewriter.calls
              + " calls of "
              + ReaperCallSite.EXECUTE
              + " in "
              + ReaperCallSite.OWNER
              + "."
              + ReaperCallSite.METHOD);
    }
    return ClassVersion.restored(writer.toByteArray(), original);
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    hasPid |= name.equals("pid") && descriptor.equals(ReaperCallSite.isOn8() ? "I" : "J");
    hasStartTime |=
        ReaperCallSite.isOn8()
            || (name.equals(ReaperCallSite.START_TIME_FIELD) && descriptor.equals("J"));
    return super.visitField(access, name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (startTimeToo
        && name.equals(ReaperCallSite.HANDLE_METHOD)
        && descriptor.equals(ReaperCallSite.HANDLE_DESCRIPTOR)) {
      return new StartTimeVisitor(next);
    }
    return name.equals(ReaperCallSite.METHOD) && descriptor.equals(ReaperCallSite.DESCRIPTOR)
        ? new CallVisitor(next)
        : hasPid && hasStartTime ? DestroyVisitor.wrap(name, descriptor, next) : next;
  }

  /** Rewrites the calls of the one method. */
  private final class CallVisitor extends MethodVisitor {
    CallVisitor(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!owner.equals(ReaperCallSite.EXECUTOR) || !name.equals(ReaperCallSite.EXECUTE)) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      calls++;
      loadPidAndChild();
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          ReaperCallSite.REAPER,
          ReaperCallSite.EXECUTE,
          ReaperCallSite.REAPER_DESCRIPTOR,
          false);
    }

    private void loadPidAndChild() {
      if (ReaperCallSite.isOn8()) {
        visitVarInsn(Opcodes.ALOAD, 0);
        visitFieldInsn(Opcodes.GETFIELD, ReaperCallSite.OWNER, "pid", "I");
        visitInsn(Opcodes.I2L);
        visitInsn(Opcodes.ICONST_1);
      } else {
        visitVarInsn(Opcodes.LLOAD, 0);
        visitVarInsn(Opcodes.ILOAD, 2);
      }
    }
  }
}
