package io.procex.agent.filter;

import io.procex.agent.shared.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of namespaces: systemd's RestrictNamespaces. */
public final class Namespaces {
  /** CLONE_NEW of linux/sched.h. */
  private static final Map<String, Integer> FLAGS = new LinkedHashMap<>();

  static {
    FLAGS.put("cgroup", 0x02000000);
    FLAGS.put("ipc", 0x08000000);
    FLAGS.put("mnt", 0x00020000);
    FLAGS.put("net", 0x40000000);
    FLAGS.put("pid", 0x20000000);
    FLAGS.put("time", 0x00000080);
    FLAGS.put("user", 0x10000000);
    FLAGS.put("uts", 0x04000000);
  }

  /** In clone's flags, the lowest byte is a signal. */
  private static final int SIGNAL = 0xff;

  /** UNSHARE_EMPTY_MNTNS: the kernel adds CLONE_NEWNS by itself. */
  private static final int EMPTY_MOUNT_NAMESPACE = 0x00100000;

  private Namespaces() {}

  /** Lets the process enter no namespaces but these; all but these, behind a tilde. */
  public static void allowOnly(List<String> words, CallFilter filter) {
    boolean isDenied = words.get(0).startsWith("~");
    int named = 0;
    for (String word : words) {
      named |= flag(word.equals(words.get(0)) && isDenied ? word.substring(1) : word);
    }
    deny(isDenied ? named : all() & ~named, filter);
  }

  /** Lets the process enter no other namespaces. */
  public static void denyAll(CallFilter filter) {
    deny(all(), filter);
  }

  private static int all() {
    int all = 0;
    for (int flag : FLAGS.values()) {
      all |= flag;
    }
    return all;
  }

  /** setns without a kind enters any; clone3 has its flags in memory, and glibc does without it. */
  private static void deny(int flags, CallFilter filter) {
    int hidden = (flags & FLAGS.get("mnt")) == 0 ? 0 : EMPTY_MOUNT_NAMESPACE;
    filter.deny("unshare", Argument.anyBit(0, flags | hidden, Action.EPERM));
    filter.deny("clone", Argument.anyBit(0, flags & ~SIGNAL, Action.EPERM));
    filter.deny("clone3", Action.ENOSYS);
    filter.deny("setns", Argument.noneOrAnyBit(1, flags, Action.EPERM));
  }

  private static int flag(String name) {
    Integer flag = FLAGS.get(name);
    if (flag == null) {
      String hint = NearestName.hint(name, FLAGS.keySet());
      throw new IllegalArgumentException(
          "expected yes, no, or some of " + String.join(" ", FLAGS.keySet()) + hint);
    }
    return flag;
  }
}
