package io.procex.agent.start;

/**
 * Constants that are appended to a class file's constant pool. Each method returns the number of
 * the constant that it adds.
 */
final class AppendedConstants {
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private final ConstantPool pool;
  private final ClassBytes bytes = new ClassBytes(512);
  private int next;

  AppendedConstants(ConstantPool pool) {
    this.pool = pool;
    next = pool.count();
  }

  int utf8(String text) {
    bytes.one(UTF8).text(text);
    return next++;
  }

  int type(String name) {
    return reference(CLASS, utf8(name));
  }

  int string(String text) {
    return reference(STRING, utf8(text));
  }

  private int reference(int tag, int to) {
    bytes.one(tag).two(to);
    return next++;
  }

  int method(String owner, String name, String descriptor) {
    int type = type(owner);
    int names = pair(NAME_AND_TYPE, utf8(name), utf8(descriptor));
    return pair(METHOD, type, names);
  }

  private int pair(int tag, int first, int second) {
    bytes.one(tag).two(first).two(second);
    return next++;
  }

  /** The class file up to the end of its constant pool, with the appended constants in it. */
  ClassBytes begin(byte[] classFile) {
    return new ClassBytes(classFile.length + 1024)
        .all(classFile, 0, 8)
        .two(next)
        .all(classFile, 10, pool.end())
        .all(bytes);
  }
}
