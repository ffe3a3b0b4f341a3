package io.procex.agent.security;

import io.procex.agent.settings.Setting;
import java.util.Arrays;
import java.util.List;

/**
 * What satisfies an assessment without systemd's setting of that name, because a child can do as
 * little: docs/security-score.md says why.
 */
enum Equivalent {
  /** Landlock hides devices, and none can be created. */
  NO_DEVICE {
    @Override
    int badness(Child child, List<String> words, int range) {
      boolean createsNone = child.files().createsNothing() || child.lacks("CAP_MKNOD");
      return child.files().hidesDevices() && createsNone ? 0 : range;
    }
  },
  /** Landlock denies mounts and their removal; a filter does so too. */
  NO_MOUNT {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.files().isRestricted() || child.denied().includeAll("@mount") ? 0 : range;
    }
  },
  NO_SOCKET {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.families().isNothing() ? 0 : range;
    }
  },
  NO_IP {
    @Override
    int badness(Child child, List<String> words, int range) {
      boolean makesNone =
          child.families().isOfKept() && OF_IP.stream().noneMatch(child.families()::includes);
      return makesNone || child.text(Setting.IP_ADDRESS_DENY) != null ? 0 : range;
    }
  },
  UNREAD {
    @Override
    int badness(Child child, List<String> words, int range) {
      return words.stream().allMatch(place -> isHidden(child, place)) ? 0 : range;
    }
  },
  UNWRITTEN {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.files().protects(words.toArray(new String[0])) ? 0 : range;
    }
  },
  HOMES {
    @Override
    int badness(Child child, List<String> words, int range) {
      if (child.files().hides(HOME_DIRECTORIES)) {
        return 0;
      }
      return child.files().protects(HOME_DIRECTORIES) ? OF_READ_ONLY_HOMES : range;
    }
  },
  SYSTEM {
    @Override
    int badness(Child child, List<String> words, int range) {
      if (!child.files().protects(SYSTEM_DIRECTORIES)) {
        return range;
      }
      return child.files().protects("/etc") ? 0 : OF_WRITABLE_ETC;
    }
  },
  DENIED {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.isFiltered() && words.stream().allMatch(child.denied()::includeAll) ? 0 : range;
    }
  },
  FILTERED {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.isFiltered() ? 0 : range;
    }
  },
  UNPRIVILEGED {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.isUnprivileged() ? 0 : range;
    }
  };

  /** What systemd gives for ProtectHome=read-only. */
  private static final int OF_READ_ONLY_HOMES = 5;

  /** What systemd gives for ProtectSystem=yes. */
  private static final int OF_WRITABLE_ETC = 5;

  private static final String[] HOME_DIRECTORIES = {"/home", "/root", "/run/user"};

  /** What ProtectSystem=yes protects, with the links to it. */
  private static final String[] SYSTEM_DIRECTORIES = {
    "/usr", "/boot", "/efi", "/bin", "/sbin", "/lib", "/lib32", "/lib64"
  };

  /** The families that IPAddressDeny=any denies. */
  private static final List<String> OF_IP =
      Arrays.asList("AF_INET", "AF_INET6", "AF_PACKET", "AF_XDP", "AF_RDS", "AF_RXRPC", "AF_SMC");

  abstract int badness(Child child, List<String> words, int range);

  /** A directory for temporary files may have one of the child's own below it. */
  private static boolean isHidden(Child child, String place) {
    return place.endsWith("tmp") ? child.files().hidesOthersIn(place) : child.files().hides(place);
  }
}
