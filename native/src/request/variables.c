#include "variables.h"

#include "text.h"

int variables_same_name(const char *a, const char *b) {
    while (*a == *b && *a != '\0' && *a != '=') {
        a++;
        b++;
    }
    return (*a == '\0' || *a == '=') && (*b == '\0' || *b == '=');
}

int variables_name(const char *list, const char *variable) {
    for (; list != NULL && *list != '\0'; list += text_length(list) + 1) {
        if (variables_same_name(list, variable)) {
            return 1;
        }
    }
    return 0;
}

int variables_match(const char *list, const char *variable) {
    for (; list != NULL && *list != '\0'; list += text_length(list) + 1) {
        if (text_contains(list, '=') ? text_is(list, variable)
                                     : variables_same_name(list, variable)) {
            return 1;
        }
    }
    return 0;
}
