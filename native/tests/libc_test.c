/* What only the process's libc knows. */
#include "libc.h"

#include "check.h"

#include <dlfcn.h>
#include <errno.h>

static void variable_is_found_by_its_whole_name(void) {
    setenv("PROCEX_TEST_LONGER", "longer", 1);
    CHECK_EQ(libc_getenv("PROCEX_TEST") == NULL, 1);
    setenv("PROCEX_TEST", "value=1", 1);
    CHECK_TEXT(libc_getenv("PROCEX_TEST"), "value=1");
    setenv("PROCEX_TEST", "", 1);
    CHECK_TEXT(libc_getenv("PROCEX_TEST"), "");
}

static void process_without_an_environment_has_no_variable(void) {
    clearenv();
    CHECK_EQ(libc_getenv("PATH") == NULL, 1);
}

static void text_of_an_errno_is_libcs_or_none(void) {
    char text[128];
    char small[4];
    CHECK_EQ(libc_strerror(ENOENT, text, sizeof text), 0);
    CHECK_TEXT(text, strerror(ENOENT));
    CHECK_EQ(libc_strerror(ENOENT, small, sizeof small), -1);
}

static void symbol_is_taken_from_a_library_that_is_loaded(void) {
    const char *library = getenv("PROCEX_LIBRARY");
    if (library == NULL) {
        SKIP("PROCEX_LIBRARY names no library: tests/all.sh does");
    }
    CHECK_EQ(libc_symbol(library, NULL, "JNI_OnLoad") == NULL, 1);
    void *handle = dlopen(library, RTLD_NOW);
    CHECK_EQ(handle != NULL, 1);
    void *expected = dlsym(handle, "JNI_OnLoad");
    CHECK_EQ(libc_symbol(library, NULL, "JNI_OnLoad") == expected, 1);
    CHECK_EQ(libc_symbol(library, NULL, "no_such_function") == NULL, 1);
}

/* As the JVM's: DIR/server/libjvm.so, and DIR/libjava.so. */
static void library_is_also_found_two_directories_above_its_neighbour(void) {
    const char *library = getenv("PROCEX_LIBRARY");
    char name[512];
    if (library == NULL) {
        SKIP("PROCEX_LIBRARY names no library: tests/all.sh does");
    }
    void *function = dlsym(dlopen(library, RTLD_NOW), "JNI_OnLoad");
    CHECK_TEXT(libc_file_of(function), library);
    const char *file = strrchr(library, '/');
    const char *directory = memrchr(library, '/', (size_t)(file - library));
    snprintf(name, sizeof name, "%s", directory + 1);
    CHECK_EQ(libc_symbol(name, function, "JNI_OnLoad") == function, 1);
    CHECK_EQ(libc_symbol("no-such-library.so", function, "JNI_OnLoad") == NULL, 1);
}

static void longest_name_of_a_library_is_refused(void) {
    static char name[8192];
    const char *library = getenv("PROCEX_LIBRARY");
    if (library == NULL) {
        SKIP("PROCEX_LIBRARY names no library: tests/all.sh does");
    }
    void *function = dlsym(dlopen(library, RTLD_NOW), "JNI_OnLoad");
    memset(name, 'x', sizeof name - 1);
    CHECK_EQ(libc_symbol(name, function, "JNI_OnLoad") == NULL, 1);
}

static const struct check_case cases[] = {
    CASE(variable_is_found_by_its_whole_name),
    CASE(process_without_an_environment_has_no_variable),
    CASE(text_of_an_errno_is_libcs_or_none),
    CASE(symbol_is_taken_from_a_library_that_is_loaded),
    CASE(library_is_also_found_two_directories_above_its_neighbour),
    CASE(longest_name_of_a_library_is_refused),
};

CHECK_MAIN(cases)
