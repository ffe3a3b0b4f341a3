#include "datagram.h"

#include "filtered.h"
#include "sys.h"
#include "text.h"

long datagram_open(void) {
    if (filtered(FILTERED_SOCKET) || filtered(FILTERED_SENDTO)) {
        return -SYS_EPERM;
    }
    return sys_socket(SYS_AF_UNIX, SYS_SOCK_DGRAM | SYS_SOCK_CLOEXEC);
}

long datagram_send(int fd, const char *path, size_t path_length, const void *data, size_t size) {
    struct sys_sockaddr_un address = {.family = SYS_AF_UNIX};
    if (path_length >= sizeof address.path) {
        return -SYS_ENAMETOOLONG;
    }
    text_append(address.path, path, path_length);
    size_t address_size = offsetof(struct sys_sockaddr_un, path) + path_length;
    long sent = sys_sendto(fd, data, size, SYS_MSG_DONTWAIT | SYS_MSG_NOSIGNAL, &address,
                           address_size + (path[0] != '\0'));
    return sent < 0 ? sent : 0;
}
