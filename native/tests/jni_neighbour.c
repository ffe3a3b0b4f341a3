/*
 * Native code that lives in the JVM beside Java, as JNI and JNA libraries bring it along: it forks
 * by itself, changes signals and what children inherit, maps memory, takes samples. See
 * io.procex.hosts.problems.Neighbour.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <jni.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* The exit status of a shell command, run by system(3). */
static jint JNICALL run(JNIEnv *env, jclass type, jstring command) {
    (void)type;
    const char *text = (*env)->GetStringUTFChars(env, command, NULL);
    if (text == NULL) {
        return -1;
    }
    int status = system(text);
    (*env)->ReleaseStringUTFChars(env, command, text);
    return status;
}

static void JNICALL ignore_broken_pipe(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    signal(SIGPIPE, SIG_IGN);
}

/*
 * Maps, and does not touch, half as much again as the machine has memory and swap. The kernel
 * refuses that in one piece, but not in several, which become one mapping. What it then refuses is
 * fork(2), for which all of that mapping is accounted at once. Returns 0 or an errno.
 */
static jint JNICALL map_more_than_there_is(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    enum { PIECES = 3 };
    struct sysinfo info;
    if (sysinfo(&info) != 0) {
        return errno;
    }
    size_t piece = (info.totalram + info.totalswap) * info.mem_unit / 2 & ~0xfffUL;
    char *all = mmap(NULL, PIECES * piece, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) {
        return errno;
    }
    for (int i = 0; i < PIECES; i++) {
        if (mprotect(all + i * piece, piece, PROT_READ | PROT_WRITE) != 0) {
            return errno;
        }
    }
    return 0;
}

/* Reaps whatever ends, as a program does that takes all children for its own. Until there is none.
 */
static jint JNICALL reap_all(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    jint count = 0;
    while (waitpid(-1, NULL, 0) > 0) {
        count++;
    }
    return count;
}

/* A child that ends at once, and whose exit code nobody has asked for yet. Its pid, or -1. */
static jint JNICALL fork_child(JNIEnv *env, jclass type, jint code) {
    (void)env;
    (void)type;
    pid_t pid = fork();
    if (pid == 0) {
        _exit(code);
    }
    return pid;
}

/* The exit code of such a child; -1 if somebody else has reaped it. */
static jint JNICALL exit_code(JNIEnv *env, jclass type, jint pid) {
    int status;
    (void)env;
    (void)type;
    return waitpid(pid, &status, 0) == pid ? WEXITSTATUS(status) : -1;
}

/* What a second close of a number does that others have got by now. Returns 0 or an errno. */
static jint JNICALL close_number(JNIEnv *env, jclass type, jint fd) {
    (void)env;
    (void)type;
    return close(fd) == 0 ? 0 : errno;
}

/* Lowers this process's soft limit on open files. Returns 0 or an errno. */
static jint JNICALL limit_open_files(JNIEnv *env, jclass type, jint soft) {
    struct rlimit limit;
    (void)env;
    (void)type;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return errno;
    }
    limit.rlim_cur = (rlim_t)soft;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 0 : errno;
}

/* As programs do that hold secrets: nobody may dump this process, and /proc shows it as root's. */
static void JNICALL hide(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* value: null to have no such variable. */
static void JNICALL set_variable(JNIEnv *env, jclass type, jstring name, jstring value) {
    (void)type;
    const char *key = (*env)->GetStringUTFChars(env, name, NULL);
    if (value == NULL) {
        unsetenv(key);
    } else {
        const char *text = (*env)->GetStringUTFChars(env, value, NULL);
        setenv(key, text, 1);
        (*env)->ReleaseStringUTFChars(env, value, text);
    }
    (*env)->ReleaseStringUTFChars(env, name, key);
}

static jint JNICALL change_directory(JNIEnv *env, jclass type, jstring directory) {
    (void)type;
    const char *path = (*env)->GetStringUTFChars(env, directory, NULL);
    int result = chdir(path);
    (*env)->ReleaseStringUTFChars(env, directory, path);
    return result;
}

static void JNICALL set_mask(JNIEnv *env, jclass type, jint mask) {
    (void)env;
    (void)type;
    umask((mode_t)mask);
}

static int rounds;

static void take_sample(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)info;
    (void)context;
}

