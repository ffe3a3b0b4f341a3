package io.procex.it.hostile;

import io.procex.hosts.Launch;
import io.procex.hosts.problems.LaunchInRestrictedProcess;
import io.procex.it.support.Artifacts;
import java.util.List;

/**
 * Hosts that are ordinary, and that the agent has failed in. Each is a script in a mount namespace
 * of its own, that ends with the command that runs the JVM; the ground with jars and classes lies
 * at {@link Ground#PLACE}.
 */
enum HostileHost {
  POD_WITH_AN_EMPTY_DIR(
      "/tmp is an emptyDir without sticky bit, nothing else can be written",
      "temporary 0777 && sealed /var/tmp && sealed /dev/shm && as_user"),
  POD_WITH_A_NOEXEC_TMP(
      "/tmp is noexec, nothing else can be written",
      "temporary 1777,noexec && sealed /var/tmp && sealed /dev/shm && as_user"),
  POD_WITHOUT_A_PLACE(
      "nothing can be written at all",
      "sealed /tmp && sealed /var/tmp && sealed /dev/shm && as_user"),
  NOTHING_MAY_BE_EXECUTED(
      "nothing can be written, and the jar's own place is noexec",
      "sealed /tmp && sealed /var/tmp && sealed /dev/shm && mount -o remount,bind,noexec /mnt && as_user"),
  NO_HOME("the home directory does not exist, HOME is unset", "unset HOME && as_user"),
  HOME_THAT_HANGS(
      "the home directory waits for a server for ever",
      "mkdir /mnt/home && unanswered /mnt/home && as_user timeout -s KILL 120") {
    @Override
    List<String> jvm() {
      return List.of("-Duser.home=/mnt/home");
    }
  },
  USER_NAMESPACE(
      "a user namespace in which root is not mapped", "as_user unshare -U --map-user=1000"),
  USER_NAMESPACE_AS_ROOT("the same, as its root", "as_user unshare -U --map-root-user"),
  TMPDIR_THAT_OTHERS_CAN_WRITE(
      "tmpdir= names a directory that others can write",
      "mkdir -m 0777 /mnt/open && as_user",
      "tmpdir=/mnt/open"),
  NATIVE_THAT_OTHERS_CAN_WRITE(
      "native= names a library in such a directory",
      "mkdir -m 0777 /mnt/open && cp /mnt/lib.so /mnt/open && as_user",
      "native=/mnt/open/lib.so"),
  JAR_THAT_OTHERS_CAN_WRITE(
      "the jar and its neighbour lie in such a directory, and are another user's",
      "chmod 0777 /mnt && cp /mnt/lib.so /mnt/"
          + Artifacts.libraryName()
          + " && chown -R 1234 /mnt &&"
          + " sealed /tmp && sealed /var/tmp && sealed /dev/shm && as_user"),
  OWN_CLASS_LOADER("a system class loader without code sources and resources", "as_user", "") {
    @Override
    List<String> jvm() {
      return List.of("-Djava.system.class.loader=io.procex.hosts.LoaderWithoutSources");
    }
  },
  DIRECTORY_THAT_ENDS_IN_A_MARK(
      "the jar lies below a directory whose name ends in '!'",
      "mkdir /mnt/a! && cp /mnt/*.jar /mnt/a! && as_user") {
    @Override
    String folder() {
      return Ground.PLACE + "/a!";
    }
  },
  LIMIT_LOWERED(
      "the soft limit on open files is lowered to 64 after the start, before the first launch",
      "as_user") {
    @Override
    List<String> program() {
      return List.of(LaunchInRestrictedProcess.class.getName(), Ground.NEIGHBOUR, "limit=64");
    }
  },
  NOT_DUMPABLE(
      "the process may not be dumped, so that its files in /proc are root's",
      "as_user",
      "profile=safe,required=all") {
    @Override
    List<String> program() {
      return List.of(LaunchInRestrictedProcess.class.getName(), Ground.NEIGHBOUR, "hidden");
    }
  },
  AMBIENT_CAPABILITIES(
      "ambient capabilities, which hide the process from its own user",
      "exec setpriv --reuid=65533 --regid=65533 --clear-groups --inh-caps=+net_bind_service"
          + " --ambient-caps=+net_bind_service");

  private static final String FUNCTIONS =
      "temporary() { mount -t tmpfs -o mode=$1 tmpfs /tmp; };"
          + " sealed() { mount -t tmpfs -o ro tmpfs $1; };"
          + " as_user() { exec setpriv --reuid=65533 --regid=65533 --clear-groups \"$@\"; };"
          // Whoever mounts it never reads what the kernel asks: all that touches it waits.
          + " unanswered() { command exec 3<>/dev/fuse && mount -i -t fuse"
          + " -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other none $1"
          + " || { echo "
          + Ground.IMPOSSIBLE
          + "; exit; }; };";

  private final String description;
  private final String script;
  private final String option;

  HostileHost(String description, String script) {
    this(description, script, "");
  }

  HostileHost(String description, String script, String option) {
    this.description = description;
    this.script = script;
    this.option = option;
  }

  String description() {
    return description;
  }

  /** Where the jar lies. */
  String folder() {
    return Ground.PLACE;
  }

  /** The agent's option, or none. */
  String option() {
    return option;
  }

  /** More arguments of the JVM. */
  List<String> jvm() {
    return List.of();
  }

  /** The program of the JVM, and its arguments but for the command to launch. */
  List<String> program() {
    return List.of(Launch.class.getName());
  }

  /** How the core launches there. */
  String rung() {
    return this == LIMIT_LOWERED ? "close-range" : "shared-table";
  }

  /** Whether its JVM hides its files in /proc from its own user, who may attach to it. */
  boolean hidesItsJvm() {
    return this == AMBIENT_CAPABILITIES;
  }

  /** Makes this host of the machine, and runs its arguments in it. */
  String script() {
    return FUNCTIONS + " unset XDG_RUNTIME_DIR; " + script + " \"$@\"";
  }

  /** Whether a library has any way into this host with a jar of that form. */
  boolean allowsTheCore(boolean oneFile) {
    return switch (this) {
      case NOTHING_MAY_BE_EXECUTED -> false;
      case POD_WITH_A_NOEXEC_TMP, POD_WITHOUT_A_PLACE -> oneFile;
      default -> true;
    };
  }
}
