// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program that takes records
 *
 * It runs as long as records go there, is started again when it ends, and is
 * never waited for: what finds no room in its pipe is dropped by whole records.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "command.h"
#include "fail.h"
#include "logpipe.h"

/* Bytes that may wait, if the kernel lets them. */
#define ROOM 1048576
/* Milliseconds until a program that ended is started again. */
#define PAUSE 1000
/* Milliseconds it has at the end to take what waits. */
#define LAST 1000

/**
 * ccs_logpipe_new - find out what shall run
 * @text: the command, as for ccs_command_words()
 * @made: set to what records can be written to
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_logpipe_new(const char *text, struct ccs_logpipe **made)
{
	char **words;
	const char *why = ccs_command_words(text, &words);

	if (!why && *words[0] != '/')
		why = "a program is an absolute pathname";
	if (why) {
		ccs_command_free(words);
		return why;
	}
	*made = ccs_realloc(NULL, sizeof(**made));
	**made = (struct ccs_logpipe){ .words = words, .fd = -1 };
	return NULL;
}

static void __attribute__((noreturn)) become(char **words, int input)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	dup2(input, STDIN_FILENO);
	execv(words[0], words);
	_exit(127);
}

static int start(struct ccs_logpipe *to)
{
	int ends[2];

	if (to->tried && ccs_clock() - to->tried < PAUSE)
		return -EPIPE;
	to->tried = ccs_clock();
	if (access(to->words[0], X_OK) || pipe2(ends, O_CLOEXEC))
		return -errno;
	to->pid = fork();
	if (!to->pid)
		become(to->words, ends[0]);
	close(ends[0]);
	if (to->pid < 0) {
		close(ends[1]);
		return -EAGAIN;
	}
	/* That it ended is learned from write(). */
	signal(SIGPIPE, SIG_IGN);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	fcntl(ends[1], F_SETPIPE_SZ, ROOM);
	to->fd = ends[1];
	return 0;
}

static void stop(struct ccs_logpipe *to)
{
	if (to->fd >= 0)
		close(to->fd);
	to->fd = -1;
	to->rest.len = 0;
	/* Who doesn't read any more may run on. */
	if (to->pid > 0 && waitpid(to->pid, NULL, WNOHANG))
		to->pid = 0;
}

/* Return: 0, -EAGAIN if not all went, or -errno. */
static int put(struct ccs_logpipe *to, const char *text, size_t len)
{
	while (len) {
		const ssize_t n = write(to->fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0) {
			const int err = n ? -errno : -EPIPE;

			stop(to);
			return err;
		}
		text += n;
		len -= n;
	}
	/* What is written may be what waited already. */
	if (len)
		memmove(to->rest.len ? to->rest.text :
			ccs_strbuf_reserve(&to->rest, len), text, len);
	to->rest.len = len;
	return len ? -EAGAIN : 0;
}

/**
 * ccs_logpipe_flush - write what waits
 * @to: the program
 *
 * Return: true if something still does.
 */
bool ccs_logpipe_flush(struct ccs_logpipe *to)
{
	if (to->fd < 0 || !to->rest.len)
		return false;
	return put(to, to->rest.text, to->rest.len) == -EAGAIN;
}

/**
 * ccs_logpipe_write - write a record
 * @to: the program; started if it doesn't run
 * @text: the record
 *
 * Return: 0 or -errno if it has to be dropped.
 */
int ccs_logpipe_write(struct ccs_logpipe *to, const struct ccs_strbuf *text)
{
	const size_t len = text->len;
	int err = to->fd < 0 ? start(to) : 0;

	if (!err && ccs_logpipe_flush(to))
		err = -EAGAIN;
	if (!err && to->fd < 0)
		err = -EPIPE;
	if (err)
		return err;
	err = put(to, text->text, len);
	/* It ended since then. */
	if (err == -EPIPE && !start(to))
		err = put(to, text->text, len);
	/* What was begun goes on; nothing at all went if all of it waits. */
	if (err == -EAGAIN && to->rest.len < len)
		return 0;
	if (err == -EAGAIN)
		to->rest.len = 0;
	return err;
}

/**
 * ccs_logpipe_free - let the program end
 * @to: the program, or NULL
 */
void ccs_logpipe_free(struct ccs_logpipe *to)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	const long long start = ccs_clock();

	if (!to)
		return;
	while (ccs_logpipe_flush(to) && ccs_clock() - start < LAST)
		nanosleep(&pause, NULL);
	stop(to);
	while (to->pid > 0 && !waitpid(to->pid, NULL, WNOHANG)) {
		if (ccs_clock() - start >= LAST) {
			kill(to->pid, SIGTERM);
			break;
		}
		nanosleep(&pause, NULL);
	}
	ccs_command_free(to->words);
	ccs_strbuf_free(&to->rest);
	free(to);
}
