package io.procex.agent.trace;

import io.procex.agent.shared.OwnRights;
import java.security.ProtectionDomain;
import java.util.function.Supplier;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a class that reads the current span as the application's own code would, without an
 * accessor of reflection for each call. Beside OpenTelemetry's API the class is:
 *
 * <pre>
 * Object[] get() {
 *   SpanContext context = Span.current().getSpanContext();
 *   return new Object[] {
 *     context.isValid(), context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex(),
 *     context.getTraceState().isEmpty(), Baggage.current().isEmpty()
 *   };
 * }
 * </pre>
 */
final class CurrentSpanClass {
  static final int IS_VALID = 0;
  static final int TRACE_ID = 1;
  static final int SPAN_ID = 2;
  static final int FLAGS = 3;
  static final int NO_STATE = 4;
  static final int NO_BAGGAGE = 5;
  private static final int LENGTH = 6;

  private static final String NAME = "io/procex/agent/trace/CurrentSpan";
  private static final String STRING = "()Ljava/lang/String;";
  private static final int CONTEXT = 1;

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
  static Supplier<Object[]> reader(Class<?> span) throws Exception {
    return new OwnRights<Supplier<Object[]>>() {
      @Override
      public Supplier<Object[]> run() throws ReflectiveOperationException {
        return make(span);
      }
    }.call();
  }

  @SuppressWarnings("unchecked") // get() returns that
  private static Supplier<Object[]> make(Class<?> span) throws ReflectiveOperationException {
    String name = span.getName().replace('.', '/');
    byte[] bytes = new CurrentSpanClass(name.substring(0, name.lastIndexOf("trace/"))).make();
    Class<?> defined = new Beside(span.getClassLoader()).define(bytes);
    return (Supplier<Object[]>) defined.getDeclaredConstructor().newInstance();
  }

  private byte[] make() {
    String[] interfaces = {"java/util/function/Supplier"};
    made.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        NAME,
        null,
        "java/lang/Object",
        interfaces);
    constructor();
    get();
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

  private void get() {
    code = made.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
    current("trace/Span");
    call("trace/Span", "getSpanContext", returning("trace/SpanContext"));
    code.visitVarInsn(Opcodes.ASTORE, CONTEXT);
    code.visitIntInsn(Opcodes.BIPUSH, LENGTH);
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    ofContext(IS_VALID, () -> flag("trace/SpanContext", "isValid"));
    ofContext(TRACE_ID, () -> call("trace/SpanContext", "getTraceId", STRING));
    ofContext(SPAN_ID, () -> call("trace/SpanContext", "getSpanId", STRING));
    ofContext(FLAGS, this::flags);
    ofContext(NO_STATE, this::hasNoState);
    element(NO_BAGGAGE, this::hasNoBaggage);
    code.visitInsn(Opcodes.ARETURN);
    end();
  }

  private void flags() {
    call("trace/SpanContext", "getTraceFlags", returning("trace/TraceFlags"));
    call("trace/TraceFlags", "asHex", STRING);
  }

  private void hasNoState() {
    call("trace/SpanContext", "getTraceState", returning("trace/TraceState"));
    flag("trace/TraceState", "isEmpty");
  }

  private void hasNoBaggage() {
    current("baggage/Baggage");
    flag("baggage/Baggage", "isEmpty");
  }

  /** An element that is asked of the span's context. */
  private void ofContext(int index, Runnable value) {
    element(
        index,
        () -> {
          code.visitVarInsn(Opcodes.ALOAD, CONTEXT);
          value.run();
        });
  }

  private void element(int index, Runnable value) {
    code.visitInsn(Opcodes.DUP);
    code.visitIntInsn(Opcodes.BIPUSH, index);
    value.run();
    code.visitInsn(Opcodes.AASTORE);
  }

  private void flag(String type, String name) {
    call(type, name, "()Z");
    String descriptor = "(Z)Ljava/lang/Boolean;";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Boolean", "valueOf", descriptor, false);
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
