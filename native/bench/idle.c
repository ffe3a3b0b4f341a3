/*
 * A child that only lives: it ends when all who could write to its stdin are gone. It does not
 * read, since its stdin may be that of the JVM that launched it.
 */
#include <poll.h>

int main(void) {
    struct pollfd input = {.fd = 0, .events = 0};
    while (poll(&input, 1, -1) != 1)
        continue;
    return 0;
}
