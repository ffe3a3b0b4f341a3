package io.procex.agent.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Defines a class in java.lang, on JDK 9 and later, and makes the one object by which the bridge is
 * controlled. It runs in a class loader, and so in an unnamed module, of its own: java.lang is
 * opened to that module alone, and the application sees no difference.
 */
public final class BridgeDefiner implements Consumer<byte[]>, Supplier<Object> {
  @Override
  public void accept(byte[] classFile) {
    try {
      Object lookup =
          MethodHandles.class
              .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
              .invoke(null, Process.class, MethodHandles.lookup());
      MethodHandles.Lookup.class.getMethod("defineClass", byte[].class).invoke(lookup, classFile);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define a class in java.lang", e);
    }
  }

  @Override
  public Object get() {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ProcexControl", false, null).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the bridge cannot be controlled", e);
    }
  }
}
