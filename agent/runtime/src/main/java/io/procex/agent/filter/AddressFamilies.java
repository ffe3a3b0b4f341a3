package io.procex.agent.filter;

import io.procex.agent.shared.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The families of sockets, by their names in linux/socket.h: systemd's RestrictAddressFamilies. */
public final class AddressFamilies {
  private static final int AF_UNIX = 1;

  /** In the order of their numbers, from AF_UNIX on. */
  private static final List<String> NAMES =
      Arrays.asList(
          ("AF_UNIX AF_INET AF_AX25 AF_IPX AF_APPLETALK AF_NETROM AF_BRIDGE AF_ATMPVC AF_X25"
                  + " AF_INET6 AF_ROSE AF_DECnet AF_NETBEUI AF_SECURITY AF_KEY AF_NETLINK AF_PACKET"
                  + " AF_ASH AF_ECONET AF_ATMSVC AF_RDS AF_SNA AF_IRDA AF_PPPOX AF_WANPIPE AF_LLC"
                  + " AF_IB AF_MPLS AF_CAN AF_TIPC AF_BLUETOOTH AF_IUCV AF_RXRPC AF_ISDN AF_PHONET"
                  + " AF_IEEE802154 AF_CAIF AF_ALG AF_NFC AF_VSOCK AF_KCM AF_QIPCRTR AF_SMC AF_XDP"
                  + " AF_MCTP")
              .split(" ", -1));

  /**
   * With AF_PACKET and AF_XDP a process writes packets itself. The last three run over UDP or TCP.
   */
  private static final String[] OF_IP = {
    "AF_INET", "AF_INET6", "AF_PACKET", "AF_XDP", "AF_RDS", "AF_RXRPC", "AF_SMC"
  };

  private AddressFamilies() {}

  /**
   * Restricts the sockets that can be made: to those families, to none, or to all but those behind
   * a tilde. Pairs of AF_UNIX are connected to nobody else, and are never denied.
   */
  public static void restrict(List<String> words, CallFilter filter) {
    boolean isDenied = words.get(0).startsWith("~");
    Set<Integer> families = new TreeSet<>();
    if (!words.equals(Arrays.asList("none"))) {
      for (String word : words) {
        families.add(number(word.equals(words.get(0)) && isDenied ? word.substring(1) : word));
      }
    }
    Set<Integer> ofPairs = new TreeSet<>(families);
    if (isDenied) {
      ofPairs.remove(AF_UNIX);
      filter.deny("socket", Argument.oneOf(0, families, Action.EAFNOSUPPORT));
      filter.deny("socketpair", Argument.oneOf(0, ofPairs, Action.EAFNOSUPPORT));
    } else {
      ofPairs.add(AF_UNIX);
      filter.deny("socket", Argument.otherThan(0, families, Action.EAFNOSUPPORT));
      filter.deny("socketpair", Argument.otherThan(0, ofPairs, Action.EAFNOSUPPORT));
    }
    Restriction.denyWayRound(filter);
  }

  /**
   * Denies all sockets that carry IP: systemd's IPAddressDeny=any. systemd filters the packets of a
   * control group; a filter of system calls sees no address, so any is the only value.
   */
  public static void denyIp(List<String> words, CallFilter filter) {
    if (!words.equals(Arrays.asList("any"))) {
      throw new IllegalArgumentException("expected any: a system call's filter sees no address");
    }
    Set<Integer> families = new TreeSet<>();
    for (String name : OF_IP) {
      families.add(number(name));
    }
    filter.deny("socket", Argument.oneOf(0, families, Action.EPERM));
    Restriction.denyWayRound(filter);
  }

  private static int number(String name) {
    if (name.equals("AF_LOCAL")) {
      return AF_UNIX;
    }
    int place = NAMES.indexOf(name);
    if (place < 0) {
      String hint = NearestName.hint(name, NAMES);
      throw new IllegalArgumentException("there is no address family '" + name + "'" + hint);
    }
    return AF_UNIX + place;
  }
}
