package io.procex.hosts.access;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Arguments that would have the agent do something, if anybody's did. */
final class Telling {
  private static final int MOST = 400;

  private final String directory;
  private final List<Object> instrumentations = new ArrayList<>();

  Telling(String directory) {
    this.directory = directory;
    instrumentations.add(null);
    instrumentations.add(proxy(Instrumentation.class));
    instrumentations.add(unconstructed());
  }

  private static Object proxy(Class<?> type) {
    return Proxy.newProxyInstance(
        Telling.class.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> null);
  }

  /** An object of the JDK's own class, made without its constructor, as libraries do; or null. */
  private static Object unconstructed() {
    try {
      Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
      Object maker = factory.getMethod("getReflectionFactory").invoke(null);
      return ((Constructor<?>)
              factory
                  .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                  .invoke(
                      maker,
                      Class.forName("sun.instrument.InstrumentationImpl"),
                      Object.class.getConstructor()))
          .newInstance();
    } catch (ReflectiveOperationException | RuntimeException refused) {
      return null;
    }
  }

  /** Whether it comes from here. */
  boolean isOwn(Object instrumentation) {
    for (Object own : instrumentations) {
      if (own == instrumentation) {
        return true;
      }
    }
    return false;
  }

  /** Lists of arguments for these parameters: all combinations, up to a bound. */
  List<Object[]> of(Class<?>[] types, List<Object> made) {
    List<Object[]> lists = new ArrayList<>();
    lists.add(new Object[types.length]);
    for (int i = 0; i < types.length; i++) {
      List<Object[]> longer = new ArrayList<>();
      for (Object[] list : lists) {
        for (Object value : of(types[i], made)) {
          if (longer.size() < MOST) {
            Object[] next = list.clone();
            next[i] = value;
            longer.add(next);
          }
        }
      }
      lists = longer;
    }
    return lists;
  }

  private List<Object> of(Class<?> type, List<Object> made) {
    if (type == String.class) {
      return Arrays.<Object>asList(
          "@detach " + directory + "/detached ",
          "@attach " + directory + "/attached native=" + directory + "/evil.so",
          "@status " + directory + "/status ",
          "@probe",
          "log=" + directory + "/log,rules=,strict=true",
          "",
          null);
    } else if (type == Instrumentation.class) {
      return instrumentations;
    } else if (type == boolean.class) {
      return Arrays.<Object>asList(true, false);
    } else if (type.isPrimitive()) {
      Object zero = Array.get(Array.newInstance(type, 1), 0);
      return type == int.class ? Arrays.asList(zero, 4) : Collections.singletonList(zero);
    }
    List<Object> values = new ArrayList<>();
    values.add(type.isArray() ? Array.newInstance(type.getComponentType(), 1) : null);
    if (type.isInterface() && type.getClassLoader() == null) {
      values.add(proxy(type));
    }
    for (Object object : made) {
      if (type.isInstance(object)) {
        values.add(object);
      }
    }
    return values;
  }
}
