// SPDX-License-Identifier: GPL-2.0-only
/*
 * Allocations that fail
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "faults.h"

#define DEBUG "/sys/kernel/debug/"
#define KMEMLEAK DEBUG "kmemleak"

/* A call that waits for what does not come is given up, in seconds. */
#define PATIENCE 10

/* How a child ends that told its parent what happened. */
#define TOLD 77

/**
 * struct told - what a child tells
 * @told: it told
 * @err: what the function returned
 * @more: the failure was still to come
 */
struct told {
	bool told;
	int err;
	bool more;
};

static int set_knob(const char *path, const char *value)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	const ssize_t len = strlen(value);
	const int err = fd < 0 || write(fd, value, len) != len ? errno : 0;

	close(fd);
	return err;
}

/* Sleeping allocations are to fail too, and without a trace of each. */
bool faults_prepare(void)
{
	return !set_knob(DEBUG "failslab/ignore-gfp-wait", "N") &&
	       !set_knob(DEBUG "failslab/verbose", "0") &&
	       !set_knob(DEBUG "fail_page_alloc/ignore-gfp-wait", "N") &&
	       !set_knob(DEBUG "fail_page_alloc/verbose", "0") &&
	       !access(FAIL_NTH, W_OK);
}

int faults_open(void)
{
	return open(FAIL_NTH, O_RDWR | O_CLOEXEC);
}

/* 0 calls it off. */
void fail_nth(int knob, int nth)
{
	char text[16];
	const int len = snprintf(text, sizeof(text), "%d", nth);

	if (pwrite(knob, text, len, 0) != len)
		_exit(PROBE_LOST & 0xff);
}

/* Returns whether the failure is still to come, and calls it off. */
bool still_to_come(int knob)
{
	char text[16] = "";

	if (pread(knob, text, sizeof(text) - 1, 0) < 0)
		return false;
	fail_nth(knob, 0);
	return atoi(text);
}

static void act(struct told *told, probe_fn fn, int nth, char **args)
{
	const int knob = faults_open();

	if (knob < 0)
		_exit(TOLD);
	alarm(PATIENCE);
	fail_nth(knob, nth);
	told->err = fn(args);
	told->more = still_to_come(knob);
	told->told = true;
	_exit(TOLD);
}

/* Whether @fn was granted at the nth; @more says if that was the last one. */
static bool granted(struct told *told, probe_fn fn, int nth, char **args)
{
	int status = 0;
	pid_t pid;

	*told = (struct told){};
	pid = fork();
	if (!pid)
		act(told, fn, nth, args);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return false;
	/* Who became another program could not tell. */
	return told->told ? !told->err : WIFEXITED(status) && !WEXITSTATUS(status);
}

/*
 * Runs in a probe: calls a function, each time in a new process, with the
 * first, second... allocation failing. args[0] is the function, see call(),
 * args[1] how often at most, args[2] whether it must never succeed ("n").
 */
int sweep(char **args)
{
	const probe_fn fn = callee(args[0]);
	const bool never = *args[2] == 'n';
	const int most = atoi(args[1]);
	struct told *const told = mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE,
				       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int nth;

	if (told == MAP_FAILED)
		return SWEEP_BROKEN;
	for (nth = 1; nth <= most; nth++) {
		if (granted(told, fn, nth, args + 3) && never) {
			say("granted with allocation %d failing\n", nth);
			return SWEEP_GRANTED;
		}
		if (told->told && told->more)
			break;
	}
	say("%d\n", nth - 1);
	return nth <= 1 ? SWEEP_BROKEN : 0;
}

/* What nobody refers to any more, "" if there is nothing; NULL if unknown. */
char *find_leaks(void)
{
	char *text = NULL;
	int fd, i;

	/* An object must be found twice. */
	for (i = 0; i < 2; i++) {
		if (set_knob(KMEMLEAK, "scan"))
			return NULL;
		sleep(2);
	}
	fd = open(KMEMLEAK, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		text = read_fd(fd, 4096, NULL);
	close(fd);
	return text;
}
