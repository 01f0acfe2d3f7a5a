// SPDX-License-Identifier: GPL-2.0-only
/*
 * A process to be bothered
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "victim.h"

static int suffer(char **args)
{
	sigset_t all;

	sigfillset(&all);
	if (sigprocmask(SIG_SETMASK, &all, NULL))
		return errno;
	/* The other end waits until this one is closed. */
	close(atoi(args[0]));
	for (;;)
		pause();
}

static void become_victim(const char *path, pid_t group, const int *ready)
{
	char fd[12];

	close(ready[0]);
	if (setpgid(0, group))
		_exit(1);
	snprintf(fd, sizeof(fd), "%d", ready[1]);
	execl(path, path, call(suffer), fd, NULL);
	_exit(1);
}

/*
 * Starts one as the program @path, which it makes, in the process group @group, 0
 * for one of its own; 0 or an error number.
 */
int victim_start(struct victim *victim, const char *path, pid_t group)
{
	int ready[2];
	char byte;

	victim->pid = 0;
	if (access(path, X_OK) && link(TARGET, path))
		return errno;
	if (policy("exception_policy", "initialize_domain %s from any\n", path) ||
	    pipe(ready))
		return EIO;
	victim->pid = fork();
	if (!victim->pid)
		become_victim(path, group, ready);
	snprintf(victim->number, sizeof(victim->number), "%d", victim->pid);
	close(ready[1]);
	if (read(ready[0], &byte, 1))
		victim->number[0] = '\0';
	close(ready[0]);
	policy("exception_policy", "delete initialize_domain %s from any\n", path);
	return victim->pid > 0 ? 0 : EAGAIN;
}

static unsigned long long mask_in(const char *status, const char *key)
{
	const char *const found = strstr(status, key);

	return found ? strtoull(found + strlen(key), NULL, 16) : 0;
}

/* Did the signal reach it, or one of its threads? */
bool victim_has(const struct victim *victim, int sig)
{
	char path[64], status[4096];
	FILE *file;
	size_t len;

	snprintf(path, sizeof(path), "/proc/%d/status", victim->pid);
	file = fopen(path, "r");
	if (!file)
		return false;
	len = fread(status, 1, sizeof(status) - 1, file);
	fclose(file);
	status[len] = '\0';
	return (mask_in(status, "\nSigPnd:\t") | mask_in(status, "\nShdPnd:\t")) &
	       (1ull << (sig - 1));
}

void victim_end(struct victim *victim)
{
	if (victim->pid <= 0)
		return;
	kill(victim->pid, SIGKILL);
	waitpid(victim->pid, NULL, 0);
	victim->pid = 0;
}
