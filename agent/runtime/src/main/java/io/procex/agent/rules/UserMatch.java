package io.procex.agent.rules;

import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/** Whether a rule applies to the user of the JVM, who never changes. */
final class UserMatch {
  private final boolean matches;
  private final String text;

  private UserMatch(boolean matches, String text) {
    this.matches = matches;
    this.text = text;
  }

  /** Compares with the user under a key. A name that no user has on this machine matches nobody. */
  static UserMatch read(Mapping rule, String key, UserPrincipal user) {
    List<YamlNode> names = rule.scalars(key);
    boolean matches = names.isEmpty();
    StringBuilder text = new StringBuilder();
    for (YamlNode name : names) {
      UserPrincipal one = Users.named(name.text);
      matches |= one != null && one.equals(user);
      text.append(text.length() == 0 ? "" : ", ").append(name.text);
    }
    return new UserMatch(matches, text.toString());
  }

  boolean matches() {
    return matches;
  }

  @Override
  public String toString() {
    return text;
  }
}
