package io.procex.hosts.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Gives the launching class the class file version that is its argument, or, with the argument
 * {@code restore}, that which it had before.
 */
public final class VersionAgent implements ClassFileTransformer {
  private static final int MAJOR_VERSION = 7; // the offset of its low byte

  private static byte original;

  private final String version;

  private VersionAgent(String version) {
    this.version = version;
  }

  public static void premain(String version, Instrumentation instrumentation) {
    // Those that can retransform come in the order of the command line, the others before them.
    instrumentation.addTransformer(new VersionAgent(version), true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (!LaunchingClass.INTERNAL_NAME.equals(className)) {
      return null;
    }
    byte[] result = classFile.clone();
    if (version.equals("restore")) {
      result[MAJOR_VERSION] = original;
    } else {
      original = result[MAJOR_VERSION];
      result[MAJOR_VERSION] = Byte.parseByte(version);
    }
    return result;
  }
}
