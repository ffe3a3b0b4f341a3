/*
 * The native entry: -agentpath:FILE[=options], and jcmd PID JVMTI.agent_load of a JVM that runs. It
 * asks JVMTI for the event NativeMethodBind alone, and so is handed forkAndExec when the JVM links
 * it. Nothing here is ever thrown, and no start fails but where strict=true asks for it.
 *
 *   entry.c -> entry_options.c, entry_hook.c; a launch: entry_launch.c -> spawn_process.h
 */
#include <jvmti.h> /* which declares the two functions */

#include "entry_flags.h"
#include "entry_hook.h"
#include "entry_launch.h"
#include "entry_options.h"
#include "entry_page.h"
#include "environment.h"
#include "filtered.h"
#include "jni_request.h"
#include "libc.h"
#include "original_limit.h"
#include "preparation.h"
#include "spawn_words.h"
#include "sys.h"
#include "text.h"

enum { LAST_WITH_ERROR_PIPE = 26, STRIPPED = 8192 };

static const char problem[] = "problem: ";
static const char refused_attach[] = "it was attached with strict=true, and not all that was"
                                     " asked for is in force";
static const char displaced[] = "forkAndExec is bound to the jar, another agent or another copy"
                                " of this library";

static struct entry_values arguments;
static const struct entry_options *options;
static const char *how;      /* it was loaded; NULL: not yet */
static const char *obstacle; /* why launches stay with the JDK, or NULL */
static int is_displaced;     /* somebody else's function is bound */
static const char *jvm_obstacle;

/* Those of the arguments stay where it is named twice; the others are found again. */
static char wrong_argument_text[1024];
static struct note wrong_arguments = {wrong_argument_text, sizeof wrong_argument_text, 0};
static char problem_text[2048];
static struct note problems = {problem_text, sizeof problem_text, 0};
static char refused_text[512];
static struct note refused = {refused_text, sizeof refused_text, 0};

static const char *why_off(void) {
    if (!options->enabled) {
        return "it is switched off (enabled=false)";
    }
    return obstacle == NULL && is_displaced ? displaced : obstacle;
}

static const char *own_file(void) {
    return libc_file_of((const void *)own_file);
}

static void tell_file(struct note *note) {
    const char *file = own_file();
    note_add(note, "library: ");
    note_add_foreign(note, file == NULL ? "?" : file, file == NULL ? 1 : text_length(file));
    note_add(note, "\n");
}

/* The last one may be cut, and then lacks its end. */
static void add_lines(struct note *note, const char *lines) {
    note_add(note, lines);
    if (note->text[note->length - 1] != '\n') {
        note_add(note, "\n");
    }
}

static void tell(void) {
    char text[sizeof entry_page()->text];
    struct note note = {text, sizeof text, 0};
    const char *off = why_off();
    note_add(&note, "version: " PROCEX_VERSION "\nentry: ");
    note_add(&note, how);
    if (off != NULL) {
        note_add(&note, "\noff: ");
        note_add(&note, off);
    }
    note_add(&note, "\noptions: ");
    entry_options_write(options, &note);
    note_add(&note, "\n");
    add_lines(&note, wrong_argument_text);
    add_lines(&note, problem_text);
    if (refused.length > 0) {
        note_add(&note, "ladder: ");
        note_add(&note, refused_text);
        note_add(&note, "\n");
    }
    tell_file(&note); /* last, since it may be as long as the page */
    entry_page_tell(text);
}

static void prepare(void) {
    refused.length = 0;
    const char *found = entry_launch_prepare(&refused);
    obstacle = found == NULL ? obstacle : found;
}

/* After the first launch: what it has found out. */
static void tell_prepared(void) {
    prepare();
    tell();
}

/* Where a copy that was loaded first, or the jar, has the launches. */
static void tell_bound(int is_ours) {
    if (is_displaced == is_ours) {
        is_displaced = !is_ours;
        tell();
    }
}

/* The property wins over the variable, and that over the arguments. NULL without memory. */
static struct entry_options *read_options(void) {
    struct entry_values values = arguments;
    entry_values_of_environment(&values, libc_environ(), &problems);
    entry_hook_add_properties(&values, &problems);
    long place = sys_mmap(sizeof *options, SYS_PROT_READ_WRITE);
    if (place < 0 && place > -4096) {
        return NULL;
    }
    struct entry_options *read = (struct entry_options *)place;
    entry_options_read(&values, original_limit(), read, &problems);
    return read;
}

/* Of both forms: the file may be the jar. NULL where they cannot be looked for. */
static const char *flags_to_strip(void) {
    const char *file = own_file();
    long place = sys_mmap(STRIPPED, SYS_PROT_READ_WRITE);
    if (file == NULL || (place < 0 && place > -4096)) {
        note_add(&problems, "problem: children=strip is not possible: the library's own file cannot"
                            " be found\n");
        return NULL;
    }
    entry_flags_find(libc_environ(), file, (char *)place, STRIPPED);
    return (const char *)place;
}

/* Beyond all descriptors: asks without doing. */
static int can_sweep(void) {
    long error = filtered(FILTERED_CLOSE_RANGE)
                     ? -SYS_EPERM
                     : sys_close_range(~0U, ~0U, SYS_CLOSE_RANGE_CLOEXEC);
    if (error < 0) {
        note_add(&problems, "problem: sweep=launch is not possible: close_range refused, ");
        note_add_error(&problems, (int)-error);
        note_add(&problems, "\n");
    }
    return error == 0;
}

