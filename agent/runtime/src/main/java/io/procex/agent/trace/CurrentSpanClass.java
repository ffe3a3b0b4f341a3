package io.procex.agent.trace;

import io.procex.agent.shared.OwnRights;
import java.security.ProtectionDomain;
import java.util.function.ToIntFunction;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a class that reads the current span as the application's own code would, without an
 * accessor of reflection for each call. A launch waits for it, so it makes no object. Beside
 * OpenTelemetry's API the class is:
 *
 * <pre>
 * int applyAsInt(byte[] parent) {
 *   SpanContext context = Span.current().getSpanContext();
 *   context.getTraceId().getBytes(0, 32, parent, 3);
 *   context.getSpanId().getBytes(0, 16, parent, 36);
 *   context.getTraceFlags().asHex().getBytes(0, 2, parent, 53);
 *   int result = context.isValid() ? IS_VALID : 0;
 *   result |= context.getTraceState().isEmpty() ? HAS_NO_STATE : 0;
 *   return result | (Baggage.current().isEmpty() ? HAS_NO_BAGGAGE : 0);
 * }
 * </pre>
 *
 * A boolean is 0 or 1 on the JVM's stack, so there are shifts instead of branches.
 */
final class CurrentSpanClass {
  static final int IS_VALID = 1;
  static final int HAS_NO_STATE = 1 << 1;
  static final int HAS_NO_BAGGAGE = 1 << 2;

  private static final String NAME = "io/procex/agent/trace/CurrentSpan";
  private static final String STRING = "()Ljava/lang/String;";
  private static final int PARENT = 1;
  private static final int CONTEXT = 2;

  private final String api;
  private final ClassWriter made = new ClassWriter(ClassWriter.COMPUTE_MAXS);
  private MethodVisitor code;

  private CurrentSpanClass(String api) {
    this.api = api;
  }

  /**
   * The reader of the spans of that API.
   *
   * @param span its class Span, which OpenTelemetry's agent has renamed
   */
  static ToIntFunction<byte[]> reader(Class<?> span) throws Exception {
    return new OwnRights<ToIntFunction<byte[]>>() {
      @Override
      public ToIntFunction<byte[]> run() throws ReflectiveOperationException {
        return make(span);
      }
    }.call();
  }

  @SuppressWarnings("unchecked") // applyAsInt takes that
  private static ToIntFunction<byte[]> make(Class<?> span) throws ReflectiveOperationException {
    String name = span.getName().replace('.', '/');
    byte[] bytes = new CurrentSpanClass(name.substring(0, name.lastIndexOf("trace/"))).make();
    Class<?> defined = new Beside(span.getClassLoader()).define(bytes);
    return (ToIntFunction<byte[]>) defined.getDeclaredConstructor().newInstance();
  }

  private byte[] make() {
    made.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        NAME,
        null,
        "java/lang/Object",
        new String[] {"java/util/function/ToIntFunction"});
    constructor();
    read();
    made.visitEnd();
    return made.toByteArray();
  }

  private void constructor() {
    code = made.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    end();
  }

  private void read() {
    code = made.visitMethod(Opcodes.ACC_PUBLIC, "applyAsInt", "(Ljava/lang/Object;)I", null, null);
    code.visitVarInsn(Opcodes.ALOAD, PARENT);
    code.visitTypeInsn(Opcodes.CHECKCAST, "[B");
    code.visitVarInsn(Opcodes.ASTORE, PARENT);
    current("trace/Span");
    call("trace/Span", "getSpanContext", returning("trace/SpanContext"));
    code.visitVarInsn(Opcodes.ASTORE, CONTEXT);
    copy(ParentField.TRACE, () -> ofContext("getTraceId", STRING));
    copy(ParentField.SPAN, () -> ofContext("getSpanId", STRING));
    copy(ParentField.FLAGS, this::flags);
    result();
    code.visitInsn(Opcodes.IRETURN);
    end();
  }

  private void copy(ParentField.Part part, Runnable text) {
    text.run();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitIntInsn(Opcodes.BIPUSH, part.length);
    code.visitVarInsn(Opcodes.ALOAD, PARENT);
    code.visitIntInsn(Opcodes.BIPUSH, part.at);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "getBytes", "(II[BI)V", false);
  }

  private void flags() {
    ofContext("getTraceFlags", returning("trace/TraceFlags"));
    call("trace/TraceFlags", "asHex", STRING);
  }

  private void result() {
    ofContext("isValid", "()Z");
    ofContext("getTraceState", returning("trace/TraceState"));
    call("trace/TraceState", "isEmpty", "()Z");
    or(1);
    current("baggage/Baggage");
    call("baggage/Baggage", "isEmpty", "()Z");
    or(2);
  }

  private void or(int shift) {
    code.visitIntInsn(Opcodes.BIPUSH, shift);
    code.visitInsn(Opcodes.ISHL);
    code.visitInsn(Opcodes.IOR);
  }

  private void ofContext(String name, String descriptor) {
    code.visitVarInsn(Opcodes.ALOAD, CONTEXT);
    call("trace/SpanContext", name, descriptor);
  }

  private void current(String type) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, api + type, "current", returning(type), true);
  }

  private String returning(String type) {
    return "()L" + api + type + ";";
  }

  private void call(String type, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, api + type, name, descriptor, true);
  }

  private void end() {
    code.visitMaxs(0, 0); // computed
    code.visitEnd();
  }

  /** Has its parent's classes, and that one. */
  private static final class Beside extends ClassLoader {
    Beside(ClassLoader parent) {
      super(parent);
    }

    Class<?> define(byte[] bytes) {
      ProtectionDomain ours = CurrentSpanClass.class.getProtectionDomain(); // of a security manager
      return defineClass(NAME.replace('/', '.'), bytes, 0, bytes.length, ours);
    }
  }
}
