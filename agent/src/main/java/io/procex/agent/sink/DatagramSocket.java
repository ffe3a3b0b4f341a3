package io.procex.agent.sink;

import io.procex.agent.record.Errno;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A Unix datagram socket, by the native core: Java has none. Needs the library to be loaded. */
final class DatagramSocket {
  private final String path;
  private int descriptor = -1;

  /** The reader's socket; a path that begins with {@code @} is an abstract name. */
  DatagramSocket(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  void send(byte[] data) throws IOException {
    try {
      if (descriptor < 0) {
        descriptor = checked(ProcexCore.openSocket());
      }
      checked(-ProcexCore.send(descriptor, address(), data));
    } catch (LinkageError noLibrary) {
      throw new IOException("the native library is not loaded");
    }
  }

  private byte[] address() {
    byte[] address = path.getBytes(StandardCharsets.UTF_8);
    if (address[0] == '@') {
      address[0] = 0;
    }
    return address;
  }

  private int checked(int result) throws IOException {
    if (result < 0) {
      throw new IOException(Errno.name(-result) + " at " + path);
    }
    return result;
  }
}
