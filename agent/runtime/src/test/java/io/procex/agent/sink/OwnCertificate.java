package io.procex.agent.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key pair with a certificate that it has signed itself, made by the JDK's keytool. */
final class OwnCertificate {
  private static final String PASSWORD = "changeit";

  final Path pem;
  private final Path store;

  /** The name is one of {@code IP:} or {@code DNS:}, as the option -ext has it. */
  OwnCertificate(Path directory, String name) throws Exception {
    store = directory.resolve("keys.p12");
    pem = directory.resolve("certificate.pem");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=collector", "-ext", "SAN=" + name);
    keytool("-exportcert", "-rfc", "-file", pem.toString());
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(Arrays.asList("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(Arrays.asList("-storepass", PASSWORD, "-alias", "collector"));
    Path said = store.resolveSibling("keytool.out");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (builder.redirectOutput(said.toFile()).start().waitFor() != 0) {
      throw new IOException(command + " says " + Files.readAllLines(said));
    }
  }

  /** A server that shows this certificate. */
  ServerSocket serverSocket() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }
}
