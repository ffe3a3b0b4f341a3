package io.procex.agent.settings;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files the child may read, write and execute, by Landlock. Landlock can only allow: if an
 * access is restricted, it is allowed below the named paths and nowhere else.
 */
final class PathSettings {
  /** Of linux/landlock.h. */
  private static final long EXECUTE = 1;

  private static final long READ = 1 << 2 | 1 << 3;

  /** To create, remove, truncate and move too, and to command a device by ioctl. */
  private static final long WRITE = 1 << 1 | 0xfff0;

  private static final long MOVE = 1 << 13;

  /** A path, and whether it has to exist. */
  private static final class Allowed {
    final byte[] path;
    final boolean optional;
    final long rights;

    Allowed(String word, long rights) {
      this.path = SettingsBlock.encode(withoutMark(word));
      this.optional = word.startsWith("-");
      this.rights = rights;
    }
  }

  private PathSettings() {}

  static void encode(SettingValues values, SettingsBlock block) {
    List<String> readable = values.read(Setting.READ_ONLY_PATHS, PathSettings::paths);
    List<String> writable = values.read(Setting.READ_WRITE_PATHS, PathSettings::paths);
    if (readable != null || writable != null) {
      List<Allowed> allowed = new ArrayList<>();
      add(allowed, readable, READ);
      add(allowed, writable, READ | WRITE);
      Setting setting = readable != null ? Setting.READ_ONLY_PATHS : Setting.READ_WRITE_PATHS;
      block.add(setting, rules(readable != null ? READ | WRITE : WRITE, allowed));
    }
    encodeExecution(values, block);
  }

  private static void encodeExecution(SettingValues values, SettingsBlock block) {
    List<String> executable = values.read(Setting.EXEC_PATHS, PathSettings::paths);
    List<String> not = values.read(Setting.NO_EXEC_PATHS, PathSettings::paths);
    String obstacle = not == null ? null : obstacle(not, executable);
    if (obstacle != null) {
      values.malformed(Setting.NO_EXEC_PATHS, obstacle);
    }
    if (executable != null) {
      List<Allowed> allowed = new ArrayList<>();
      add(allowed, executable, EXECUTE);
      // each ruleset denies this everywhere, unless it allows it
      allowed.add(new Allowed("/", MOVE));
      block.add(Setting.EXEC_PATHS, rules(EXECUTE | MOVE, allowed));
    }
  }

  /** Why nothing could be executed: ExecPaths does not allow it. Or null. */
  private static String obstacle(List<String> not, List<String> executable) {
    if (executable == null) {
      return "Landlock can only allow: name in ExecPaths what may be executed";
    }
    for (String word : not) {
      for (String allowed : executable) {
        if (isBelow(withoutMark(word), withoutMark(allowed))) {
          return "Landlock cannot take away what ExecPaths allows: " + withoutMark(word);
        }
      }
    }
    return null;
  }

  private static boolean isBelow(String path, String directory) {
    String slash = directory.endsWith("/") ? directory : directory + "/";
    return path.equals(directory) || (path + "/").startsWith(slash);
  }

  private static void add(List<Allowed> allowed, List<String> words, long rights) {
    if (words != null) {
      for (String word : words) {
        allowed.add(new Allowed(word, rights));
      }
    }
  }

  private static byte[] rules(long restricted, List<Allowed> allowed) {
    int size = 2 * Long.BYTES;
    for (Allowed one : allowed) {
      size += 2 * Long.BYTES + SettingsBlock.rounded(one.path.length + 1);
    }
    byte[] bytes = new byte[size];
    ByteBuffer buffer = SettingsBlock.over(bytes);
    buffer.putLong(restricted).putLong(allowed.size());
    for (Allowed one : allowed) {
      int room = SettingsBlock.rounded(one.path.length + 1);
      buffer.putLong(one.rights).putInt(one.optional ? 1 : 0).putInt(room).put(one.path);
      buffer.position(buffer.position() + room - one.path.length);
    }
    return bytes;
  }

  private static List<String> paths(String text) {
    List<String> words = Words.split(text);
    for (String word : words) {
      absolute(withoutMark(word));
    }
    return words;
  }

  static String absolute(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("expected absolute paths");
    }
    return path;
  }

  /** The path without its minus sign. As with systemd, a path with one need not exist. */
  private static String withoutMark(String word) {
    return word.startsWith("-") ? word.substring(1) : word;
  }
}
