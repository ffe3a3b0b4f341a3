package io.procex.agent.start;

/** Finds a method and its code in a class file. */
final class MethodCode {
  static final int NATIVE = 0x0100;

  private static final int TABLE_HEADER = 2;
  private static final int MEMBER_HEADER = 8; // access, name, descriptor, attributes
  private static final int ATTRIBUTE_HEADER = 6; // name, length

  private final ConstantPool pool;
  private final int member;

  /** The place of the code attribute's name; 0 if the method has no code. */
  final int place;

  private MethodCode(ConstantPool pool, int member, int place) {
    this.pool = pool;
    this.member = member;
    this.place = place;
  }

  /**
   * Finds a method by name and descriptor.
   *
   * @throws IllegalStateException if there is none
   */
  static MethodCode find(ConstantPool pool, String name, String descriptor) {
    int at = pool.end() + 6; // after access, this, super
    at += TABLE_HEADER + 2 * pool.two(at);
    at = afterMembers(pool, at);
    int left = pool.two(at);
    at += TABLE_HEADER;
    for (; left > 0; left--) {
      if (pool.is(pool.two(at + 2), name) && pool.is(pool.two(at + 4), descriptor)) {
        return new MethodCode(pool, at, attribute(pool, at));
      }
      at = afterMember(pool, at);
    }
    throw new IllegalStateException("there is no method " + name + descriptor);
  }

  private static int afterMembers(ConstantPool pool, int table) {
    int at = table + TABLE_HEADER;
    for (int left = pool.two(table); left > 0; left--) {
      at = afterMember(pool, at);
    }
    return at;
  }

  private static int afterMember(ConstantPool pool, int member) {
    int at = member + MEMBER_HEADER;
    for (int left = pool.two(member + MEMBER_HEADER - 2); left > 0; left--) {
      at += ATTRIBUTE_HEADER + pool.four(at + 2);
    }
    return at;
  }

  private static int attribute(ConstantPool pool, int member) {
    int at = member + MEMBER_HEADER;
    for (int left = pool.two(member + MEMBER_HEADER - 2); left > 0; left--) {
      if (pool.is(pool.two(at), "Code")) {
        return at;
      }
      at += ATTRIBUTE_HEADER + pool.four(at + 2);
    }
    return 0;
  }

  int access() {
    return pool.two(member);
  }

  /** The place after the attribute's length. */
  int start() {
    return place + ATTRIBUTE_HEADER;
  }

  int end() {
    return start() + pool.four(place + 2);
  }

  int firstInstruction() {
    return start() + 8; // after max_stack, max_locals, length
  }

  int length() {
    return pool.four(start() + 4);
  }
}
