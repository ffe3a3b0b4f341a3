/* Whether a name leads to a file is seen by its links alone, where they tell. */
#include "links.h"

#include "files.h"

static char block[LINKS_MOST * (LINKS_PATH + LINKS_TARGET) + 1];
static char root[512];

/* A name in the directory of the case, absolute; three at a time. */
static const char *at(const char *file) {
    static char name[3][1024];
    static int next;
    char *out = name[next++ % 3];
    snprintf(out, sizeof name[0], "%s/%s", root, file);
    return out;
}

static void prepare(void) {
    enter_directory();
    CHECK_EQ(getcwd(root, sizeof root) != NULL, 1);
    make_file("a/program", "", 0755);
}

static long trace(const char *path, const char *name) {
    memset(block, 'x', sizeof block);
    long size = links_trace(path, name, block, sizeof block - 1);
    if (size >= 0) {
        block[size] = '\0';
    }
    return size;
}

static void link_to(const char *target, const char *link) {
    unlink(link);
    CHECK_EQ(symlink(target, link), 0);
}

static void name_of_its_own_has_no_links(void) {
    prepare();
    CHECK_EQ(trace(at("a/program"), at("a/program")), 0);
    CHECK_EQ(links_hold(block), 1);
}

static void link_of_a_directory_holds_until_it_reads_otherwise(void) {
    prepare();
    link_to("a", "link");
    CHECK_EQ(trace(at("link/program"), at("a/program")), (long long)strlen(at("link")) + 3);
    CHECK_TEXT(block, at("link"));
    CHECK_TEXT(block + strlen(block) + 1, "a");
    CHECK_EQ(links_hold(block), 1);
    link_to("b", "link");
    CHECK_EQ(links_hold(block), 0);
    link_to("ab", "link");
    CHECK_EQ(links_hold(block), 0);
    link_to("a", "link");
    CHECK_EQ(links_hold(block), 1);
}

static void link_that_is_gone_or_no_link_any_more_does_not_hold(void) {
    prepare();
    link_to("a", "link");
    CHECK_EQ(trace(at("link/program"), at("a/program")) > 0, 1);
    CHECK_EQ(unlink("link"), 0);
    CHECK_EQ(links_hold(block), 0);
    CHECK_EQ(mkdir("link", 0755), 0);
    CHECK_EQ(links_hold(block), 0);
}

static void two_links_hold_only_together(void) {
    prepare();
    link_to(at("a"), "link");
    link_to("program", "a/linked");
    CHECK_EQ(trace(at("link/linked"), at("a/program")) > 0, 1);
    CHECK_EQ(links_hold(block), 1);
    link_to("other", "a/linked");
    CHECK_EQ(links_hold(block), 0);
    link_to("program", "a/linked");
    link_to("b", "link");
    CHECK_EQ(links_hold(block), 0);
}

static void more_links_are_not_read(void) {
    prepare();
    link_to("a", "one");
    link_to("one", "two");
    link_to("two", "three");
    CHECK_EQ(trace(at("two/program"), at("a/program")) > 0, 1);
    CHECK_EQ(trace(at("three/program"), at("a/program")), -1);
}

/* Its directory may itself become a link, from which the text leads elsewhere. */
static void relative_link_away_from_the_way_does_not_tell(void) {
    prepare();
    link_to("inner", "b/link");
    link_to(at("a"), "b/inner");
    CHECK_EQ(trace(at("b/link/program"), at("a/program")), -1);
    link_to(at("b/inner"), "b/link");
    CHECK_EQ(trace(at("b/link/program"), at("a/program")) > 0, 1);
    link_to("../a/program", "b/up");
    CHECK_EQ(trace(at("b/up"), at("a/program")), -1);
}

static void name_that_begins_alike_is_another_way(void) {
    prepare();
    CHECK_EQ(mkdir("ab", 0755), 0);
    make_file("ab/program", "", 0755);
    link_to("inner", "a/link");
    link_to(at("ab"), "a/inner");
    CHECK_EQ(trace(at("a/link/program"), at("ab/program")), -1);
}

