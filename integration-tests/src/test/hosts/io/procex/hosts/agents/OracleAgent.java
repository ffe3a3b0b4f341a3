package io.procex.hosts.agents;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.pool.TypePool;

/**
 * Rewrites the launching class by other means: discards what our agent has made of it, takes the
 * JDK's original, and replaces the call of forkAndExec with ByteBuddy. Must come after our agent,
 * whose bridge it calls.
 */
public final class OracleAgent implements ClassFileTransformer {
  /** The method that is called in the place of forkAndExec; it shows in stack traces. */
  public static final String METHOD = "launchByOracle";

  private final byte[] rewritten;

  private OracleAgent(byte[] rewritten) {
    this.rewritten = rewritten;
  }

  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new OracleAgent(rewrite()), true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    return LaunchingClass.INTERNAL_NAME.equals(className) ? rewritten.clone() : null;
  }

  private static byte[] rewrite() {
    ClassFileLocator jdk = ClassFileLocator.ForClassLoader.ofBootLoader();
    TypeDescription type = TypePool.Default.of(jdk).describe(LaunchingClass.NAME).resolve();
    MethodDescription.InDefinedShape forkAndExec =
        type.getDeclaredMethods().filter(named("forkAndExec")).getOnly();
    return new ByteBuddy()
        .redefine(type, jdk)
        .defineMethod(METHOD, int.class, Visibility.PACKAGE_PRIVATE)
        .withParameters(forkAndExec.getParameters().asTypeList())
        .throwing(forkAndExec.getExceptionTypes())
        .intercept(advice().wrap(MethodCall.invoke(forkAndExec).withAllArguments()))
        .visit(
            MemberSubstitution.strict()
                .method(named("forkAndExec"))
                .replaceWith(inPlaceOf(forkAndExec))
                .on(isConstructor()))
        .make()
        .getBytes();
  }

  private static Advice advice() {
    ClassFileLocator hosts = ClassFileLocator.ForClassLoader.of(OracleAgent.class.getClassLoader());
    return Advice.to(
        TypePool.Default.of(hosts).describe("java.lang.OracleAdvice").resolve(), hosts);
  }

  private static MethodDescription inPlaceOf(MethodDescription.InDefinedShape forkAndExec) {
    return new MethodDescription.Latent(
        forkAndExec.getDeclaringType(),
        new MethodDescription.Token(
            METHOD,
            Visibility.PACKAGE_PRIVATE.getMask(),
            forkAndExec.getReturnType(),
            forkAndExec.getParameters().asTypeList()));
  }
}
