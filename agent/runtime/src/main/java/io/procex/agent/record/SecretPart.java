package io.procex.agent.record;

/** Which part of a value is the secret. The sign stands after {@code >} in tools.txt. */
enum SecretPart {
  /** The whole value. */
  WHOLE(""),
  /**
   * The part after the first colon, percent sign, comma or equals sign; nothing if there is none.
   */
  AFTER_COLON(":"),
  AFTER_PERCENT("%"),
  AFTER_COMMA(","),
  AFTER_EQUALS("="),
  /** For openssl: the part after {@code pass:}. A {@code file:x} names a file. */
  AFTER_PASS("pass:"),
  /** The part between the first slash, if that is not the first character, and the last at sign. */
  AFTER_SLASH("/"),
  /** The path of a URL. */
  PATH("path");

  private final String sign;

  SecretPart(String sign) {
    this.sign = sign;
  }

  static SecretPart of(String sign) {
    for (SecretPart part : values()) {
      if (part.sign.equals(sign)) {
        return part;
      }
    }
    throw new IllegalArgumentException("no part of a value is called '" + sign + "'");
  }

  /** The value without the secret; null if it has none. */
  String hide(String value) {
    switch (this) {
      case WHOLE:
        return value.isEmpty() ? null : Redaction.REDACTED;
      case AFTER_SLASH:
        int slash = value.indexOf('/');
        int at = value.lastIndexOf('@');
        return slash < 1 || value.charAt(0) == '@' || slash + 1 == value.length()
            ? null
            : value.substring(0, slash + 1)
                + Redaction.REDACTED
                + (at > slash ? value.substring(at) : "");
      case PATH:
        int host = value.indexOf("://");
        int path = host < 0 ? -1 : value.indexOf('/', host + 3);
        return path < 0 ? null : value.substring(0, path + 1) + Redaction.REDACTED;
      default:
        int mark = value.indexOf(sign);
        int secret = mark + sign.length();
        return mark < 0 || secret == value.length()
            ? null
            : value.substring(0, secret) + Redaction.REDACTED;
    }
  }
}
