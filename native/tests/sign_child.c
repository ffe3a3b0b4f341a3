/* Leaves a sign that it was executed: the file that its environment names. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    const char *sign = getenv("WITNESS_SIGN");
    return sign == NULL || close(open(sign, O_CREAT | O_WRONLY | O_CLOEXEC, 0666)) != 0;
}
