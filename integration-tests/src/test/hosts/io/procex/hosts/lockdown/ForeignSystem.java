package io.procex.hosts.lockdown;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Optional;

/** Calls system(3) by the FFM API of JDK 22, for which this class is compiled too early. */
final class ForeignSystem {
  private static final String PACKAGE = "java.lang.foreign.";

  private ForeignSystem() {}

  /** The status of the command. */
  static int call(String command) throws Throwable {
    Class<?> linkers = type("Linker");
    Class<?> layouts = type("MemoryLayout");
    Class<?> values = type("ValueLayout");
    Object linker = linkers.getMethod("nativeLinker").invoke(null);
    Object lookup = linkers.getMethod("defaultLookup").invoke(linker);
    Method find = type("SymbolLookup").getMethod("find", String.class);
    Object address = ((Optional<?>) find.invoke(lookup, "system")).get();
    Object arguments = Array.newInstance(layouts, 1);
    Array.set(arguments, 0, values.getField("ADDRESS").get(null));
    Class<?> descriptors = type("FunctionDescriptor");
    Object descriptor =
        descriptors
            .getMethod("of", layouts, arguments.getClass())
            .invoke(null, values.getField("JAVA_INT").get(null), arguments);
    Object options = Array.newInstance(type("Linker$Option"), 0);
    MethodHandle handle =
        (MethodHandle)
            linkers
                .getMethod("downcallHandle", type("MemorySegment"), descriptors, options.getClass())
                .invoke(linker, address, descriptor, options);
    Object arena = type("Arena").getMethod("ofAuto").invoke(null);
    Object text =
        type("SegmentAllocator").getMethod("allocateFrom", String.class).invoke(arena, command);
    return (int) handle.invokeWithArguments(text);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name);
  }
}
