package io.procex.agent.instrument;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * Turns {@code forkAndExec(arguments)} into
 *
 * <pre>
 *   int pid = ProcexDispatcher.forkAndExec(arguments, ProcessImpl.class, "forkAndExec");
 *   if (pid &lt;= 0) pid = forkAndExec(arguments);
 * </pre>
 *
 * so that a fallback is the JDK's own call, made from its own class. The arguments wait in local
 * variables that the method does not use. The types of locals and stack come from AnalyzerAdapter,
 * because the branch needs a stack map frame, and computing frames again would have to load
 * classes.
 */
final class ForkAndExecRewriter extends AnalyzerAdapter {
  private final String nativeMethod;

  ForkAndExecRewriter(
      int access, String name, String descriptor, MethodVisitor next, String nativeMethod) {
    super(Opcodes.ASM9, ForkAndExecCallSite.OWNER, access, name, descriptor, next);
    this.nativeMethod = nativeMethod;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (!name.equals(nativeMethod)
        || !descriptor.equals(ForkAndExecCallSite.DESCRIPTOR)
        || !owner.equals(ForkAndExecCallSite.OWNER)) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    Type[] arguments = Type.getArgumentTypes(descriptor);
    Object[] localsBefore = frameTypes(locals);
    int firstFree = locals.size();
    store(arguments, firstFree);
    load(arguments, firstFree);
    askDispatcher();
    Object[] stackAtEnd = frameTypes(stack);
    // Below the pid is the receiver. The JDK's own call takes it, and this branch drops it.
    callUnlessLaunched(arguments, firstFree, opcode, owner, localsBefore, stackAtEnd);
  }

  private void askDispatcher() {
    visitLdcInsn(Type.getObjectType(ForkAndExecCallSite.OWNER));
    visitLdcInsn(nativeMethod);
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        ForkAndExecCallSite.DISPATCHER,
        ForkAndExecCallSite.NAME,
        ForkAndExecCallSite.DISPATCHER_DESCRIPTOR,
        false);
  }

  private void callUnlessLaunched(
      Type[] arguments,
      int firstFree,
      int opcode,
      String owner,
      Object[] localsBefore,
      Object[] stackAtEnd) {
    Label launched = new Label();
    Label end = new Label();
    visitInsn(Opcodes.DUP);
    visitJumpInsn(Opcodes.IFGT, launched);
    visitInsn(Opcodes.POP);
    load(arguments, firstFree);
    super.visitMethodInsn(opcode, owner, nativeMethod, ForkAndExecCallSite.DESCRIPTOR, false);
    visitJumpInsn(Opcodes.GOTO, end);
    visitLabel(launched);
    visitFrame(Opcodes.F_NEW, localsBefore.length, localsBefore, stackAtEnd.length, stackAtEnd);
    visitInsn(Opcodes.SWAP);
    visitInsn(Opcodes.POP);
    visitLabel(end);
    Object[] stackAfter = frameTypes(stack);
    visitFrame(Opcodes.F_NEW, localsBefore.length, localsBefore, stackAfter.length, stackAfter);
  }

  private void store(Type[] arguments, int firstFree) {
    for (int i = arguments.length - 1; i >= 0; i--) {
      visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), firstFree + i);
    }
  }

  private void load(Type[] arguments, int firstFree) {
    for (int i = 0; i < arguments.length; i++) {
      visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), firstFree + i);
    }
  }

  /** AnalyzerAdapter uses two places for a long or double, a frame one. */
  private static Object[] frameTypes(List<Object> types) {
    Object[] result = new Object[types.size()];
    int count = 0;
    for (int i = 0; i < types.size(); i++) {
      Object type = types.get(i);
      result[count++] = type;
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        i++;
      }
    }
    return java.util.Arrays.copyOf(result, count);
  }
}
