package io.procex.hosts.agents;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;

/**
 * Another agent that instruments the JDK's launching class, by ByteBuddy: it counts launches that
 * begin, and those whose process was constructed, in system properties.
 *
 * <p>Argument {@code loaded}: by retransformation of the class, loaded before. {@code frames}: it
 * also computes all stack map frames of the class anew.
 */
public final class CountingAgent {
  public static final String BEGUN = "io.procex.test.begun";
  public static final String CONSTRUCTED = "io.procex.test.constructed";

  private CountingAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    String what = arguments == null ? "" : arguments;
    if (what.contains("loaded")) {
      Class.forName("java.lang.Process");
      Class.forName(LaunchingClass.NAME);
    }
    boolean frames = what.contains("frames");
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
        .ignore(none())
        .type(namedOneOf("java.lang.ProcessImpl", "java.lang.UNIXProcess"))
        .transform((builder, type, loader, module, domain) -> instrument(builder, frames))
        .installOn(instrumentation);
  }

  private static DynamicType.Builder<?> instrument(DynamicType.Builder<?> builder, boolean frames) {
    DynamicType.Builder<?> counting =
        builder
            .visit(Advice.to(CountBegun.class).on(named("start").and(isStatic())))
            .visit(Advice.to(CountConstructed.class).on(isConstructor()));
    return frames
        ? counting.visit(
            new AsmVisitorWrapper.ForDeclaredMethods()
                .writerFlags(ClassWriter.COMPUTE_FRAMES)
                .readerFlags(ClassReader.SKIP_FRAMES))
        : counting;
  }

  /** Inlined in the JDK's class: it may name nothing but java.base. */
  static final class CountBegun {
    @Advice.OnMethodEnter
    static void count() {
      System.setProperty(
          "io.procex.test.begun",
          String.valueOf(Integer.getInteger("io.procex.test.begun", 0).intValue() + 1));
    }
  }

  /** As above. */
  static final class CountConstructed {
    @Advice.OnMethodExit
    static void count() {
      System.setProperty(
          "io.procex.test.constructed",
          String.valueOf(Integer.getInteger("io.procex.test.constructed", 0).intValue() + 1));
    }
  }
}
