package io.procex.hosts.access;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Tries all members of a class, and looks at what it gets. */
final class Attempts {
  private static final int MOST_OBJECTS = 40;

  /** Ends the JVM, as the application itself can. */
  private static final String END = "io.procex.agent.StrictEnd";

  private final boolean forced;
  private final Telling telling;
  private final List<Object> made = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int classes;
  private int calls;

  Attempts(boolean forced, Telling telling) {
    this.forced = forced;
    this.telling = telling;
  }

  void on(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, true, loader);
      if (type.getClassLoader() == loader) {
        classes++;
        on(type);
      }
    } catch (ClassNotFoundException | LinkageError | SecurityException outOfReach) {
      // As it should be.
    }
  }

  private void on(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isOpen(constructor)) {
        call(constructor, null);
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isOpen(field)) {
        tryField(field);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isOpen(method) && !(type.getName().equals(END) && method.getName().equals("of"))) {
        tryMethod(method);
      }
    }
  }

  private <T extends AccessibleObject & java.lang.reflect.Member> boolean isOpen(T member) {
    if (Modifier.isPublic(member.getModifiers())
        && Modifier.isPublic(member.getDeclaringClass().getModifiers())) {
      return true;
    }
    try {
      if (forced) {
        member.setAccessible(true);
      }
      return forced;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  private List<Object> objectsOf(Class<?> type, int modifiers) {
    List<Object> objects = new ArrayList<>();
    if (Modifier.isStatic(modifiers)) {
      objects.add(null);
    } else {
      for (Object object : made) {
        if (type.isInstance(object)) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  private void tryMethod(Method method) {
    for (Object object : objectsOf(method.getDeclaringClass(), method.getModifiers())) {
      call(method, object);
    }
  }

  private void call(Executable executable, Object object) {
    for (Object[] arguments : telling.of(executable.getParameterTypes(), made)) {
      calls++;
      try {
        look(
            executable instanceof Method
                ? ((Method) executable).invoke(object, arguments)
                : ((Constructor<?>) executable).newInstance(arguments),
            executable);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
        // Mostly.
      }
    }
  }

  private void tryField(Field field) {
    for (Object object : objectsOf(field.getDeclaringClass(), field.getModifiers())) {
      try {
        look(field.get(object), field);
        Class<?> type = field.getType();
        field.set(
            object,
            type == boolean.class
                ? (Object) !field.getBoolean(object)
                : Array.get(Array.newInstance(type, 1), 0));
      } catch (ReflectiveOperationException | RuntimeException finalOrRefused) {
        // Mostly.
      }
    }
  }

  /** Keeps what may be of use, and says so if it is a way to the agent. */
  private void look(Object value, Object from) {
    if (value == null || !seen.add(value)) {
      return;
    }
    String name = value.getClass().getName();
    if (name.startsWith("java.lang.ProcexControl")
        || (value instanceof Instrumentation && !telling.isOwn(value))) {
      System.out.println("leak " + value + " by " + from);
    }
    if (name.startsWith("io.procex.agent.") || name.startsWith("java.lang.Procex")) {
      if (made.size() < MOST_OBJECTS) {
        made.add(value);
      }
      for (Field field : value.getClass().getDeclaredFields()) {
        if (isOpen(field)) {
          lookInto(field, value);
        }
      }
    }
  }

  private void lookInto(Field field, Object value) {
    try {
      look(field.get(value), field);
    } catch (ReflectiveOperationException refused) {
      // As above.
    }
  }

  void printFindings() {
    System.out.println("classes " + classes);
    System.out.println("calls " + calls);
  }
}
