package java.lang;

/**
 * Looks for a class without having it loaded: the application may never want it, and loading it may
 * print something. Only the package java.lang may ask a class loader that.
 */
final class ProcexLoadedClass {
  private ProcexLoadedClass() {}

  /** The class that this loader or one of its parents has loaded under that name, or null. */
  static Class<?> find(ClassLoader loader, String name) {
    for (ClassLoader asked = loader; asked != null; asked = asked.getParent()) {
      Class<?> found = asked.findLoadedClass(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