/* One signal to each thread but this one, whatever it does; false if they cannot be listed. */
static int signal_each_thread(void) {
    DIR *threads = opendir("/proc/self/task");
    pid_t own = (pid_t)syscall(SYS_gettid);
    struct dirent *entry;
    if (threads == NULL) {
        return 0;
    }
    while ((entry = readdir(threads)) != NULL) {
        pid_t thread = (pid_t)atoi(entry->d_name);
        if (isdigit((unsigned char)entry->d_name[0]) && thread != own) {
            syscall(SYS_tgkill, getpid(), thread, SIGPROF);
        }
    }
    closedir(threads);
    return 1;
}

static void *profile_all_threads(void *unused) {
    const struct timespec interval = {0, 100000};
    while (signal_each_thread()) {
        __atomic_add_fetch(&rounds, 1, __ATOMIC_SEQ_CST);
        nanosleep(&interval, NULL);
    }
    return unused;
}

/*
 * As profilers do it, only more often: a timer of CPU time, whose signal goes to a thread that
 * runs, and a signal to each thread by its number, as a perf event of that thread sends it. For as
 * long as the process lives. Returns 0 or an errno.
 */
static jint JNICALL profile(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    struct sigaction action = {.sa_sigaction = take_sample, .sa_flags = SA_SIGINFO | SA_RESTART};
    struct itimerval each_millisecond = {{0, 1000}, {0, 1000}};
    pthread_t thread;
    if (sigaction(SIGPROF, &action, NULL) != 0 ||
        setitimer(ITIMER_PROF, &each_millisecond, NULL) != 0) {
        return errno;
    }
    return pthread_create(&thread, NULL, profile_all_threads, NULL);
}

/* How often each thread has got its signal. */
static jint JNICALL profiled(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    return __atomic_load_n(&rounds, __ATOMIC_SEQ_CST);
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    (void)reserved;
    static JNINativeMethod methods[] = {
        {"system", "(Ljava/lang/String;)I", (void *)run},
        {"ignoreBrokenPipe", "()V", (void *)ignore_broken_pipe},
        {"reapAll", "()I", (void *)reap_all},
        {"fork", "(I)I", (void *)fork_child},
        {"exitCode", "(I)I", (void *)exit_code},
        {"close", "(I)I", (void *)close_number},
        {"limitOpenFiles", "(I)I", (void *)limit_open_files},
        {"hide", "()V", (void *)hide},
        {"setVariable", "(Ljava/lang/String;Ljava/lang/String;)V", (void *)set_variable},
        {"changeDirectory", "(Ljava/lang/String;)I", (void *)change_directory},
        {"setMask", "(I)V", (void *)set_mask},
        {"profile", "()I", (void *)profile},
        {"profiled", "()I", (void *)profiled},
        {"mapMoreThanThereIs", "()I", (void *)map_more_than_there_is},
    };
    JNIEnv *env;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK) {
        return JNI_ERR;
    }
    jclass type = (*env)->FindClass(env, "io/procex/hosts/problems/Neighbour");
    if (type == NULL) {
        return JNI_ERR;
    }
    int count = sizeof methods / sizeof methods[0];
    if ((*env)->RegisterNatives(env, type, methods, count) != 0) {
        return JNI_ERR;
    }
    jmethodID loaded = (*env)->GetStaticMethodID(env, type, "loaded", "()V");
    (*env)->CallStaticVoidMethod(env, type, loaded);
    return JNI_VERSION_1_8;
}
