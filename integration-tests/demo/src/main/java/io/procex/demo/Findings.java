package io.procex.demo;

/** What one run of the server showed. */
final class Findings {
  final String serverDescriptors;
  final CgiReport cgi;
  final Latencies firstByte;
  final String launches;

  Findings(String serverDescriptors, CgiReport cgi, Latencies firstByte, String launches) {
    this.serverDescriptors = serverDescriptors;
    this.cgi = cgi;
    this.firstByte = firstByte;
    this.launches = launches;
  }
}
