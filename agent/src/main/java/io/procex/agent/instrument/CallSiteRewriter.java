package io.procex.agent.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewrites the class that calls forkAndExec. The rest of the class is copied as it is. */
final class CallSiteRewriter {
  private static final int MAJOR_VERSION = 6; // offsets in a class file
  private static final int MINOR_VERSION = 4;

  private CallSiteRewriter() {}

  /**
   * Returns the rewritten class file.
   *
   * @throws IllegalStateException if the class does not hold exactly the one call that is known
   */
  static byte[] rewrite(byte[] original) {
    byte[] readable = original.clone();
    // ASM refuses versions newer than itself, yet what is needed here has not changed since 52.
    setVersion(readable, 0, Opcodes.V1_8);
    ClassReader reader = new ClassReader(readable);
    ForkAndExecCaller caller = ForkAndExecCaller.findIn(reader);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new CallerVisitor(writer, caller), ClassReader.EXPAND_FRAMES);
    byte[] result = writer.toByteArray();
    System.arraycopy(original, MINOR_VERSION, result, MINOR_VERSION, 4);
    return result;
  }

  private static void setVersion(byte[] classFile, int minor, int major) {
    classFile[MINOR_VERSION] = (byte) (minor >> 8);
    classFile[MINOR_VERSION + 1] = (byte) minor;
    classFile[MAJOR_VERSION] = (byte) (major >> 8);
    classFile[MAJOR_VERSION + 1] = (byte) major;
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
