package java.lang;

import java.io.FileDescriptor;
import java.util.Map;

/**
 * What the agent may ask of the bridge. An object of this class gives all rights of the agent. One
 * object is made, by reflection, from the only module that java.lang is opened to; no other code
 * can make one. The other public methods of the bridge describe launches and change nothing.
 */
public final class ProcexControl {
  private ProcexControl() {}

  /** See {@link ProcexCore#load}. */
  public void load(String path) {
    ProcexCore.load(path);
  }

  /** See {@link ProcexCore#adoptLoaded}. */
  public boolean adoptLibrary() {
    boolean adopted = ProcexCore.adoptLoaded();
    ProcexTally.LAUNCHES.countFirst(adopted);
    return adopted;
  }

  /** See {@link ProcexCore#endFirstLaunches}. */
  public void endFirstLaunches() {
    ProcexCore.endFirstLaunches();
  }

  /** See {@link ProcexCore#prepare}. */
  public int prepareCore(FileDescriptor[] reserved, int[] refused) {
    return ProcexCore.prepare(reserved, refused);
  }

  /** See {@link ProcexCore#release}. */
  public void releaseCore() {
    ProcexCore.release();
  }

  /** See {@link ProcexCore#configure}. */
  public long configure(
      long soft, long hard, boolean onlyLower, boolean sweep, boolean marks, byte[] stripped) {
    int flags =
        (onlyLower ? ProcexNumbers.ONLY_LOWER : 0)
            | (sweep ? ProcexNumbers.SWEEP : 0)
            | (marks ? ProcexNumbers.MARKS : 0);
    long made = ProcexCore.configure(soft, hard, flags, stripped);
    if (made == ProcexConfig.NO_CORE) {
      throw new OutOfMemoryError("mmap");
    }
    return made;
  }

  /** See {@link ProcexCore#setBestRung}. */
  public void setBestRung(int rung) {
    ProcexCore.setBestRung(rung);
  }

  /** See {@link ProcexCore#setJdk}. */
  public void setJdk(int feature) {
    ProcexCore.setJdk(feature);
  }

  /** See {@link ProcexCore#trySweep}. */
  public int trySweep() {
    return ProcexCore.trySweep();
  }

  /** See {@link ProcexCore#execIsInterposed}. */
  public boolean execIsInterposed() {
    return ProcexCore.execIsInterposed();
  }

  /** See {@link ProcexCore#descriptors}. */
  public int descriptors(int[] counts, int[] inheritable) {
    return ProcexCore.descriptors(counts, inheritable);
  }

  /** See {@link ProcexCore#target}. */
  public byte[] target(int descriptor) {
    return ProcexCore.target(descriptor);
  }

  /** See {@link ProcexCore#workingDirectory}. */
  public byte[] workingDirectory() {
    return ProcexCore.workingDirectory();
  }

  /** See {@link ProcexCore#landlock}. */
  public int landlock() {
    return ProcexCore.landlock();
  }

  /** See {@link ProcexCore#lockDown}. */
  public void lockDown(byte[] paths, int[] outcome) {
    ProcexCore.lockDown(paths, outcome);
  }

  /** See {@link ProcexCore#openSocket}. */
  public int openSocket() {
    return ProcexCore.openSocket();
  }

  /** See {@link ProcexCore#send}. */
  public int send(int socket, byte[] path, byte[] data) {
    return ProcexCore.send(socket, path, data);
  }

  /** See {@link ProcexDispatcher#observe}. */
  public void observe(ProcexObserver toTell) {
    ProcexDispatcher.observe(toTell);
  }

  /** Whether an observer is set. */
  public boolean isObserved() {
    return ProcexDispatcher.observer() != null;
  }

  /** See {@link ProcexConfig#install}. */
  public void install(
      ProcexPreparation toPrepare,
      ProcexSettings wanted,
      ProcexRules deciding,
      boolean failClosed) {
    ProcexConfig.install(ProcexConfig.of(toPrepare, wanted, deciding, failClosed));
  }

  /** See {@link ProcexConfig#uninstall}. */
  public void uninstall() {
    ProcexConfig.uninstall();
  }

  /** See {@link ProcexConfig#prepare}. */
  public String prepare() {
    return ProcexConfig.prepare();
  }

  /** See {@link ProcexDispatcher#rehearse}. */
  public void rehearse(byte[] prog) {
    ProcexDispatcher.rehearse(prog);
  }

  /** See {@link ProcexReaper#expect}. */
  public void expectProcesses() {
    ProcexReaper.expect();
  }

  /** See {@link ProcexReaper#expectNoMore}. */
  public void expectNoProcesses() {
    ProcexReaper.expectNoMore();
  }

  /** See {@link ProcexReaper#open}. */
  public String openReaper(String owner) {
    return ProcexReaper.open(owner);
  }

  /** See {@link ProcexReaper#close}. */
  public void closeReaper(String reason) {
    ProcexOrphans.OF_JVM.want(false);
    ProcexReaper.close(reason);
  }

  /** See {@link ProcexReaper#obstacle}. */
  public String reaperObstacle() {
    return ProcexReaper.obstacle();
  }

  /** Puts ReapOrphans in force, and sees to it that a thread looks for orphans if any come here. */
  public void reapOrphans(boolean wanted) {
    if (ProcexOrphans.OF_JVM.want(wanted)) {
      ProcexReaper.standBy(); // at the limit on threads, the next launch does this
    }
  }

  /** See {@link ProcexOrphans#describe}. */
  public String orphans() {
    return ProcexOrphans.OF_JVM.describe(ProcexReaper.obstacle());
  }

  /** See {@link ProcexLeaf#describeWatchers}. */
  public String watchers() {
    return ProcexLeaf.describeWatchers();
  }

  /** See {@link ProcexOrphans#reaped}. */
  public long orphansReaped() {
    return ProcexOrphans.OF_JVM.reaped();
  }

  /** See {@link ProcexTally#spawnedByRung}. */
  public Map<String, Long> spawnedByRung() {
    return ProcexTally.LAUNCHES.spawnedByRung();
  }

  /** See {@link ProcexTally#failures}. */
  public long failures() {
    return ProcexTally.LAUNCHES.failures();
  }

  /** See {@link ProcexTally#fallbacksByReason}. */
  public Map<String, Long> fallbacksByReason() {
    return ProcexTally.LAUNCHES.fallbacksByReason();
  }

  /**
   * Returns the class that this loader or one of its parents has already loaded under that name, or
   * null. The method loads nothing: the application may never want that class, and loading it may
   * print something. ClassLoader.findLoadedClass is accessible in the package java.lang only.
   */
  public Class<?> findLoadedClass(ClassLoader loader, String name) {
    for (ClassLoader asked = loader; asked != null; asked = asked.getParent()) {
      Class<?> found = asked.findLoadedClass(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
