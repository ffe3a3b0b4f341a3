/* Unix datagrams, which Java cannot send: for records that go to journald or to another reader. */
#ifndef PROCEX_DATAGRAM_H
#define PROCEX_DATAGRAM_H

#include <stddef.h>

/* A new socket, or -errno. */
long datagram_open(void);

/*
 * Sends one to the socket at that path, of which the first byte may be NUL (an abstract name).
 * Never waits: -EAGAIN if the reader is slow, -ECONNREFUSED or -ENOENT if there is none.
 */
long datagram_send(int fd, const char *path, size_t path_length, const void *data, size_t size);

#endif
