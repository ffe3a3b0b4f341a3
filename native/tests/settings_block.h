/* Blocks of settings, as Java encodes them. */
#ifndef PROCEX_SETTINGS_BLOCK_H
#define PROCEX_SETTINGS_BLOCK_H

#include "check.h"
#include "settings_parent.h"

struct block {
    uint64_t words[2048];
    size_t size; /* in bytes */
};

static inline void block_add(struct block *block, int number, int flags, const void *value,
                             size_t size) {
    size_t rounded = (size + 7) & ~(size_t)7;
    struct setting *setting = (void *)((char *)block->words + block->size);
    CHECK_EQ(block->size + sizeof *setting + rounded <= sizeof block->words, 1);
    setting->number = (uint16_t)number;
    setting->flags = (uint16_t)flags;
    setting->size = (uint32_t)rounded;
    memcpy(setting->value, value, size);
    block->size += sizeof *setting + rounded;
}

static inline void block_number(struct block *block, int number, int flags, long long value) {
    block_add(block, number, flags, &value, sizeof value);
}

/* text: strings with a NUL after each but the last. */
#define BLOCK_LIST(block, number, text) block_add(block, number, 0, text "\0", sizeof(text "\0"))

#endif
