package io.procex.agent.security;

import io.procex.agent.settings.Setting;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How systemd measures a unit that has the settings of a child: 0 is good, the range is bad. */
enum Measure {
  /** The agent has no such setting: as in a unit without it. */
  NONE {
    @Override
    int badness(Child child, List<String> words, int range) {
      return range;
    }
  },
  /** It is about the service of the JVM: as in a unit without it, which is good. */
  OF_SERVICE {
    @Override
    int badness(Child child, List<String> words, int range) {
      return 0;
    }
  },
  USER {
    @Override
    int badness(Child child, List<String> words, int range) {
      if (child.jvm().mayBeRoot()) {
        return range;
      }
      return child.jvm().userNumber() == NOBODY ? range - 1 : 0;
    }
  },
  /** Groups of the user in the machine's database do not count. */
  GROUPS {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.jvm().mayBeRoot() ? NOT_APPLICABLE : 0;
    }
  },
  REMOVE_IPC {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.jvm().mayBeRoot() ? NOT_APPLICABLE : range;
    }
  },
  FLAG {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.isOn(words.get(0)) ? 0 : range;
    }
  },
  CAPABILITIES {
    @Override
    int badness(Child child, List<String> words, int range) {
      return words.stream().anyMatch(child.capabilities()::includes) ? range : 0;
    }
  },
  AMBIENT {
    @Override
    int badness(Child child, List<String> words, int range) {
      String text = child.text(Setting.AMBIENT_CAPABILITIES);
      boolean has = text == null ? child.jvm().hasAmbientCapabilities() : !text.equals("none");
      return has ? range : 0;
    }
  },
  UMASK {
    @Override
    int badness(Child child, List<String> words, int range) {
      String text = child.text(Setting.UMASK);
      int mask = text == null ? child.jvm().mask() : Integer.parseInt(text, 8);
      for (int[] right : new int[][] {{0002, 10}, {0004, 5}, {0020, 2}, {0040, 1}}) {
        if ((mask & right[0]) == 0) {
          return right[1];
        }
      }
      return 0;
    }
  },
  KEYRING {
    @Override
    int badness(Child child, List<String> words, int range) {
      return "private".equals(child.text(Setting.KEYRING_MODE)) ? 0 : range;
    }
  },
  NAMESPACES {
    @Override
    int badness(Child child, List<String> words, int range) {
      return Kept.of(child.text(Setting.RESTRICT_NAMESPACES)).includes(words.get(0)) ? range : 0;
    }
  },
  FAMILIES {
    @Override
    int badness(Child child, List<String> words, int range) {
      Kept kept = child.families();
      boolean isNamed = kept.names().stream().anyMatch(name -> words.get(0).equals(kind(name)));
      return isNamed == kept.isOfKept() ? range : 0;
    }
  },
  ARCHITECTURES {
    @Override
    int badness(Child child, List<String> words, int range) {
      String text = child.text(Setting.SYSTEM_CALL_ARCHITECTURES);
      return text == null
          ? range
          : Arrays.asList(text.split("\\s+", -1)).contains("native") ? 0 : 8;
    }
  },
  CALLS {
    @Override
    int badness(Child child, List<String> words, int range) {
      String list = child.text(Setting.SYSTEM_CALL_FILTER);
      if (list == null || !child.deniedByList().includeAll(words.get(0))) {
        return list == null || list.startsWith("~") ? range : range - 1;
      }
      return 0;
    }
  },
  IP {
    @Override
    int badness(Child child, List<String> words, int range) {
      return child.text(Setting.IP_ADDRESS_DENY) == null ? range : 0;
    }
  };

  static final int NOT_APPLICABLE = -1;
  private static final int NOBODY = 65534;
  private static final Set<String> OF_IP = new HashSet<>(Arrays.asList("AF_INET", "AF_INET6"));

  abstract int badness(Child child, List<String> words, int range);

  /** The kind of a family of sockets that systemd weighs as one. */
  private static String kind(String family) {
    if (OF_IP.contains(family)) {
      return "inet";
    }
    switch (family) {
      case "AF_UNIX":
      case "AF_LOCAL":
        return "unix";
      case "AF_NETLINK":
        return "netlink";
      case "AF_PACKET":
        return "packet";
      default:
        return "other";
    }
  }
}
