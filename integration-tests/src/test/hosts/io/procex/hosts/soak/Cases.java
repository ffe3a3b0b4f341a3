package io.procex.hosts.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All kinds of launches; a launch's number says which it is. */
final class Cases {
  static final List<Case> ALL = all();

  /** Neighbours in number are different kinds, and one kind comes with all exit codes. */
  private static final int SPREAD = 0x9E3779B1;

  private Cases() {}

  private static List<Case> all() {
    List<Case> cases = new ArrayList<>(Outputs.all());
    cases.addAll(Endings.all());
    cases.addAll(Failures.all());
    return Collections.unmodifiableList(cases);
  }

  static int indexFor(int number) {
    return Integer.remainderUnsigned(number * SPREAD, ALL.size());
  }

  static int indexOf(String name) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).name.equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
