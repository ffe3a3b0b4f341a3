package io.procex.agent.settings;

import io.procex.agent.filter.Action;
import io.procex.agent.filter.AddressFamilies;
import io.procex.agent.filter.CallFilter;
import io.procex.agent.filter.CallList;
import io.procex.agent.filter.Namespaces;
import io.procex.agent.filter.Restriction;
import io.procex.agent.record.Errno;
import io.procex.agent.shared.Flag;
import io.procex.agent.shared.LibraryResource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Which system calls the child may make. All these settings together are one seccomp filter: each
 * more would cost a launch, and every call of the child.
 */
final class SystemCallSettings {
  private static final int MOST_ERRNO = 4095;
  private static final Map<Setting, Restriction> RESTRICTIONS = new EnumMap<>(Setting.class);

  static {
    RESTRICTIONS.put(Setting.MEMORY_DENY_WRITE_EXECUTE, Restriction.MEMORY_DENY_WRITE_EXECUTE);
    RESTRICTIONS.put(Setting.LOCK_PERSONALITY, Restriction.LOCK_PERSONALITY);
    RESTRICTIONS.put(Setting.RESTRICT_REALTIME, Restriction.RESTRICT_REALTIME);
    RESTRICTIONS.put(Setting.RESTRICT_SUID_SGID, Restriction.RESTRICT_SUID_SGID);
    RESTRICTIONS.put(Setting.PROTECT_CLOCK, Restriction.PROTECT_CLOCK);
    RESTRICTIONS.put(Setting.PROTECT_KERNEL_MODULES, Restriction.PROTECT_KERNEL_MODULES);
    RESTRICTIONS.put(Setting.PROTECT_KERNEL_LOGS, Restriction.PROTECT_KERNEL_LOGS);
    RESTRICTIONS.put(Setting.PROTECT_HOSTNAME, Restriction.PROTECT_HOSTNAME);
  }

  private final SettingValues values;

  /** Null until a setting needs it. */
  private CallFilter filter;

  private SystemCallSettings(SettingValues values) {
    this.values = values;
  }

  static void encode(SettingValues values, SettingsBlock block) {
    CallFilter filter = filter(values);
    if (filter != null) {
      byte[] code = filter.toBytes();
      byte[] value = new byte[Long.BYTES + code.length];
      int instructions = code.length / CallFilter.BYTES_OF_AN_INSTRUCTION;
      SettingsBlock.over(value).putLong(instructions).put(code);
      block.add(Setting.SYSTEM_CALL_FILTER, value);
    }
  }

  /** The filter that all these settings make together; null if none of them needs one. */
  static CallFilter filter(SettingValues values) {
    if (values.set().stream().noneMatch(one -> one.number() == SettingNumbers.SYSTEM_CALL_FILTER)) {
      return null;
    }
    SystemCallSettings settings = new SystemCallSettings(values);
    settings.readAll();
    return settings.filter;
  }

  private void readAll() {
    Integer errno = values.read(Setting.SYSTEM_CALL_ERROR_NUMBER, SystemCallSettings::action);
    int denied = errno == null ? Action.KILL_PROCESS : errno;
    read(
        Setting.SYSTEM_CALL_FILTER,
        (words, filter) -> CallList.add(words, filter, denied, SystemCallSettings::action));
    read(Setting.SYSTEM_CALL_ARCHITECTURES, (words, filter) -> checkArchitectures(words));
    read(Setting.RESTRICT_ADDRESS_FAMILIES, AddressFamilies::restrict);
    read(Setting.IP_ADDRESS_DENY, AddressFamilies::denyIp);
    if (!Flag.is(false, values.text(Setting.RESTRICT_NAMESPACES))) {
      read(Setting.RESTRICT_NAMESPACES, SystemCallSettings::restrictNamespaces);
    }
    RESTRICTIONS.forEach(
        (setting, restriction) -> {
          if (ProcessSettings.isOn(values, setting)) {
            read(setting, (words, filter) -> restriction.restrict(filter));
          }
        });
  }

  private CallFilter filter() {
    if (filter == null) {
      filter = new CallFilter();
    }
    return filter;
  }

  private void read(Setting setting, BiConsumer<List<String>, CallFilter> reader) {
    values.read(
        setting,
        text -> {
          List<String> words = Words.split(text.replaceAll("(^|\\s)~\\s+", "$1~"));
          if (words.isEmpty()) {
            throw new IllegalArgumentException("expected some words");
          }
          CallFilter before = filter;
          try {
            reader.accept(words, filter());
          } catch (IllegalArgumentException e) {
            filter = before;
            throw e;
          }
          return text;
        });
  }

  private static void restrictNamespaces(List<String> words, CallFilter filter) {
    if (words.size() == 1 && Flag.is(true, words.get(0))) {
      Namespaces.denyAll(filter);
    } else {
      Namespaces.allowOnly(words, filter);
    }
  }

  /** Any filter ends a process that makes calls with the numbers of another architecture. */
  private static void checkArchitectures(List<String> words) {
    String own = LibraryResource.cpu().equals("aarch64") ? "arm64" : "x86-64";
    for (String word : words) {
      if (!word.equals("native") && !word.equals(own)) {
        throw new IllegalArgumentException(
            "expected native: calls of " + word + " cannot be allowed here");
      }
    }
  }

  /** Reads the name or number of an errno, or {@code kill}. */
  private static int action(String text) {
    if (text.equals("kill")) {
      return Action.KILL_PROCESS;
    }
    for (int errno = 1; errno <= MOST_ERRNO; errno++) {
      if (text.equals(Errno.name(errno)) || text.equals(Integer.toString(errno))) {
        return Action.failing(errno);
      }
    }
    throw new IllegalArgumentException("expected an errno such as EPERM, or kill");
  }
}
