#include "file_version.h"

struct file_version file_version_of(const struct arch_stat *stat) {
    return (struct file_version){
        {stat->device, stat->inode, stat->change_seconds, stat->change_nanoseconds, stat->size}};
}

int file_version_is(const struct file_version *version, const struct arch_stat *stat) {
    const struct file_version now = file_version_of(stat);
    for (int i = 0; i < FILE_VERSION_WORDS; i++) {
        if (version->word[i] != now.word[i]) {
            return 0;
        }
    }
    return 1;
}

int file_version_is_of(const struct file_version *version, const struct arch_stat *stat) {
    return version->word[0] == stat->device && version->word[1] == stat->inode;
}
