package io.procex.agent.sink;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.record.Errno;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Unix datagram socket, by the native core: Java has none. Needs the library to be loaded. */
final class DatagramSocket {
  /**
   * A reader's queue holds 11 datagrams where net.unix.max_dgram_qlen is the kernel's 10, as in a
   * network namespace of its own, and the records of six launches come at once.
   */
  private static final int LONGEST_WAIT_MILLIS = 100;

  private final String path;
  private int descriptor = -1;

  /** The reader's socket; a path that begins with {@code @} is an abstract name. */
  DatagramSocket(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Gives a reader whose queue is full a moment; then it fails with EAGAIN. */
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
