package io.procex.agent.systemd;

/**
 * Replaces specifiers in a unit's values, as far as the unit's name is enough: systemd.unit(5),
 * "Specifiers".
 */
final class Specifiers {
  private Specifiers() {}

  /** Replaces the specifiers; null if there is one that needs more than the name. */
  static String expand(String text, UnitName unit) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%' || i + 1 == text.length()) {
        expanded.append(text.charAt(i));
        continue;
      }
      String value = value(text.charAt(++i), unit);
      if (value == null) {
        return null;
      }
      expanded.append(value);
    }
    return expanded.toString();
  }

  private static String value(char specifier, UnitName unit) {
    switch (specifier) {
      case '%':
        return "%";
      case 'i':
        return unit.instance();
      case 'I':
        return unescape(unit.instance());
      case 'n':
        return unit.toString();
      case 'N':
        return unit.stem();
      case 'p':
        return unit.prefix();
      case 'P':
        return unescape(unit.prefix());
      default:
        return null;
    }
  }

  private static String unescape(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.startsWith("\\x", i) && i + 4 <= name.length()) {
        plain.append((char) Integer.parseInt(name.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        plain.append(name.charAt(i) == '-' ? '/' : name.charAt(i));
      }
    }
    return plain.toString();
  }

  /** Escapes text so that it has no specifiers. */
  static String escape(String plain) {
    return plain.replace("%", "%%");
  }
}
