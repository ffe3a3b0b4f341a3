/* What a JVM holds, by /proc. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jvm.h"

enum { LOW = 64 };

static void take_descriptors(const struct jvm *jvm, struct jvm_state *state) {
    char path[64];
    char target[256];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)jvm->pid);
    DIR *list = opendir(path);
    for (struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
        ssize_t length = readlinkat(dirfd(list), entry->d_name, target, sizeof target - 1);
        target[length > 0 ? length : 0] = '\0';
        state->pipes += strncmp(target, "pipe:", 5) == 0 && atoi(entry->d_name) >= LOW;
        state->pidfds += strcmp(target, "anon_inode:[pidfd]") == 0;
        state->pidfds += strncmp(target, "pidfd:", 6) == 0;
        state->reserved += strcmp(target, "/dev/null") == 0 && atoi(entry->d_name) < LOW;
    }
    if (list != NULL) {
        closedir(list);
    }
}

void jvm_take_state(const struct jvm *jvm, struct jvm_state *state) {
    char path[64];
    char line[256];
    memset(state, 0, sizeof *state);
    take_descriptors(jvm, state);
    snprintf(path, sizeof path, "/proc/%d/task/%d/status", (int)jvm->pid, (int)jvm->launcher);
    FILE *status = fopen(path, "re");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "SigBlk:", 7) == 0) {
            sscanf(line, "SigBlk: %63s", state->blocked);
        }
    }
    if (status != NULL) {
        fclose(status);
    }
}

int jvm_children(const struct jvm *jvm) {
    char path[64];
    char text[4096];
    int count = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int)jvm->pid);
    DIR *list = opendir(path);
    for (struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
        char name[512];
        snprintf(name, sizeof name, "%s/%s/children", path, entry->d_name);
        FILE *children = fopen(name, "re");
        while (children != NULL && fscanf(children, "%4000s", text) == 1) {
            count++;
        }
        if (children != NULL) {
            fclose(children);
        }
    }
    if (list != NULL) {
        closedir(list);
    }
    return count;
}
