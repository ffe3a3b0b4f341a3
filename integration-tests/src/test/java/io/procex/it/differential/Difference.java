package io.procex.it.differential;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One intended difference, as it stands in differences.json.
 *
 * @param better what is better with the agent, in a few words
 * @param cost whether it is no improvement but the price of one
 * @param where a pattern of the observations that differ, written as {@code section > name}
 * @param jdks the range of versions, such as {@code 8-17}
 * @param variants those in which it is seen; none: in all
 * @param notIn those in which it is not
 * @param optional whether it may be missing, for what the stock JDK does only now and then
 * @param stock a pattern of what is observed without the agent; empty if nothing is
 * @param agent the same with the agent
 * @param reason why it is so on purpose
 * @param seenBy the other test that sees it, for what the observer cannot: then it has no patterns
 * @param source a bug id, or where the fact comes from
 */
record Difference(
    @JsonProperty(required = true) String better,
    boolean cost,
    Pattern where,
    @JsonProperty(required = true) String jdks,
    List<String> variants,
    List<String> notIn,
    boolean optional,
    Pattern stock,
    Pattern agent,
    @JsonProperty(required = true) String reason,
    String seenBy,
    @JsonProperty(required = true) String source) {

  Difference {
    if ((seenBy == null) == (where == null || stock == null || agent == null)) {
      throw new IllegalArgumentException(better + ": either patterns or the test that sees it");
    }
  }

  /** Whether it is to be seen on this JDK in this variant. */
  boolean appliesTo(int feature, String variant) {
    String[] range = jdks.split("-", -1);
    int most = range[range.length - 1].isEmpty() ? 99 : Integer.parseInt(range[range.length - 1]);
    return seenBy == null
        && feature >= Integer.parseInt(range[0])
        && feature <= most
        && (variants == null || variants.contains(variant))
        && (notIn == null || !notIn.contains(variant));
  }

  boolean explains(String name, String without, String with) {
    return where.matcher(name).matches() && matches(stock, without) && matches(agent, with);
  }

  private static boolean matches(Pattern pattern, String value) {
    return pattern.matcher(value == null ? "" : value).matches();
  }
}
