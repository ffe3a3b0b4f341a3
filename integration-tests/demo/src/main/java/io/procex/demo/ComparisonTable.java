package io.procex.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** The findings of both runs side by side. */
final class ComparisonTable {
  private final PrintStream out;
  private final Findings stock;
  private final Findings agent;

  ComparisonTable(PrintStream out, Findings stock, Findings agent) {
    this.out = out;
    this.stock = stock;
    this.agent = agent;
  }

  void print() throws IOException {
    row("", "stock JDK", "with procex-agent");
    row("descriptors open in the server", stock.serverDescriptors, agent.serverDescriptors);
    row("descriptors in the CGI script", stock.cgi.descriptors(), agent.cgi.descriptors());
    row("  of them the server's sockets", "" + stock.cgi.sockets(), "" + agent.cgi.sockets());
    row("open files limit, soft / hard", stock.cgi.openFileLimits(), agent.cgi.openFileLimits());
    row("blocked signals", stock.cgi.blockedSignals(), agent.cgi.blockedSignals());
    row("ignored signals", stock.cgi.ignoredSignals(), agent.cgi.ignoredSignals());
    for (int percent : new int[] {50, 90, 99}) {
      latencyRow(percent);
    }
    row("launched by", stock.launches, agent.launches);
  }

  private void latencyRow(int percent) {
    double before = stock.firstByte.millis(percent);
    double after = agent.firstByte.millis(percent);
    String ratio =
        after <= before ? ratio(before / after, "faster") : ratio(after / before, "slower");
    row("time to first byte, p" + percent, millis(before), millis(after) + ratio);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.2f ms", value);
  }

  private static String ratio(double factor, String word) {
    return String.format(Locale.ROOT, " (%.1f times %s)", factor, word);
  }

  private void row(String name, String left, String right) {
    out.println(String.format(Locale.ROOT, "%-32s%-48s%s", name, left, right));
  }
}
