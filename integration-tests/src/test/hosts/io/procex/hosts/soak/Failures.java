package io.procex.hosts.soak;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/** Launches that fail, and one that the rules deny at times. */
final class Failures {
  private Failures() {}

  static List<Case> all() {
    return Arrays.asList(
        Case.of("no such program", attempt -> fail(attempt, "/no/such/program")),
        Case.of("no such program in PATH", attempt -> fail(attempt, "no-such-program")),
        Case.of("a program without rights", Failures::withoutRights),
        Case.of("a directory as program", attempt -> fail(attempt, "/usr")),
        Case.of("no such directory", Failures::noSuchDirectory),
        Case.deniable("denied at times", Failures::deniedAtTimes));
  }

  private static String fail(Attempt attempt, String program) throws Exception {
    attempt.start(attempt.program(program, 0, 0, "end"));
    return attempt.end();
  }

  private static String withoutRights(Attempt attempt) throws Exception {
    return fail(attempt, attempt.shared.folder + "/no_rights");
  }

  private static String noSuchDirectory(Attempt attempt) throws Exception {
    attempt.start(attempt.child(0, 0, "end").directory(new File("/no/such/directory")));
    return attempt.end();
  }

  private static String deniedAtTimes(Attempt attempt) throws Exception {
    return fail(attempt, attempt.shared.folder + "/soak_denied");
  }
}
