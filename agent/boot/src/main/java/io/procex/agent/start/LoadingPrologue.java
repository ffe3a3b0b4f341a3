package io.procex.agent.start;

/**
 * Puts code at the beginning of a method that loads a library, as long as a system property is set.
 * The rest of the method runs in any case:
 *
 * <pre>
 *    0: ldc_w BEFORE; pop
 *    4: ldc_w PROPERTY; invokestatic System.getProperty; ifnull 27
 *   13: ldc_w LIBRARY; invokestatic System.load; ldc_w LOADED; pop; goto 31
 *   26: pop                   (handler of 0 to 23)
 *   27: ldc_w FAILED
 *   30: pop                   (handler of 27 to 30)
 *   31: nop
 * </pre>
 *
 * BEFORE, LOADED and FAILED are the signs of {@link FirstLaunches}. If the property is not set,
 * because nobody has heard of BEFORE, the code reports FAILED. The code does not look for the file
 * instead: once the agent has removed the file, another user could create one of that name. Nothing
 * but the method's code changes, so that a retransformation can undo it. The length of the code is
 * a multiple of four, as switches behind it need; and a frame stands at its last byte, so that the
 * first frame behind it keeps its encoding.
 */
final class LoadingPrologue {
  private static final int NOP = 0x00;
  private static final int LDC_WIDE = 0x13;
  private static final int POP = 0x57;
  private static final int GOTO = 0xa7;
  private static final int INVOKESTATIC = 0xb8;
  private static final int IFNULL = 0xc6;

  private static final int STACK = 1;
  private static final int LOOK = 10;
  private static final int AFTER_LOADING = 23;
  private static final int FAILURE = 26;
  private static final int TELL_FAILURE = 27;
  private static final int SECOND_FAILURE = 30;
  private static final int LAST = 31;
  private static final int LENGTH = 32;

  /**
   * The most that class files allow, for the length of a method's code and the number of constants.
   */
  private static final int MOST = 65_535;

  /** More constants than are added here. */
  private static final int MOST_CONSTANTS = 32;

  private final ConstantPool pool;
  private final byte[] classFile;
  private final MethodCode method;
  private final AppendedConstants constants;
  private final ClassBytes code = new ClassBytes(2048);
  private String[] signs;

  private LoadingPrologue(ConstantPool pool, MethodCode method) {
    this.pool = pool;
    this.method = method;
    classFile = pool.classFile;
    constants = new AppendedConstants(pool);
  }

  /**
   * Returns the class file with this code at the beginning of a method.
   *
   * @throws IllegalStateException if the method's code has an attribute that is not known
   */
  static byte[] of(
      ConstantPool pool,
      MethodCode method,
      String property,
      String library,
      String before,
      String loaded,
      String failed) {
    LoadingPrologue prologue = new LoadingPrologue(pool, method);
    prologue.signs = new String[] {before, loaded, failed};
    return prologue.patched(property, library);
  }

  private byte[] patched(String property, String library) {
    if (method.length() + LENGTH > MOST || pool.count() + MOST_CONSTANTS > MOST) {
      throw new IllegalStateException("no room for more");
    }
    int start = method.start();
    int instructions = method.firstInstruction() + method.length();
    code.two(Math.max(STACK, pool.two(start))); // stack
    code.two(pool.two(start + 2)); // locals
    code.four(method.length() + LENGTH);
    writeLoading(property, library);
    code.all(classFile, method.firstInstruction(), instructions);
    writeAttributes(writeHandlers(instructions));
    return constants
        .begin(classFile)
        .all(classFile, pool.end(), method.place + 2)
        .four(code.length())
        .all(code)
        .all(classFile, method.end(), classFile.length)
        .bytes();
  }

  private void writeLoading(String property, String library) {
    sign(0);
    code.one(LDC_WIDE).two(constants.string(property));
    callSystem("getProperty", "(Ljava/lang/String;)Ljava/lang/String;");
    code.one(IFNULL).two(TELL_FAILURE - LOOK);
    code.one(LDC_WIDE).two(constants.string(library));
    callSystem("load", "(Ljava/lang/String;)V");
    sign(1);
    code.one(GOTO).two(LAST - AFTER_LOADING).one(POP);
    sign(2);
    code.one(NOP);
  }

  private void callSystem(String name, String descriptor) {
    code.one(INVOKESTATIC).two(constants.method("java/lang/System", name, descriptor));
  }

  private void sign(int which) {
    code.one(LDC_WIDE).two(constants.type(signs[which])).one(POP);
  }

  /** Writes the exception handlers. Returns the place after those that were there. */
  private int writeHandlers(int table) {
    int count = pool.two(table);
    code.two(count + 2);
    writeHandler(0, AFTER_LOADING, FAILURE, 0);
    writeHandler(TELL_FAILURE, SECOND_FAILURE, SECOND_FAILURE, 0);
    int at = table + 2;
    for (int i = 0; i < count; i++, at += 8) {
      writeHandler(
          pool.two(at) + LENGTH,
          pool.two(at + 2) + LENGTH,
          pool.two(at + 4) + LENGTH,
          pool.two(at + 6));
    }
    return at;
  }

  private void writeHandler(int start, int end, int handler, int type) {
    code.two(start).two(end).two(handler).two(type);
  }

  private void writeAttributes(int table) {
    int count = pool.two(table);
    int framesAt = 0;
    int at = table + 2;
    for (int i = 0; i < count; i++, at += 6 + pool.four(at + 2)) {
      framesAt = pool.is(pool.two(at), "StackMapTable") ? at : framesAt;
    }
    code.two(framesAt == 0 ? count + 1 : count);
    at = table + 2;
    for (int i = 0; i < count; i++, at += 6 + pool.four(at + 2)) {
      if (at != framesAt) {
        writeLines(at);
      }
    }
    writeFrames(framesAt);
  }

  /** Shifts line numbers, or the ranges of local variables, by the length of the new code. */
  private void writeLines(int at) {
    String name = pool.text(pool.two(at));
    int size = name.equals("LineNumberTable") ? 4 : 10;
    if (size == 10 && !name.startsWith("LocalVariable")) {
      throw new IllegalStateException("unknown attribute of code: " + name);
    }
    code.all(classFile, at, at + 8);
    int end = at + 6 + pool.four(at + 2);
    for (int entry = at + 8; entry < end; entry += size) {
      code.two(pool.two(entry) + LENGTH).all(classFile, entry + 2, entry + size);
    }
  }

  /** Writes the frames of the new code. Each says how far it is from the one before, less one. */
  private void writeFrames(int at) {
    ClassBytes added = new ClassBytes(16);
    onStack(added, FAILURE, "java/lang/Throwable");
    added.one(TELL_FAILURE - FAILURE - 1);
    onStack(added, SECOND_FAILURE - TELL_FAILURE - 1, "java/lang/Object");
    added.one(LAST - SECOND_FAILURE - 1);
    int old = at == 0 ? 2 : pool.four(at + 2);
    code.two(at == 0 ? constants.utf8("StackMapTable") : pool.two(at));
    code.four(old + added.length());
    code.two((at == 0 ? 0 : pool.two(at + 6)) + 4);
    code.all(added);
    code.all(classFile, at + 8, at + 6 + old);
  }

  /** Writes a frame with the locals of the method's beginning, and one object on the stack. */
  private void onStack(ClassBytes frames, int distance, String type) {
    final int sameWithOneOnStack = 64;
    final int object = 7;
    frames.one(sameWithOneOnStack + distance).one(object).two(constants.type(type));
  }
}
