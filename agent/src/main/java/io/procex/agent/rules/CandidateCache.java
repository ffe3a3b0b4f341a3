package io.procex.agent.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers which rules are for a program, in bounded memory. There are two generations: when the
 * young one is full it becomes the old one, whose members are forgotten unless they were asked for
 * since. So a program that is launched often stays, among however many that are launched once.
 */
final class CandidateCache {
  static final int GENERATION = 512;

  /** Longer paths are looked up each time: a bound on their number would be none on memory. */
  static final int LONGEST = 1024;

  private volatile Map<Key, int[]> young = new ConcurrentHashMap<>();
  private volatile Map<Key, int[]> old = new ConcurrentHashMap<>();

  /** The rules for that program, remembered or found. */
  int[] get(LaunchFacts facts, Function<LaunchFacts, int[]> finder) {
    Key key = new Key(facts);
    int[] candidates = young.get(key);
    if (candidates != null) {
      return candidates;
    }
    candidates = old.get(key);
    if (candidates == null) {
      candidates = finder.apply(facts);
    }
    if (key.size() <= LONGEST) {
      put(key, candidates);
    }
    return candidates;
  }

  private void put(Key key, int[] candidates) {
    if (young.size() >= GENERATION) {
      synchronized (this) {
        if (young.size() >= GENERATION) {
          old = young;
          young = new ConcurrentHashMap<>();
        }
      }
    }
    young.put(key, candidates);
  }

  /** How many it remembers, for tests. */
  int size() {
    return young.size() + old.size();
  }

  /** What candidates depend on. */
  private static final class Key {
    private final String executable;
    private final String argv0;
    private final List<String> interpreters;
    private final int hash;

    Key(LaunchFacts facts) {
      executable = facts.executable();
      argv0 = facts.argv0();
      interpreters = facts.interpreters();
      hash = Arrays.asList(executable, argv0, interpreters).hashCode();
    }

    int size() {
      return executable.length() + argv0.length() + String.join("", interpreters).length();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key
          && executable.equals(((Key) other).executable)
          && argv0.equals(((Key) other).argv0)
          && interpreters.equals(((Key) other).interpreters);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
