/*
 * A disk that takes its time: preloaded, it makes `fsync` and `fdatasync` take at least
 * PLUMBLINE_DISK_US microseconds each. The measurement of acknowledgements is made on one as well
 * (`./measure --only acknowledge`), since what it asks, how much is lost beside the disk, cannot
 * be told where the disk takes no time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int (*sync_call)(int);

static int at_least(const char *name, int file) {
    struct timespec until;
    const char *told = getenv("PLUMBLINE_DISK_US");
    long wait = told ? strtol(told, NULL, 10) : 0;
    sync_call real = (sync_call)dlsym(RTLD_NEXT, name);
    int answer;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += wait / 1000000;
    until.tv_nsec += wait % 1000000 * 1000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec += 1;
        until.tv_nsec -= 1000000000;
    }
    answer = real(file);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) != 0) {
    }
    return answer;
}

int fsync(int file) { return at_least("fsync", file); }
int fdatasync(int file) { return at_least("fdatasync", file); }
