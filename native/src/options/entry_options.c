#include "entry_options.h"

#include "text.h"

static const uint64_t infinity = ~(uint64_t)0;

enum { FLAG_WORDS = 4 };

static const char *const yes[FLAG_WORDS] = {"true", "yes", "on", "1"};
static const char *const no[FLAG_WORDS] = {"false", "no", "off", "0"};

static int is_letter_of(char c, char lower) {
    return c == lower || (lower >= 'a' && c == lower - 'a' + 'A');
}

static int is_word(const char *text, const char *lower) {
    while (*lower != '\0' && is_letter_of(*text, *lower)) {
        text++;
        lower++;
    }
    return *text == *lower;
}

static int is_one_of(const char *text, const char *const words[FLAG_WORDS]) {
    for (int i = 0; i < FLAG_WORDS; i++) {
        if (is_word(text, words[i])) {
            return 1;
        }
    }
    return 0;
}

/* The words of io.procex.agent.shared.Flag. */
static int read_flag(const struct entry_values *values, enum entry_key key, int *is_wrong,
                     struct note *problems) {
    const char *text = values->text[key];
    int is_true = is_one_of(text, yes);
    *is_wrong = values->given[key] && !is_true && !is_one_of(text, no);
    if (*is_wrong) {
        entry_values_tell_wrong(problems, key, text, "expected true or false");
    }
    return is_true;
}

/* True if it is the second of the two words; the first is the default. */
static int read_word(const struct entry_values *values, enum entry_key key, const char *first,
                     const char *second, const char *expected, struct note *problems) {
    const char *text = values->text[key];
    if (!values->given[key] || text_is(text, first)) {
        return 0;
    }
    if (!text_is(text, second)) {
        entry_values_tell_wrong(problems, key, text, expected);
        return 0;
    }
    return 1;
}

/* One of systemd's numbers, up to its colon or end; 0 if it is none. */
static int read_number(const char **text, uint64_t *number) {
    const uint64_t most = INT64_MAX;
    const char *at = *text;
    if (text_starts(at, "infinity")) {
        *text += text_length("infinity");
        *number = infinity;
        return 1;
    }
    for (*number = 0; text_is_digit(*at); at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (*number > (most - digit) / 10) {
            return 0;
        }
        *number = *number * 10 + digit;
    }
    int is_number = at > *text;
    *text = at;
    return is_number;
}

static const char *read_numbers(const char *text, struct spawn_limit *limit) {
    static const char expected[] =
        "expected select-safe, inherit, original, a number, soft:hard or infinity";
    struct spawn_limit found = {0, 0, 0};
    if (!read_number(&text, &found.soft)) {
        return expected;
    }
    found.hard = found.soft;
    if (*text == ':') {
        text++;
        if (!read_number(&text, &found.hard)) {
            return expected;
        }
    }
    if (*text != '\0') {
        return expected;
    }
    if (found.soft > found.hard) {
        return "its soft limit is above its hard limit";
    }
    *limit = found;
    return NULL;
}

static const char *read_limit(const char *text, uint64_t original, struct spawn_limit *limit) {
    const struct spawn_limit inherited = {SPAWN_LIMIT_KEEP, SPAWN_LIMIT_KEEP, 0};
    const struct spawn_limit given = {original, SPAWN_LIMIT_KEEP, 1};
    if (text_is(text, "") || text_is(text, "select-safe")) {
        return NULL;
    }
    if (text_is(text, "inherit")) {
        *limit = inherited;
        return NULL;
    }
    if (!text_is(text, "original")) {
        return read_numbers(text, limit);
    }
    if (original == 0) {
        return "the soft limit that the JVM was started with is unknown"
               " (its parent's limits differ or are hidden)";
    }
    *limit = given;
    return NULL;
}

void entry_options_read(const struct entry_values *values, uint64_t original,
                        struct entry_options *options, struct note *problems) {
    const struct spawn_limit select_safe = {1024, SPAWN_LIMIT_KEEP, 1};
    int is_wrong;
    options->enabled = read_flag(values, ENTRY_ENABLED, &is_wrong, problems) ||
                       !values->given[ENTRY_ENABLED] || is_wrong;
    options->strict = read_flag(values, ENTRY_STRICT, &is_wrong, problems);
    int is_bare = values->bare[ENTRY_STRICT] && !values->given[ENTRY_STRICT];
    options->strict_at_start = options->enabled && (options->strict || is_wrong || is_bare);
    options->stripped = NULL; /* set where the flags are known */
    options->strips =
        read_word(values, ENTRY_CHILDREN, "keep", "strip", "expected keep or strip", problems);
    options->sweeps =
        read_word(values, ENTRY_SWEEP, "off", "launch", "expected off or launch", problems);
    options->limit = select_safe;
    const char *text = values->text[ENTRY_LIMIT_NOFILE];
    const char *wrong =
        read_limit(values->given[ENTRY_LIMIT_NOFILE] ? text : "", original, &options->limit);
    if (wrong != NULL) {
        entry_values_tell_wrong(problems, ENTRY_LIMIT_NOFILE, text, wrong);
    }
}

static void write_number(struct note *note, uint64_t number) {
    if (number == infinity) {
        note_add(note, "infinity");
    } else {
        note_add_number(note, number);
    }
}

static void write_limit(struct note *note, const struct spawn_limit *limit) {
    const uint64_t select_safe = 1024;
    if (limit->hard != SPAWN_LIMIT_KEEP) {
        write_number(note, limit->soft);
        note_add(note, ":");
        write_number(note, limit->hard);
    } else if (limit->soft == SPAWN_LIMIT_KEEP) {
        note_add(note, "inherit");
    } else if (limit->soft == select_safe) {
        note_add(note, "select-safe");
    } else {
        write_number(note, limit->soft);
    }
}

void entry_options_write(const struct entry_options *options, struct note *note) {
    note_add(note, options->enabled ? "enabled=true" : "enabled=false");
    note_add(note, options->strict ? ",strict=true" : ",strict=false");
    note_add(note, ",LimitNOFILE=");
    write_limit(note, &options->limit);
    note_add(note, options->strips ? ",children=strip" : ",children=keep");
    note_add(note, options->sweeps ? ",sweep=launch" : ",sweep=off");
}
