#include "known.h"

#include "file_settled.h"
#include "file_version.h"
#include "text.h"

enum {
    ENTRIES = 64,
    KEY_WORDS = FILE_VERSION_WORDS,
    HEAD_WORDS = SCRIPT_HEAD / sizeof(uint64_t),
};

/* The version is odd while a thread writes; 0 is an entry that was never used. */
struct entry {
    uint64_t version;
    uint64_t word[KEY_WORDS];
    uint64_t head[HEAD_WORDS];
    uint64_t padding[2];
};

/* Kept for all launches: without it, each launch of a script reads two files, in a child each. */
static _Alignas(64) struct entry entries[ENTRIES];

static struct entry *entry_of(const struct arch_stat *stat) {
    const uint64_t golden = 0x9e3779b97f4a7c15;
    return &entries[((stat->inode ^ stat->device << 32) * golden >> 32) % ENTRIES];
}

/* Words of a head, which need not be aligned. */
union words {
    uint64_t word[HEAD_WORDS];
    char byte[SCRIPT_HEAD];
};

int known_head(const struct arch_stat *stat, char head[SCRIPT_HEAD]) {
    const struct file_version key = file_version_of(stat);
    struct entry *entry = entry_of(stat);
    union words found;
    uint64_t version = __atomic_load_n(&entry->version, __ATOMIC_ACQUIRE);
    int same = version != 0 && version % 2 == 0;
    for (int i = 0; i < KEY_WORDS && same; i++) {
        same = __atomic_load_n(&entry->word[i], __ATOMIC_RELAXED) == key.word[i];
    }
    for (int i = 0; i < HEAD_WORDS && same; i++) {
        found.word[i] = __atomic_load_n(&entry->head[i], __ATOMIC_RELAXED);
    }
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    if (!same || __atomic_load_n(&entry->version, __ATOMIC_RELAXED) != version) {
        return 0;
    }
    text_append(head, found.byte, SCRIPT_HEAD);
    return 1;
}

void known_add(const struct arch_stat *stat, const char head[SCRIPT_HEAD]) {
    const struct file_version key = file_version_of(stat);
    struct entry *entry = entry_of(stat);
    union words added;
    uint64_t version = __atomic_load_n(&entry->version, __ATOMIC_RELAXED);
    if (version % 2 != 0 || !file_is_settled(stat) ||
        !__atomic_compare_exchange_n(&entry->version, &version, version + 1, 0, __ATOMIC_ACQUIRE,
                                     __ATOMIC_RELAXED)) {
        return; /* another thread writes: the next launch may add it */
    }
    __atomic_thread_fence(__ATOMIC_RELEASE);
    text_append(added.byte, head, SCRIPT_HEAD);
    for (int i = 0; i < KEY_WORDS; i++) {
        __atomic_store_n(&entry->word[i], key.word[i], __ATOMIC_RELAXED);
    }
    for (int i = 0; i < HEAD_WORDS; i++) {
        __atomic_store_n(&entry->head[i], added.word[i], __ATOMIC_RELAXED);
    }
    __atomic_store_n(&entry->version, version + 2, __ATOMIC_RELEASE);
}
