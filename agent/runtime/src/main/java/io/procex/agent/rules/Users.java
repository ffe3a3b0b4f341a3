package io.procex.agent.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.attribute.UserPrincipal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users of this machine. Two are equal if their numbers are, whatever their names are. */
public final class Users {
  private static final Pattern EFFECTIVE = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");

  private Users() {}

  /** The user with a name or number; null if there is none. */
  public static UserPrincipal named(String nameOrNumber) {
    if (nameOrNumber.indexOf('\0') >= 0) { // the name would end there for libc
      return null;
    }
    try {
      return FileSystems.getDefault()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(nameOrNumber);
    } catch (IOException | UnsupportedOperationException unknown) {
      return null;
    }
  }

  /** The user whose rights this JVM has; null if that cannot be found out. */
  static UserPrincipal own() {
    try {
      byte[] status = Files.readAllBytes(Paths.get("/proc/self/status"));
      return effective(new String(status, StandardCharsets.ISO_8859_1));
    } catch (IOException noProc) {
      return named(System.getProperty("user.name"));
    }
  }

  /** The effective user, by the text of a process's status; null if it does not say. */
  static UserPrincipal effective(String status) {
    Matcher uid = EFFECTIVE.matcher(status);
    return uid.find() ? named(uid.group(1)) : null;
  }
}
