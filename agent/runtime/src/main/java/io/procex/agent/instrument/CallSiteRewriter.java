package io.procex.agent.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the call of forkAndExec in the JDK's class. The rest of the class is copied unchanged.
 */
final class CallSiteRewriter {
  private CallSiteRewriter() {}

  /**
   * Returns the rewritten class file.
   *
   * @throws IllegalStateException if the class does not hold exactly the one call that is known
   */
  static byte[] rewrite(byte[] original) {
    ClassReader reader = new ClassReader(ClassVersion.readable(original));
    ForkAndExecCaller caller = ForkAndExecCaller.findIn(reader);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new CallerVisitor(writer, caller), ClassReader.EXPAND_FRAMES);
    return ClassVersion.restored(writer.toByteArray(), original);
  }

  /** Sends the calling method through the method visitor that knows the call. */
  private static final class CallerVisitor extends ClassVisitor {
    private final ForkAndExecCaller caller;

    CallerVisitor(ClassVisitor next, ForkAndExecCaller caller) {
      super(Opcodes.ASM9, next);
      this.caller = caller;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return caller.is(name, descriptor)
          ? new ForkAndExecRewriter(access, name, descriptor, next, caller.nativeMethod())
          : next;
    }
  }
}
