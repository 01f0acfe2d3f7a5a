// SPDX-License-Identifier: GPL-2.0-only
/*
 * Doing something again and again until somebody ends it
 *
 * Signals are read and not handled, so that whoever has to put something back
 * is never interrupted while doing so.
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fail.h"
#include "round.h"

/* How long a command may take to end when it is told to. */
#define GRACE_SECONDS 5

/* As env(1) and the shells say it. */
#define EXIT_CANNOT_RUN	126
#define EXIT_NOT_FOUND	127

static void watched(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGCHLD);
}

/**
 * ccs_rounds_init - from now on signals end rounds, not the program
 * @rounds: filled in
 */
void ccs_rounds_init(struct ccs_rounds *rounds)
{
	sigset_t set;

	watched(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	*rounds = (struct ccs_rounds){
		.fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK),
	};
	if (rounds->fd < 0)
		ccs_die(CCS_EXIT_IO, "cannot read signals: %s",
			strerror(errno));
}

/* Takes all signals that came. */
static void take_signals(struct ccs_rounds *rounds)
{
	struct signalfd_siginfo info;

	while (read(rounds->fd, &info, sizeof(info)) == sizeof(info))
		if (info.ssi_signo != SIGCHLD && !rounds->signal)
			rounds->signal = info.ssi_signo;
}

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Waits for a signal, or for input on @fd unless that is -1. */
static bool wait_input(struct ccs_rounds *rounds, int fd, long long until)
{
	struct pollfd poll_fd[2] = {
		{ .fd = rounds->fd, .events = POLLIN },
		{ .fd = fd, .events = POLLIN },
	};
	const long long left = until < 0 ? 60000 : until - now_ms();

	if (left > 0)
		poll(poll_fd, 2, left < 60000 ? left : 60000);
	take_signals(rounds);
	return poll_fd[1].revents;
}

/* Output of this program may be read by another one. */
static void __attribute__((noreturn)) become(char **command)
{
	sigset_t set;

	watched(&set);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	dup2(STDERR_FILENO, STDOUT_FILENO);
	execvp(*command, command);
	ccs_warn("cannot run %s: %s", *command, strerror(errno));
	_exit(errno == ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_RUN);
}

/* Has it end, at the latest after a while. */
static void stop(struct ccs_rounds *rounds, pid_t child, int *status)
{
	const long long until = now_ms() + GRACE_SECONDS * 1000;

	kill(child, SIGTERM);
	while (!waitpid(child, status, WNOHANG)) {
		wait_input(rounds, -1, now_ms() + 100);
		if (now_ms() >= until)
			kill(child, SIGKILL);
	}
}

/**
 * ccs_rounds_run - run a command
 * @rounds: what may end it
 * @command: its words; what it prints goes to standard error
 * @status: set to its status, as a shell tells it
 *
 * Return: 0; -EINTR if a signal ended it; or another -errno.
 */
int ccs_rounds_run(struct ccs_rounds *rounds, char **command, int *status)
{
	pid_t child;
	int raw = 0;

	fflush(stdout);
	child = fork();
	if (child < 0)
		return -errno;
	if (!child)
		become(command);
	while (!waitpid(child, &raw, WNOHANG)) {
		wait_input(rounds, -1, -1);
		if (rounds->signal)
			stop(rounds, child, &raw);
		if (rounds->signal)
			return -EINTR;
	}
	take_signals(rounds);
	*status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
	return rounds->signal ? -EINTR : 0;
}

/**
 * ccs_rounds_wait - let time pass
 * @rounds: what may end it
 * @seconds: how much
 *
 * Return: false if a signal ended it.
 */
bool ccs_rounds_wait(struct ccs_rounds *rounds, unsigned int seconds)
{
	const long long until = now_ms() + seconds * 1000LL;

	while (!rounds->signal && now_ms() < until)
		wait_input(rounds, -1, until);
	return !rounds->signal;
}

/**
 * ccs_rounds_ask - ask a question on the terminal
 * @rounds: a signal means no
 * @question: the question, without a newline
 *
 * Return: true if the answer began with a y.
 */
bool ccs_rounds_ask(struct ccs_rounds *rounds, const char *question)
{
	char first = '\0', byte;
	bool begun = false;

	fflush(stdout);
	fprintf(stderr, "%s [y/N] ", question);
	while (!rounds->signal) {
		if (!wait_input(rounds, STDIN_FILENO, -1))
			continue;
		if (read(STDIN_FILENO, &byte, 1) != 1)
			return false;
		if (byte == '\n')
			return first == 'y' || first == 'Y';
		if (!begun)
			first = byte;
		begun = true;
	}
	fputc('\n', stderr);
	return false;
}
