// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait in the kernel inside the tools, and records
 *
 * Each is a file queries/SERIAL with the text of its record. One that is to be
 * judged again comes back if there is a file queries/SERIAL.again, under the
 * serial number that its first line has.
 */

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_query.h"

#define TEXT_SIZE 65536

int __real_openat(int at, const char *path, int flags, ...);
ssize_t __real_read(int fd, void *buf, size_t size);
int __real_close(int fd);
int __real_unlinkat(int at, const char *path, int flags);

/* Return: bytes with a NUL behind them, or 0. */
static size_t read_file(int dir, const char *name, char *text)
{
	char path[64];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "queries/%s", name);
	fd = __real_openat(dir, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	n = __real_read(fd, text, TEXT_SIZE - 1);
	__real_close(fd);
	text[n > 0 ? n : 0] = '\0';
	return n > 0 ? n + 1 : 0;
}

/* The next request that waits, a NUL behind it; 0 behind the last. */
size_t fake_query_read(int dir, unsigned int *next, char *text)
{
	unsigned int serial;
	char name[16];

	for (serial = *next; serial < 100; serial++) {
		size_t n;

		snprintf(name, sizeof(name), "%u", serial);
		n = read_file(dir, name, text);
		if (!n)
			continue;
		*next = serial + 1;
		return n;
	}
	*next = 0;
	return 0;
}

/* ``A<serial>=<answer>``. */
void fake_query_answer(int dir, const char *line)
{
	unsigned int serial, answer, again;
	char text[TEXT_SIZE], from[64], to[64];

	if (sscanf(line, "A%u=%u", &serial, &answer) != 2)
		return;
	snprintf(from, sizeof(from), "queries/%u", serial);
	__real_unlinkat(dir, from, 0);
	snprintf(from, sizeof(from), "%u.again", serial);
	if (answer != 3 || !read_file(dir, from, text) ||
	    sscanf(text, "Q%u", &again) != 1)
		return;
	snprintf(from, sizeof(from), "queries/%u.again", serial);
	snprintf(to, sizeof(to), "queries/%u", again);
	linkat(dir, from, dir, to, 0);
}

/* The domain of a request that waits, for free(), or NULL. */
char *fake_query_domain(int dir, const char *serial)
{
	char text[TEXT_SIZE], *rest = text;

	if (!read_file(dir, serial, text))
		return NULL;
	strsep(&rest, "\n");
	strsep(&rest, "\n");
	return rest ? strdup(strsep(&rest, "\n")) : NULL;
}

/* The file "processes" has the domain behind an id and a profile. */
char *fake_process_domain(int dir, const char *pid)
{
	const int fd = __real_openat(dir, "processes", O_RDONLY | O_CLOEXEC);
	char text[TEXT_SIZE], *rest = text, *line;
	const ssize_t n = __real_read(fd, text, sizeof(text) - 1);
	size_t skip;

	__real_close(fd);
	text[n > 0 ? n : 0] = '\0';
	while ((line = strsep(&rest, "\n"))) {
		skip = strcspn(line, " ");
		if (skip != strlen(pid) || strncmp(line, pid, skip))
			continue;
		line = strchr(line + skip + 1, ' ');
		return line ? strdup(line + 1) : NULL;
	}
	return NULL;
}

/* The next record of a node, a NUL behind it; 0 if there is none. */
size_t fake_record_take(int dir, const char *node, char *text)
{
	char name[64], path[80];
	unsigned int i;

	for (i = 0; i < 100; i++) {
		size_t n;

		snprintf(name, sizeof(name), "%s.%u", node, i);
		n = read_file(dir, name, text);
		if (!n)
			continue;
		snprintf(path, sizeof(path), "queries/%s", name);
		__real_unlinkat(dir, path, 0);
		return n;
	}
	return 0;
}
