// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs that are started to tell somebody
 *
 * Nobody waits for one: it reads its input from memory, ends when it likes, and
 * is killed when its time is over.
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "action.h"
#include "clock.h"
#include "fail.h"

/* Return: a descriptor from which @text can be read, or -errno. */
static int make_input(const char *text)
{
	const int fd = memfd_create("message", MFD_CLOEXEC);
	size_t done = 0;
	int err;

	if (fd < 0)
		return -errno;
	while (text[done]) {
		const ssize_t n = write(fd, text + done, strlen(text + done));

		if (n <= 0)
			break;
		done += n;
	}
	if (!text[done] && !lseek(fd, 0, SEEK_SET))
		return fd;
	err = -errno;
	close(fd);
	return err;
}

/* What the daemon does with signals is nothing for others. */
static void __attribute__((noreturn))
be_child(char *const *words, char *const *environment, int input)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setpgid(0, 0);
	dup2(input, STDIN_FILENO);
	for (; *environment; environment++)
		putenv(*environment);
	unsetenv("SHELLOPTS");
	unsetenv("NOTIFY_SOCKET");
	execvp(words[0], words);
	_exit(errno == ENOENT ? 127 : 126);
}

/**
 * ccs_actions_start - start a program
 * @all: the programs that run
 * @words: its name, looked for in PATH, and arguments, up to NULL
 * @environment: more variables, up to NULL
 * @input: what it reads from standard input
 * @seconds: how long it may take
 *
 * Return: 0 or -errno; -EAGAIN if too many run.
 */
int ccs_actions_start(struct ccs_actions *all, char *const *words,
		      char *const *environment, const char *input,
		      unsigned int seconds)
{
	struct ccs_action action = {};
	int fd;

	if (all->count == CCS_ACTIONS_MAX)
		return -EAGAIN;
	fd = make_input(input);
	if (fd < 0)
		return fd;
	action.pid = fork();
	if (!action.pid)
		be_child(words, environment, fd);
	close(fd);
	if (action.pid < 0)
		return -errno;
	/* Also here, since it may be killed before it did so itself. */
	setpgid(action.pid, action.pid);
	snprintf(action.name, sizeof(action.name), "%s", words[0]);
	action.end = ccs_clock() + seconds * 1000LL;
	all->action[all->count++] = action;
	return 0;
}

static void tell(const struct ccs_action *action, int status)
{
	if (action->killed)
		ccs_warn("%s took too long and was killed", action->name);
	else if (WIFSIGNALED(status))
		ccs_warn("%s was killed by signal %d", action->name,
			 WTERMSIG(status));
	else if (WEXITSTATUS(status) == 127)
		ccs_warn("%s: not found", action->name);
	else if (WEXITSTATUS(status) == 126)
		ccs_warn("%s: cannot be executed", action->name);
	else if (WEXITSTATUS(status))
		ccs_warn("%s ended with status %d", action->name,
			 WEXITSTATUS(status));
}

static bool has_ended(struct ccs_action *action)
{
	int status;

	if (!action->killed && ccs_clock() >= action->end) {
		action->killed = true;
		kill(-action->pid, SIGKILL);
	}
	if (waitpid(action->pid, &status, WNOHANG) != action->pid)
		return false;
	tell(action, status);
	return true;
}

/**
 * ccs_actions_reap - forget programs that ended, kill those whose time is over
 * @all: the programs that run
 */
void ccs_actions_reap(struct ccs_actions *all)
{
	size_t i = 0;

	while (i < all->count) {
		if (has_ended(&all->action[i]))
			all->action[i] = all->action[--all->count];
		else
			i++;
	}
}
