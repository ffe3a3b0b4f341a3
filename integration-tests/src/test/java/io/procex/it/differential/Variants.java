package io.procex.it.differential;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Locales;
import java.util.List;

/** All variants: how JVMs are configured, and where they run. */
final class Variants {
  /** That instead of the jar; its default settings alone. */
  static final String NATIVE_ENTRY = "native entry";

  static final String HIDDEN_PROC = "/proc hidden after start";

  private static final int NEWEST = 99;

  static final List<Variant> ALL =
      List.of(
          Variant.of("default", (host, place) -> {}),
          Variant.of(NATIVE_ENTRY, (host, place) -> {}),
          Variant.options("-Xint"),
          Variant.options("-Xcomp"),
          Variant.options("-XX:+UseSerialGC"),
          Variant.options("-XX:+UseG1GC"),
          Variant.options("-XX:+UnlockExperimentalVMOptions", "-XX:+UseZGC"), // so before 15
          Variant.options("-XX:+UnlockExperimentalVMOptions", "-XX:+UseShenandoahGC"),
          Variant.options("-Xcheck:jni"),
          Variant.options("-Xverify:all"),
          Variant.of("least -Xss", (host, place) -> host.jvm(place.leastStack())),
          Variant.options("-XX:-MaxFDLimit"),
          mechanism("VFORK"),
          mechanism("FORK"),
          mechanism("POSIX_SPAWN").on(9, NEWEST),
          Variant.of("security manager", (host, place) -> host.jvm(place.securityManager()))
              .on(8, 17),
          Variant.of("modular", (host, place) -> host.module("io.procex.hosts", place.modules()))
              .on(9, NEWEST),
          Variant.of("jlink", (host, place) -> host.home(place.image())).on(9, NEWEST),
          Variant.of("reaper=jdk", (host, place) -> host.env("PROCEX_REAPER", "jdk")),
          Variant.of("reaper=pidfd", (host, place) -> host.env("PROCEX_REAPER", "pidfd"))
              .on(9, NEWEST), // the whole agent from the first launch on, as always on 8
          speaking("German", "de_DE", "UTF-8"),
          speaking("German, Latin-1", "de_DE", "ISO-8859-1"),
          speaking("Japanese, EUC", "ja_JP", "EUC-JP"),
          Variant.of("C locale", (host, place) -> host.env("LC_ALL", "C")),
          Variant.by(
              "nohup, nice, umask",
              "sh",
              "-c",
              "umask 027; trap '' HUP USR1; ulimit -S -c 0; exec nice -n 3 \"$@\"",
              "sh"),
          Variant.of(
              "closed 0, 1, 2",
              (host, place) -> host.by("sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh")),
          Variant.by(HIDDEN_PROC, "unshare", "-m"),
          Variant.by("pid 1", "unshare", "--pid", "--fork", "--mount-proc"),
          Variant.by("user namespace", "unshare", "--user"),
          Variant.by("user namespace, as root", "unshare", "--user", "--map-root-user"),
          Variant.by("no capabilities", "setpriv", "--bounding-set", "-all", "--inh-caps", "-all"),
          Variant.by(
              "close_range refused", Artifacts.fault().toString(), "close_range=EPERM", "--"));

  private Variants() {}

  private static Variant speaking(String name, String language, String encoding) {
    return Variant.of(
        name, (host, place) -> Locales.speak(host, place.directory(), language, encoding));
  }

  private static Variant mechanism(String name) {
    return Variant.of(
        name, (host, place) -> host.jvm("-Djdk.lang.Process.launchMechanism=" + name));
  }
}
