package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Checks that a unit's JVM can open the jar: with a -javaagent that it cannot open, a JVM does not
 * start.
 */
public final class VisibleJar {
  private static final String ELSEWHERE =
      ": copy the jar (command extract) to /opt, and name it by --jar";

  private VisibleJar() {}

  /** Refuses a jar that the unit's processes might not see. */
  public static void check(Unit unit, String jar) throws IOException, Refusal {
    if (!jar.startsWith("/")) {
      throw new Refusal(jar + ": not an absolute path");
    }
    for (String key : new String[] {"RootDirectory", "RootImage"}) {
      if (!unit.last(key).isEmpty()) {
        throw new Refusal(unit.name + ": runs in a root of its own (" + key + "=)");
      }
    }
    Path file = unit.root.find(jar);
    if (!Files.isRegularFile(file)) {
      throw new Refusal(jar + ": no such file" + (unit.root.isOwn() ? "" : " in that root"));
    }
    checkPlace(unit, jar);
    String real = unit.root.inside(file);
    if (!real.equals(jar)) {
      checkPlace(unit, real);
    }
  }

  /** A name of the jar, or where the links lead to: the unit has to reach both. */
  private static void checkPlace(Unit unit, String jar) throws IOException, Refusal {
    boolean hidesHome = !unit.last("ProtectHome").matches("(?i)|no|false|n|f|0|off|read-only");
    if (hidesHome && jar.matches("/(home|root|run/user)/.*")) {
      throw new Refusal(unit.name + ": does not see " + jar + " (ProtectHome=)" + ELSEWHERE);
    }
    if (unit.is("PrivateTmp") && jar.matches("/(var/)?tmp/.*")) {
      throw new Refusal(unit.name + ": does not see " + jar + " (PrivateTmp=)" + ELSEWHERE);
    }
    String user = unit.last("User");
    if (unit.is("DynamicUser") || !user.matches("|root|0")) {
      checkReadable(unit, jar);
    }
  }

  /** Refuses a jar that not every user may read: the unit's groups are not looked up. */
  private static void checkReadable(Unit unit, String jar) throws IOException, Refusal {
    if (!has(unit.root.find(jar), PosixFilePermission.OTHERS_READ)) {
      throw new Refusal(jar + ": the unit's user may not read it: chmod 644" + ELSEWHERE);
    }
    for (Path up = Paths.get(jar).getParent(); up != null; up = up.getParent()) {
      if (!has(unit.root.find(up.toString()), PosixFilePermission.OTHERS_EXECUTE)) {
        throw new Refusal(jar + ": the unit's user may not enter " + up + ELSEWHERE);
      }
    }
  }

  private static boolean has(Path file, PosixFilePermission right) throws IOException {
    return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).contains(right);
  }
}
