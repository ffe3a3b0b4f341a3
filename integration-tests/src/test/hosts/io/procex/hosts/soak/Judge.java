package io.procex.hosts.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Compares what came of launches with what the stock JDK has made of the same ones. */
final class Judge {
  static final String NOTHING_LEFT = "Too many open files";
  private static final int MOST_KINDS = 50;

  private final List<String> stock = new ArrayList<>();
  private final String shortage;
  private final String lookUp;
  private final int launches;
  private final String denial;

  final AtomicLong right = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong wrong = new AtomicLong();

  /** Launches that failed for want of descriptors; they are right. */
  final AtomicLong starved = new AtomicLong();

  final AtomicLong refused = new AtomicLong();

  final Map<String, Integer> faults = new ConcurrentSkipListMap<>();

  /** Reads what {@link Stock} has printed: a line for each case, and one of a shortage. */
  Judge(Path file, Attempt.Shared shared, int launches) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    String short24 = "";
    for (String line : lines) {
      if (line.startsWith(Stock.CASE)) {
        stock.add(line.substring(Stock.CASE.length()));
      } else if (line.startsWith(Stock.SHORT)) {
        short24 = line.substring(Stock.SHORT.length());
      }
    }
    shortage = short24;
    this.launches = launches;
    String noProgram = stock.get(Cases.indexOf("no such program"));
    lookUp =
        noProgram
            .substring(noProgram.indexOf("\": ") + 1)
            .replace("No such file or directory", NOTHING_LEFT)
            .replaceAll("(error[:=] ?)2\\b", "$124");
    // Denied as if the program had no rights.
    String noRights = shared.folder + "/no_rights";
    String denied = shared.folder + "/soak_denied";
    denial = stock.get(Cases.indexOf("a program without rights")).replace(noRights, denied);
  }

  void judge(int index, Case kind, Attempt attempt, String outcome) {
    boolean isStarved = false;
    AtomicLong count = right;
    if (!isRight(index, kind, attempt, outcome)) {
      isStarved =
          attempt.wasShort()
              && (kind.isUnsignalled(outcome) || isOfShortage(attempt.era(), outcome));
      count = isStarved ? right : isLost(outcome) ? lost : wrong;
    }
    if (count != right) {
      note(kind.name + ": " + outcome);
    }
    if (attempt.number < launches) {
      count.incrementAndGet();
      starved.addAndGet(isStarved ? 1 : 0);
      refused.addAndGet(kind.deniable && outcome.equals(denial) ? 1 : 0);
    }
  }

  private static boolean isLost(String outcome) {
    return outcome.startsWith("lost") || outcome.contains("TimeoutException");
  }

  private boolean isRight(int index, Case kind, Attempt attempt, String outcome) {
    boolean usual = outcome.equals(stock.get(index)) || kind.others.contains(outcome);
    if (!kind.deniable) {
      return usual;
    }
    Era era = attempt.era();
    boolean isDenied = outcome.equals(denial);
    return era.sure ? (era.denied ? isDenied : usual) : isDenied || usual;
  }

  /**
   * Of a launch, or of a file that the launch is to write to. For rules the program is looked up
   * first, which fails as if it could not be executed.
   */
  private boolean isOfShortage(Era era, String outcome) {
    String ending = ": " + shortage + Case.CAUSE + "java.io.IOException: " + shortage;
    boolean mayHaveRules = era.rules || !era.sure;
    return outcome.startsWith("java.io.IOException: Cannot run program \"")
        ? outcome.endsWith(ending)
            || outcome.endsWith(" (" + NOTHING_LEFT + ")")
            || (mayHaveRules && outcome.endsWith(lookUp))
        : outcome.endsWith(NOTHING_LEFT) || outcome.endsWith(NOTHING_LEFT + ")");
  }

  private void note(String fault) {
    if (faults.size() < MOST_KINDS || faults.containsKey(fault)) {
      faults.merge(fault, 1, Integer::sum);
    }
  }
}
