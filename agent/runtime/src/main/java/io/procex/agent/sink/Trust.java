package io.procex.agent.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are trusted: those in a file, or those that the JDK trusts. */
final class Trust {
  private Trust() {}

  /**
   * Sockets of TLS. Not the default ones, which the application may have replaced.
   *
   * @param file certificates in PEM; or null for the JDK's
   */
  static SSLSocketFactory sockets(String file) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(file == null ? null : read(file));
      context.init(null, trusted.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the certificates" + (file == null ? "" : " in " + file) + " cannot be used: " + e, e);
    }
  }

  private static KeyStore read(String file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(Paths.get(file))) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("c" + store.size(), each);
      }
    }
    if (store.size() == 0) {
      throw new IOException(file + " holds no certificate");
    }
    return store;
  }
}
