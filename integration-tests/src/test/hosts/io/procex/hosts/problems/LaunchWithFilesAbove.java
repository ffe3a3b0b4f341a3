package io.procex.hosts.problems;

import io.procex.hosts.Launch;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Opens many files and closes the first of them again, so that what is opened later comes below
 * those; then does as Launch. Arguments: how many stay open, a command.
 */
public final class LaunchWithFilesAbove {
  private static final int CLOSED_AGAIN = 100;

  /** Referred to from here, so that they stay open. */
  private static final List<FileInputStream> OPEN = new ArrayList<>();

  private LaunchWithFilesAbove() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<FileInputStream> first = new ArrayList<>();
    open(first, CLOSED_AGAIN);
    open(OPEN, Integer.parseInt(args[0]));
    for (FileInputStream file : first) {
      file.close();
    }
    Launch.main(Arrays.copyOfRange(args, 1, args.length));
  }

  private static void open(List<FileInputStream> files, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      files.add(new FileInputStream("/dev/null"));
    }
  }
}
