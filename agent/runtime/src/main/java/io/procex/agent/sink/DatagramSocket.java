package io.procex.agent.sink;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.record.Errno;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Unix datagram socket of the native core, since Java has none. The library must be loaded. */
final class DatagramSocket {
  /**
   * How long to wait for a reader. Its queue holds 11 datagrams if net.unix.max_dgram_qlen is 10,
   * the kernel's default, as in a new network namespace. The records of six launches would fill it.
   */
  private static final int LONGEST_WAIT_MILLIS = 100;

  private final String path;
  private int descriptor = -1;

  /** Names the reader's socket. A path that begins with {@code @} is an abstract name. */
  DatagramSocket(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Sends a datagram. If the reader's queue is full, waits a moment; then fails with EAGAIN. */
  void send(byte[] data) throws IOException {
    try {
      if (descriptor < 0) {
        SocketPlace.check(path);
        descriptor = checked(Bridge.control().openSocket());
      }
      int error = Bridge.control().send(descriptor, address(), data);
      for (int i = 0; i < LONGEST_WAIT_MILLIS && Errno.name(error).equals("EAGAIN"); i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        error = Bridge.control().send(descriptor, address(), data);
      }
      if (error != 0 && Errno.name(error).equals("EMSGSIZE")) {
        throw new RecordLostException(data.length + " bytes are no datagram (EMSGSIZE)");
      }
      checked(-error);
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
