#include "entry_values.h"

#include "text.h"

static const char *const names[ENTRY_KEYS] = {"enabled", "strict", "LimitNOFILE", "children",
                                              "sweep"};
static const char *const variables[ENTRY_KEYS] = {"ENABLED", "STRICT", "LIMITNOFILE", "CHILDREN",
                                                  "SWEEP"};
static const char prefix[] = "PROCEX_";

static int key_named(const char *const *among, const char *name, size_t length) {
    int key = 0;
    while (key < ENTRY_KEYS &&
           !(text_starts(name, among[key]) && text_length(among[key]) == length)) {
        key++;
    }
    return key;
}

/* The problem to report if the native entry is given an option that only the jar has. */
static void tell_unknown(struct note *problems, const char *name, size_t length,
                         const char *where) {
    note_add(problems, "problem: option '");
    note_add_foreign(problems, name, length);
    note_add(problems, "' (");
    note_add(problems, where);
    note_add(problems, ") is not an option of the native entry, which has enabled, strict,"
                       " LimitNOFILE, children and sweep: the jar (-javaagent) has all others\n");
}

void entry_values_tell_wrong(struct note *problems, enum entry_key key, const char *text,
                             const char *expected) {
    note_add(problems, "problem: option '");
    note_add(problems, names[key]);
    note_add(problems, "' has the value '");
    note_add_foreign(problems, text, text_length(text));
    note_add(problems, "': ");
    note_add(problems, expected);
    note_add(problems, "\n");
}

/* Copies up to the end, without the backslashes before commas. */
static void take(struct entry_values *values, int key, const char *from, const char *end,
                 struct note *problems) {
    struct note value = {values->text[key], ENTRY_VALUE, 0};
    note_add(&value, "");
    for (; from < end; from++) {
        from += from[0] == '\\' && from + 1 < end && from[1] == ',';
        note_add_bytes(&value, from, 1);
    }
    values->given[key] = 1;
    if (value.length == ENTRY_VALUE - 1) {
        entry_values_tell_wrong(problems, (enum entry_key)key, value.text,
                                "it is too long, and cut");
    }
}

static void tell_bare(struct note *problems, const char *name) {
    note_add(problems, "problem: option '");
    note_add(problems, name);
    note_add(problems, "' has no value: write ");
    note_add(problems, name);
    note_add(problems, "=VALUE\n");
}

static void add_one(struct entry_values *values, const char *start, const char *end,
                    struct note *problems) {
    const char *equals = start;
    while (equals < end && *equals != '=') {
        equals++;
    }
    int key = key_named(names, start, (size_t)(equals - start));
    if (start == end) {
        return;
    }
    if (key == ENTRY_KEYS) {
        tell_unknown(problems, start, (size_t)(equals - start), "agent argument");
    } else if (equals == end) {
        values->bare[key] = 1;
        tell_bare(problems, names[key]);
    } else {
        take(values, key, equals + 1, end, problems);
    }
}

void entry_values_add(struct entry_values *values, const char *arguments, struct note *problems) {
    const char *start = arguments == NULL ? "" : arguments;
    while (*start != '\0') {
        const char *end = start;
        while (*end != '\0' && *end != ',') {
            end += end[0] == '\\' && end[1] == ',' ? 2 : 1;
        }
        add_one(values, start, end, problems);
        start = *end == ',' ? end + 1 : end;
    }
}

void entry_values_of_environment(struct entry_values *values, char *const *environment,
                                 struct note *problems) {
    for (; environment != NULL && *environment != NULL; environment++) {
        const char *variable = *environment;
        if (!text_starts(variable, prefix)) {
            continue;
        }
        const char *name = variable + sizeof prefix - 1;
        const char *equals = name;
        while (*equals != '\0' && *equals != '=') {
            equals++;
        }
        int key = key_named(variables, name, (size_t)(equals - name));
        if (key == ENTRY_KEYS) {
            tell_unknown(problems, variable, (size_t)(equals - variable), "environment variable");
        } else if (*equals == '=') {
            take(values, key, equals + 1, equals + 1 + text_length(equals + 1), problems);
        }
    }
}

void entry_values_add_property(struct entry_values *values, const char *name, const char *text,
                               struct note *problems) {
    int key = key_named(names, name, text_length(name));
    if (key == ENTRY_KEYS) {
        tell_unknown(problems, name, text_length(name), "system property");
    } else {
        take(values, key, text, text + text_length(text), problems);
    }
}
