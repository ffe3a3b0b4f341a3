/*
 * The native entry: -agentpath:FILE[=options], and jcmd PID JVMTI.agent_load of a JVM that runs. It
 * asks JVMTI for the event NativeMethodBind alone, and so is handed forkAndExec when the JVM links
 * it. Nothing here is ever thrown, and no start fails but where strict=true asks for it.
 *
 *   entry.c -> entry_options.c, entry_hook.c; a launch: entry_launch.c -> spawn_process.h
 */
#include <jvmti.h> /* which declares the two functions */

#include "entry_fit.h"
#include "entry_hook.h"
#include "entry_launch.h"
#include "entry_report.h"
#include "entry_state.h"
#include "entry_strict.h"
#include "jni_request.h"
#include "libc.h"
#include "original_limit.h"
#include "preparation.h"
#include "sys.h"

static const char refused_attach[] = "it was attached with strict=true, and not all that was"
                                     " asked for is in force";

struct entry_state native_entry;

static void prepare(void) {
    native_entry.refused.length = 0;
    const char *found = entry_launch_prepare(&native_entry.refused);
    native_entry.obstacle = found == NULL ? native_entry.obstacle : found;
}

/* Called after the first launch, which has prepared the core. */
static void tell_prepared(void) {
    prepare();
    entry_report();
}

/* is_ours: 0 if the jar, or a copy of this library that was loaded first, has the launches. */
static void tell_bound(int is_ours) {
    if (native_entry.is_displaced == is_ours) {
        native_entry.is_displaced = !is_ours;
        entry_report();
    }
}

/* The property wins over the variable, and that over the arguments. NULL without memory. */
static struct entry_options *read_options(void) {
    struct entry_values values = native_entry.arguments;
    entry_values_of_environment(&values, libc_environ(), &native_entry.problems);
    entry_hook_add_properties(&values, &native_entry.problems);
    long place = sys_mmap(sizeof *native_entry.options, SYS_PROT_READ_WRITE);
    if (sys_is_error(place)) {
        return NULL;
    }
    struct entry_options *read = (struct entry_options *)place;
    entry_options_read(&values, original_limit(), read, &native_entry.problems);
    return read;
}

static void use_options(void) {
    jni_request_set_jdk(entry_hook_feature());
    entry_launch_on_prepared(tell_prepared);
    entry_launch_use(native_entry.options);
}

static void check_strict(void) {
    if (!native_entry.options->strict_at_start) {
        return;
    }
    if (native_entry.obstacle == NULL) {
        prepare();
    }
    entry_strict_check();
}

/* Two copies may both have been asked for strict=true, and the second one gets no launches. */
static const char *find_obstacle(void) {
    const char *found =
        native_entry.jvm_obstacle == NULL ? entry_launch_obstacle() : native_entry.jvm_obstacle;
    if (found == NULL && native_entry.options->strict_at_start && entry_page_of_another()) {
        return "another copy of this library is already loaded";
    }
    return found;
}

static void forget_problems(void) {
    native_entry.problems =
        (struct note){native_entry.problem_text, sizeof native_entry.problem_text, 0};
    native_entry.problem_text[0] = '\0';
}

/* The notes about the arguments of before stay. */
static void open_notes(void) {
    native_entry.wrong_arguments.text = native_entry.wrong_argument_text;
    native_entry.wrong_arguments.size = sizeof native_entry.wrong_argument_text;
    native_entry.refused.text = native_entry.refused_text;
    native_entry.refused.size = sizeof native_entry.refused_text;
    forget_problems();
}

static struct entry_options *begin(JavaVM *vm, const char *given) {
    open_notes();
    entry_values_add(&native_entry.arguments, given, &native_entry.wrong_arguments);
    native_entry.jvm_obstacle = entry_hook_open(vm, tell_bound);
    struct entry_options *read = read_options();
    if (read != NULL && read->enabled) {
        entry_fit(read);
    }
    return read;
}

/*
 * Reads the earlier options again, because the notes on what was wrong with them are gone by now.
 */
static jint stay_on(const struct entry_values *earlier) {
    forget_problems();
    native_entry.arguments = *earlier;
    struct entry_options *read = read_options();
    if (read != NULL) {
        entry_fit(read);
        read->strict |= native_entry.options->strict;
        native_entry.options = read;
        use_options();
    }
    note_add(&native_entry.problems,
             "problem: a later -agentpath with enabled=false is ignored: the entry is"
             " already in force\n");
    check_strict();
    entry_report();
    return JNI_OK;
}

/*
 * Named twice, the arguments of the second are laid over those of the first, but that strict=true
 * stays, and that it is not switched off again. Without memory, or switched off, all is as if it
 * were not there.
 */
JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *given, void *reserved) {
    (void)reserved;
    const struct entry_values earlier = native_entry.arguments;
    struct entry_options *read = begin(vm, given);
    if (read == NULL || !read->enabled) {
        return native_entry.options == NULL || read == NULL ? JNI_OK : stay_on(&earlier);
    }
    read->strict |= native_entry.options != NULL && native_entry.options->strict;
    native_entry.options = read;
    native_entry.how = "native, at start";
    native_entry.obstacle = find_obstacle();
    use_options();
    entry_page_open();
    native_entry.obstacle =
        native_entry.obstacle == NULL ? entry_hook_set() : native_entry.obstacle;
    if (native_entry.obstacle == NULL) {
        preparation_reserve();
    }
    check_strict();
    entry_report();
    return JNI_OK;
}

static void forget_arguments(void) {
    static const struct entry_values none;
    native_entry.arguments = none;
    native_entry.wrong_arguments.length = 0;
    native_entry.wrong_argument_text[0] = '\0';
}

/*
 * The JVM runs already and cannot be ended. The attaching command gets the problem, and the earlier
 * options stay in force.
 */
static jint refuse(struct entry_options *read) {
    if (native_entry.options == NULL) {
        native_entry.options = read;
        native_entry.how = "native, attached";
        native_entry.obstacle = refused_attach;
        entry_page_open();
    } else {
        note_add(&native_entry.problems, ENTRY_PROBLEM);
        note_add(&native_entry.problems, refused_attach);
        note_add(&native_entry.problems, ": the earlier options stay in force\n");
    }
    entry_report();
    return JNI_ERR;
}

/*
 * Prepares and tests everything before it hooks anything, and reports the result to the attaching
 * command.
 */
JNIEXPORT jint JNICALL Agent_OnAttach(JavaVM *vm, char *given, void *reserved) {
    (void)reserved;
    forget_arguments();
    struct entry_options *read = begin(vm, given);
    if (read == NULL) {
        return JNI_ENOMEM;
    }
    if (read->strict_at_start &&
        native_entry.wrong_arguments.length + native_entry.problems.length > 0) {
        return refuse(read);
    }
    native_entry.options = read;
    native_entry.how = native_entry.how == NULL ? "native, attached" : native_entry.how;
    native_entry.is_displaced = 0;
    native_entry.obstacle = find_obstacle();
    if (native_entry.options->enabled && native_entry.obstacle == NULL) {
        prepare();
    }
    use_options();
    entry_page_open();
    if (native_entry.options->enabled && native_entry.obstacle == NULL) {
        native_entry.obstacle = entry_hook_set();
        native_entry.obstacle =
            native_entry.obstacle == NULL ? entry_hook_loaded() : native_entry.obstacle;
    }
    entry_report();
    return native_entry.obstacle == NULL && !native_entry.is_displaced ? JNI_OK : JNI_ERR;
}
