/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs under test and their world
 *
 * The program that is run is the judge: it may write policy and its own domain
 * is not restricted. What it tests happens in a probe, which is a copy of
 * itself under another name, started into a domain of its own. A probe calls
 * one function of the program, named by its address, since both are linked to
 * the same place:
 *
 *	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
 *
 * What the function returns is the probe's exit status: 0 or an error number.
 */

#ifndef CCS_SELFTESTS_COMMON_H
#define CCS_SELFTESTS_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "audit.h"
#include "node.h"

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif

/* Everything that a test makes is below, and removed before the next one. */
#define DIR "/tmp/ccs"
#define PROBE DIR "/probe"
#define TARGET DIR "/target"
#define OBJECT DIR "/object"
#define SECRET DIR "/secret"

#define PROBE_DOMAIN "<kernel> " PROBE
#define TARGET_DOMAIN PROBE_DOMAIN " " TARGET

/*
 * Profiles that fresh_world() defines: all items in one mode, all logged, but
 * for variables: every probe would need the judge's.
 */
#define DISABLED 100
#define LEARNING 101
#define PERMISSIVE 102
#define ENFORCING 103

/* Behind an item of a profile. */
#define ENFORCED "={ mode=enforcing grant_log=yes reject_log=yes }"
#define LEARNED "={ mode=learning grant_log=yes reject_log=yes }"

/* What probe() returns besides what its function returned. */
#define PROBE_UNSTARTED 250
#define PROBE_LOST 300
#define PROBE_KILLED 400

/* What nodes a probe has open, so that reading them asks nobody. */
#define REPLY_FD 60
#define SELF_FD 61
#define GO_FD 62

typedef int (*probe_fn)(char **args);

/**
 * struct probe - a probe that runs beside its judge
 * @pid: its process
 * @reply: what it says
 * @go: where it waits for the judge
 */
struct probe {
	pid_t pid;
	int reply;
	int go;
};

/* What the last probe said, NUL terminated. */
extern char reply[65536];

int fresh_world(int profile);
void leave_world(void);

int probe(probe_fn fn, ...);
int probe_as(const char *path, probe_fn fn, ...);
int probe_start(struct probe *probe, probe_fn fn, ...);
int probe_start_as(struct probe *probe, const char *path, probe_fn fn, ...);
void probe_hear(struct probe *probe);
void probe_go(struct probe *probe);
int probe_end(struct probe *probe);

char *call(probe_fn fn);
probe_fn callee(const char *text);
bool thorough(void);
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_domain(void);
const char *my_domain(void);
void await_go(void);

int make_file(const char *path, const char *text, mode_t mode);
int copy_program(const char *from, const char *to);
int touch(const char *path);

int open_read(char **args);
int open_write(char **args);
int open_append(char **args);
int open_rdwr(char **args);
int get_attr(char **args);
int execute(char **args);
int succeed(char **args);
int tell_domain(char **args);
int try_open(const char *path, int flags);
int in_fork(probe_fn fn, char **args);

#endif /* CCS_SELFTESTS_COMMON_H */
