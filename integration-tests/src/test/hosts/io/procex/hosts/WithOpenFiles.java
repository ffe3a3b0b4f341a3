package io.procex.hosts;

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Opens many files, and then is another host. Arguments: how many, the other's class, its
 * arguments.
 */
public final class WithOpenFiles {
  /** Referred to from here, so that they stay open. */
  private static final List<FileInputStream> OPEN = new ArrayList<>();

  private WithOpenFiles() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    while (OPEN.size() < count) {
      OPEN.add(new FileInputStream("/dev/null"));
    }
    Class.forName(args[1])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
  }
}
