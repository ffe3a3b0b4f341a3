package io.procex.agent.instrument;

import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/**
 * Defines a class in java.lang, on JDK 9 and later. It runs in a class loader, and so in an unnamed
 * module, of its own: java.lang is opened to that module alone, and the application sees no
 * difference.
 */
public final class BridgeDefiner implements Consumer<byte[]> {
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
}