/* What cannot be done here is told, and not in force. */
static void fit(struct entry_options *read) {
    const char *stripped = read->strips ? flags_to_strip() : NULL;
    read->strips = stripped != NULL;
    read->stripped = stripped == NULL || *stripped == '\0' ? NULL : stripped;
    read->sweeps = read->sweeps && can_sweep();
}

static void use_options(void) {
    jni_request_set_error_pipe(entry_hook_feature() <= LAST_WITH_ERROR_PIPE);
    entry_launch_on_prepared(tell_prepared);
    entry_launch_use(options);
}

/* The one place where it speaks up, in one line. */
static void end_start(const char *failure) {
    char text[1024];
    struct note line = {text, sizeof text - 1, 0};
    size_t length = 0;
    while (failure[length] != '\0' && failure[length] != '\n') {
        length++;
    }
    note_add(&line, "procex-agent: ");
    note_add_bytes(&line, failure, length);
    note_add(&line, "; the JVM is not started (strict=true)\n");
    sys_write(2, text, line.length);
    sys_exit_group(1);
}

static void check_strict(void) {
    if (!options->strict_at_start) {
        return;
    }
    if (obstacle == NULL) {
        prepare();
    }
    if (wrong_arguments.length > 0) {
        end_start(wrong_argument_text + sizeof problem - 1);
    }
    if (problems.length > 0) {
        end_start(problem_text + sizeof problem - 1);
    }
    if (obstacle != NULL) {
        end_start(obstacle);
    }
}

/* Two copies may both have been told that no launch is left to the JDK, and one is not asked. */
static const char *find_obstacle(void) {
    const char *found = jvm_obstacle == NULL ? entry_launch_obstacle() : jvm_obstacle;
    if (found == NULL && options->strict_at_start && entry_page_of_another()) {
        return "another copy of this library is already loaded";
    }
    return found;
}

static struct entry_options *begin(JavaVM *vm, const char *given) {
    problems.length = 0;
    problem_text[0] = '\0';
    entry_values_add(&arguments, given, &wrong_arguments);
    jvm_obstacle = entry_hook_open(vm, tell_bound);
    struct entry_options *read = read_options();
    if (read != NULL && read->enabled) {
        fit(read);
    }
    return read;
}

/* The options of before are read again, since what was wrong with them is forgotten by now. */
static jint stay_on(const struct entry_values *earlier) {
    problems.length = 0;
    problem_text[0] = '\0';
    arguments = *earlier;
    struct entry_options *read = read_options();
    if (read != NULL) {
        fit(read);
        read->strict |= options->strict;
        options = read;
        use_options();
    }
    note_add(&problems, "problem: a later -agentpath with enabled=false is ignored: the entry is"
                        " already in force\n");
    check_strict();
    tell();
    return JNI_OK;
}

/*
 * Named twice, the arguments of the second are laid over those of the first, but that strict=true
 * stays, and that it is not switched off again. Without memory, or switched off, all is as if it
 * were not there.
 */
JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *given, void *reserved) {
    (void)reserved;
    const struct entry_values earlier = arguments;
    struct entry_options *read = begin(vm, given);
    if (read == NULL || !read->enabled) {
        return options == NULL || read == NULL ? JNI_OK : stay_on(&earlier);
    }
    read->strict |= options != NULL && options->strict;
    options = read;
    how = "native, at start";
    obstacle = find_obstacle();
    use_options();
    entry_page_open();
    obstacle = obstacle == NULL ? entry_hook_set() : obstacle;
    if (obstacle == NULL) {
        preparation_reserve();
    }
    check_strict();
    tell();
    return JNI_OK;
}

static void forget_arguments(void) {
    static const struct entry_values none;
    arguments = none;
    wrong_arguments.length = 0;
    wrong_argument_text[0] = '\0';
}

/* No start can be ended any more: who attaches is told, and what was in force stays. */
static jint refuse(struct entry_options *read) {
    if (options == NULL) {
        options = read;
        how = "native, attached";
        obstacle = refused_attach;
        entry_page_open();
    } else {
        note_add(&problems, problem);
        note_add(&problems, refused_attach);
        note_add(&problems, ": the earlier options stay in force\n");
    }
    tell();
    return JNI_ERR;
}

/* All is prepared and tested before anything is hooked, and who has called is told. */
JNIEXPORT jint JNICALL Agent_OnAttach(JavaVM *vm, char *given, void *reserved) {
    (void)reserved;
    forget_arguments();
    struct entry_options *read = begin(vm, given);
    if (read == NULL) {
        return JNI_ENOMEM;
    }
    if (read->strict_at_start && wrong_arguments.length + problems.length > 0) {
        return refuse(read);
    }
    options = read;
    how = how == NULL ? "native, attached" : how;
    is_displaced = 0;
    obstacle = find_obstacle();
    if (options->enabled && obstacle == NULL) {
        prepare();
    }
    use_options();
    entry_page_open();
    if (options->enabled && obstacle == NULL) {
        obstacle = entry_hook_set();
        obstacle = obstacle == NULL ? entry_hook_loaded() : obstacle;
    }
    tell();
    return obstacle == NULL && !is_displaced ? JNI_OK : JNI_ERR;
}
