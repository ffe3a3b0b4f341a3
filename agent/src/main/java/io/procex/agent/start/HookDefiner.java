package io.procex.agent.start;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.function.BiConsumer;

/**
 * Defines {@link FirstLaunch} in java.lang, on JDK 9 and later: in a class loader, and so in an
 * unnamed module, of its own, to which alone java.lang is open.
 */
public final class HookDefiner implements BiConsumer<byte[], Runnable> {
  @Override
  public void accept(byte[] classFile, Runnable first) {
    try {
      Object lookup =
          MethodHandles.class
              .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
              .invoke(null, Process.class, MethodHandles.lookup());
      Class<?> hook =
          (Class<?>)
              MethodHandles.Lookup.class
                  .getMethod("defineClass", byte[].class)
                  .invoke(lookup, classFile);
      Field waiting = hook.getDeclaredField("waiting");
      waiting.setAccessible(true);
      waiting.set(null, first);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define a class in java.lang", e);
    }
  }
}
