/*
 * datagram_reader PATH COUNT MICROSECONDS   stands for journald in tests: binds a Unix datagram
 * socket, prints "ready", and then each datagram as a line with its length, its bytes, and a line
 * feed, and does nothing for so long after it. Ends after COUNT of them; with 0 it reads none,
 * until its stdin ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int open_socket(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0 || strlen(path) >= sizeof address.sun_path) {
        return -1;
    }
    strcpy(address.sun_path, path);
    return bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

int main(int argc, char **argv) {
    static char buffer[1 << 18];
    int fd = argc == 4 ? open_socket(argv[1]) : -1;
    if (fd < 0) {
        perror("datagram_reader PATH COUNT MICROSECONDS");
        return 2;
    }
    puts("ready");
    fflush(stdout);
    long count = atol(argv[2]);
    for (long i = 0; i < count; i++) {
        ssize_t size = recv(fd, buffer, sizeof buffer, 0);
        if (size < 0) {
            perror("recv");
            return 1;
        }
        printf("%zd\n", size);
        fwrite(buffer, 1, (size_t)size, stdout);
        putchar('\n');
        fflush(stdout);
        usleep((useconds_t)atol(argv[3]));
    }
    while (count == 0 && read(0, buffer, sizeof buffer) > 0) {
    }
    return 0;
}
