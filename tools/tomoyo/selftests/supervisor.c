// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whoever answers requests that wait
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "node.h"
#include "supervisor.h"

/* ms that a busy debug kernel is waited for. */
#define PATIENCE 60000

/* A file that makes this program a supervisor, and no other. */
int supervise(void)
{
	return open(QUERY, O_RDWR | O_CLOEXEC);
}

int set_timeout(int seconds)
{
	return policy("stat", "Query timeout: %d\n", seconds);
}

static bool parse(struct question *question, size_t len)
{
	char *rest = question->text;
	char *first;

	/* A NUL behind it, which counts, and none before. */
	if (len < 2 || strlen(rest) != len - 1 || rest[len - 2] != '\n')
		return false;
	rest[len - 2] = '\0';
	first = strsep(&rest, "\n");
	question->header = strsep(&rest, "\n");
	question->domain = strsep(&rest, "\n");
	question->request = rest;
	return rest && sscanf(first, "Q%u-%u", &question->serial, &question->retry) == 2;
}

/* Reads what comes next; false at the end of what waits. */
bool next_question(int fd, struct question *question)
{
	const ssize_t len = read(fd, question->text, sizeof(question->text));

	return len > 0 && parse(question, len);
}

/* Is it newer than all that were waited for? Numbers are never used again. */
static bool is_new(const struct question *question)
{
	static unsigned int next;

	if ((int)(question->serial - next) < 0)
		return false;
	next = question->serial + 1;
	return true;
}

/* Waits for one more, passing over those that were read before. */
bool await_question(int fd, struct question *question)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	const long end = ms_now() + PATIENCE;

	while (ms_now() < end) {
		if (poll(&poll_fd, 1, 1000) < 0)
			return false;
		if (!next_question(fd, question))
			usleep(1000);
		else if (is_new(question))
			return true;
	}
	return false;
}

bool is_asked(const struct question *question, const char *domain, const char *request)
{
	return !strcmp(question->domain, domain) && !strcmp(question->request, request) &&
	       strstr(question->header, " mode=enforcing granted=no (global-pid=");
}

static int write_text(int fd, const char *text)
{
	const ssize_t len = strlen(text);
	const ssize_t done = write(fd, text, len);

	if (done < 0)
		return errno;
	return done == len ? 0 : EIO;
}

int answer(int fd, unsigned int serial, unsigned int what)
{
	char line[64];

	snprintf(line, sizeof(line), "A%u=%u\n", serial, what);
	return write_text(fd, line);
}

int keep_alive(int fd)
{
	return write_text(fd, "\n");
}

/* Adds a line to the domain that waits; EINVAL if none does. */
int add_line(unsigned int serial, const char *line)
{
	return policy("domain_policy", "select Q=%u\n%s\n", serial, line);
}

/* Also whoever was answered has left. */
bool none_waits(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

	return poll(&poll_fd, 1, 0) >= 0 && !(poll_fd.revents & POLLIN) &&
	       !stat_value(WAITING);
}

/* By the clock that timeouts go by: a busy machine delivers ticks late. */
long ms_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
