package io.procex.agent.instrument;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the one method that calls the native forkAndExec. That is the constructor, unless another
 * agent has wrapped the native method: that agent has put a prefix before its name, and a Java
 * method in its place (see {@code Instrumentation.setNativeMethodPrefix}). Then the wrapper calls
 * it, and the rest of the wrapper is kept.
 */
final class ForkAndExecCaller extends ClassVisitor {
  private final List<String> nativeMethods = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private Call found;

  private ForkAndExecCaller() {
    super(Opcodes.ASM9);
  }

  /** A call, made by a method of the class. */
  private static final class Call {
    final String callerName;
    final String callerDescriptor;
    final String callee;

    Call(String callerName, String callerDescriptor, String callee) {
      this.callerName = callerName;
      this.callerDescriptor = callerDescriptor;
      this.callee = callee;
    }

    @Override
    public String toString() {
      return callerName;
    }
  }

  /**
   * Searches the whole class.
   *
   * @throws IllegalStateException unless the class calls one native method once, from a known place
   */
  static ForkAndExecCaller findIn(ClassReader reader) {
    ForkAndExecCaller caller = new ForkAndExecCaller();
    reader.accept(caller, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    caller.decide();
    return caller;
  }

  /** The native method's name, with the prefixes that agents have given it. */
  String nativeMethod() {
    return found.callee;
  }

  boolean is(String name, String descriptor) {
    return name.equals(found.callerName) && descriptor.equals(found.callerDescriptor);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    if ((access & Opcodes.ACC_NATIVE) == 0) {
      return new CallVisitor(name, descriptor);
    }
    if (ForkAndExecCallSite.isForkAndExec(name, descriptor) && (access & Opcodes.ACC_STATIC) == 0) {
      nativeMethods.add(name);
    }
    return null;
  }

  private void decide() {
    if (nativeMethods.size() != 1) {
      throw new IllegalStateException(
          "this JDK's "
              + ForkAndExecCallSite.OWNER
              + " declares "
              + nativeMethods.size()
              + " known native methods forkAndExec instead of one");
    }
    String nativeMethod = nativeMethods.get(0);
    List<Call> callers = new ArrayList<>();
    for (Call call : calls) {
      if (call.callee.equals(nativeMethod)) {
        callers.add(call);
      }
    }
    if (callers.size() != 1 || !isKnown(callers.get(0))) {
      throw new IllegalStateException(
          "this JDK's "
              + ForkAndExecCallSite.OWNER
              + " calls "
              + nativeMethod
              + " from "
              + callers
              + " instead of once from a constructor or a wrapper");
    }
    found = callers.get(0);
  }

  private static boolean isKnown(Call call) {
    return call.callee.equals(ForkAndExecCallSite.NAME)
        ? call.callerName.equals(ForkAndExecCallSite.CONSTRUCTOR)
        : ForkAndExecCallSite.isForkAndExec(call.callerName, call.callerDescriptor);
  }

  /** Notes the calls in one method. */
  private final class CallVisitor extends MethodVisitor {
    private final String callerName;
    private final String callerDescriptor;

    CallVisitor(String callerName, String callerDescriptor) {
      super(Opcodes.ASM9);
      this.callerName = callerName;
      this.callerDescriptor = callerDescriptor;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(ForkAndExecCallSite.OWNER)
          && ForkAndExecCallSite.isForkAndExec(name, descriptor)) {
        calls.add(new Call(callerName, callerDescriptor, name));
      }
    }
  }
}
