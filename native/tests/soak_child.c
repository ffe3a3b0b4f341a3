/*
 * What the long run launches: soak_child CODE OUT ERR WHAT [NUMBER...] writes OUT bytes to stdout
 * and ERR bytes to stderr, then does WHAT and exits with CODE. WHAT is "end"; "stay", which reads
 * stdin to its end; "echo", which also writes that to stdout; or "where", which writes the working
 * directory and the environment. Linked statically, for the dynamic linker would take most of a
 * launch's time.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both as in the class Pattern of the host; the modulus is prime, so that a page that is lost or
 * doubled shows. */
enum { MODULUS = 251, BLOCK = 4096, CANNOT_WRITE = 250 };

extern char **environ;

static void write_all(int descriptor, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t written = write(descriptor, bytes, size);
        if (written <= 0) {
            _exit(CANNOT_WRITE);
        }
        bytes += written;
        size -= (size_t)written;
    }
}

static void write_pattern(int descriptor, size_t size) {
    char block[BLOCK];
    for (size_t at = 0; at < size;) {
        size_t length = size - at < sizeof block ? size - at : sizeof block;
        for (size_t i = 0; i < length; i++) {
            block[i] = (char)((at + i + (size_t)descriptor) % MODULUS);
        }
        write_all(descriptor, block, length);
        at += length;
    }
}

static void read_stdin(int echo) {
    char block[BLOCK];
    for (ssize_t got = read(0, block, sizeof block); got > 0; got = read(0, block, sizeof block)) {
        if (echo) {
            write_all(1, block, (size_t)got);
        }
    }
}

static void write_line(const char *text) {
    write_all(1, text, strlen(text));
    write_all(1, "\n", 1);
}

static void tell_where(void) {
    char directory[PATH_MAX];
    write_line(getcwd(directory, sizeof directory) ? directory : "nowhere");
    for (char **variable = environ; *variable; variable++) {
        write_line(*variable);
    }
}

int main(int argc, char **argv) {
    if (argc < 5) {
        return CANNOT_WRITE;
    }
    write_pattern(1, strtoul(argv[2], NULL, 10));
    write_pattern(2, strtoul(argv[3], NULL, 10));
    if (strcmp(argv[4], "where") == 0) {
        tell_where();
    } else if (strcmp(argv[4], "end") != 0) {
        read_stdin(strcmp(argv[4], "echo") == 0);
    }
    return atoi(argv[1]);
}