static void path_that_is_not_canonical_does_not_tell(void) {
    prepare();
    link_to("a", "link");
    CHECK_EQ(trace("link/program", at("a/program")), -1);
    CHECK_EQ(trace(at("b/../link/program"), at("a/program")), -1);
    CHECK_EQ(trace(at("./link/program"), at("a/program")), -1);
    CHECK_EQ(trace(at("link//program"), at("a/program")), -1);
    link_to("a/", "link");
    CHECK_EQ(trace(at("link/program"), at("a/program")), -1);
    link_to("./a", "link");
    CHECK_EQ(trace(at("link/program"), at("a/program")), -1);
}

static void link_of_proc_leads_elsewhere_than_it_reads(void) {
    prepare();
    CHECK_EQ(trace(at("a/program"), at("a/program")), 0);
    char path[1024];
    snprintf(path, sizeof path, "/proc/self/root%s", at("a/program"));
    CHECK_EQ(access(path, F_OK), 0);
    CHECK_EQ(trace(path, at("a/program")), -1);
    CHECK_EQ(trace("/proc/self/cwd/a/program", at("a/program")), -1);
}

static void link_that_is_called_as_those_is_not_traced(void) {
    static const char *const names[] = {"cwd", "root", "exe", "7", "12"};
    prepare();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        link_to("a", names[i]);
        snprintf(path, sizeof path, "%s/program", names[i]);
        CHECK_EQ(trace(at(path), at("a/program")), -1);
    }
    link_to("a", "exec");
    CHECK_EQ(trace(at("exec/program"), at("a/program")) > 0, 1);
    link_to("a", "v7");
    CHECK_EQ(trace(at("v7/program"), at("a/program")) > 0, 1);
}

/* fs.protected_symlinks: those of other users are not followed there. */
static void link_in_a_directory_of_all_users_is_not_traced(void) {
    prepare();
    link_to("program", "a/link");
    CHECK_EQ(chmod("a", 0777), 0);
    CHECK_EQ(trace(at("a/link"), at("a/program")) > 0, 1);
    CHECK_EQ(chmod("a", 01777), 0);
    CHECK_EQ(trace(at("a/link"), at("a/program")), -1);
    CHECK_EQ(chmod("a", 01755), 0);
    CHECK_EQ(trace(at("a/link"), at("a/program")) > 0, 1);
}

static void file_that_is_not_the_name_s_is_told_apart(void) {
    prepare();
    make_file("b/program", "", 0755);
    link_to("a", "link");
    CHECK_EQ(trace(at("link/program"), at("b/program")), -1);
    CHECK_EQ(trace(at("link/nothing"), at("a/nothing")), -1);
}

static void long_names_are_not_followed(void) {
    char target[LINKS_TARGET + 1];
    prepare();
    memset(target, '/', sizeof target);
    strcpy(target + sizeof target - 1 - strlen(at("a")), at("a"));
    CHECK_EQ(strlen(target), LINKS_TARGET);
    link_to(target, "link");
    CHECK_EQ(trace(at("link/program"), at("a/program")), -1);
    link_to("a", "link");
    CHECK_EQ(links_trace(at("link/program"), at("a/program"), block, 8), -1);
    long size = trace(at("link/program"), at("a/program"));
    CHECK_EQ(links_trace(at("link/program"), at("a/program"), block, (size_t)size), size);
    CHECK_EQ(links_trace(at("link/program"), at("a/program"), block, (size_t)size - 1), -1);
}

static const struct check_case cases[] = {
    CASE(name_of_its_own_has_no_links),
    CASE(link_of_a_directory_holds_until_it_reads_otherwise),
    CASE(link_that_is_gone_or_no_link_any_more_does_not_hold),
    CASE(two_links_hold_only_together),
    CASE(more_links_are_not_read),
    CASE(relative_link_away_from_the_way_does_not_tell),
    CASE(name_that_begins_alike_is_another_way),
    CASE(path_that_is_not_canonical_does_not_tell),
    CASE(link_of_proc_leads_elsewhere_than_it_reads),
    CASE(link_that_is_called_as_those_is_not_traced),
    CASE(link_in_a_directory_of_all_users_is_not_traced),
    CASE(file_that_is_not_the_name_s_is_told_apart),
    CASE(long_names_are_not_followed),
};

CHECK_MAIN(cases)
