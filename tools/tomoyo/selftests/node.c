// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes of the interface
 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "node.h"

static int open_node(const char *node, int flags)
{
	char path[256];

	snprintf(path, sizeof(path), NODES "%s", node);
	return open(path, flags | O_CLOEXEC);
}

/* Everything that a file says, in pieces of @piece bytes; the caller frees it. */
char *read_fd(int fd, size_t piece, size_t *len)
{
	size_t size = piece + 1, used = 0;
	char *text = malloc(size);
	ssize_t got;

	while (text && (got = read(fd, text + used, piece)) > 0) {
		used += got;
		if (used + piece < size)
			continue;
		size = size * 2 + piece;
		text = realloc(text, size);
	}
	if (!text)
		abort();
	text[used] = '\0';
	if (len)
		*len = used;
	return text;
}

static int write_all(int fd, const char *text)
{
	const ssize_t len = strlen(text);
	const ssize_t done = write(fd, text, len);

	if (done < 0)
		return errno;
	return done == len ? 0 : EIO;
}

static int write_policy(const char *node, const char *text, bool strict)
{
	const int fd = open_node(node, O_RDWR);
	int err;

	if (fd < 0)
		return errno;
	err = strict ? write_all(fd, "strict on\n") : 0;
	if (!err)
		err = write_all(fd, text);
	if (err && strict) {
		char *const why = read_fd(fd, 4096, NULL);

		printf("# %s refuses: %s: %s", node, strerror(err), why);
		fflush(stdout);
		free(why);
	}
	close(fd);
	return err;
}

static int write_formatted(const char *node, bool strict, const char *format,
			   va_list args)
{
	char *text;
	int err;

	if (vasprintf(&text, format, args) < 0)
		abort();
	err = write_policy(node, text, strict);
	free(text);
	return err;
}

/* Writes lines, each of which must be accepted; 0 or an error number. */
int policy(const char *node, const char *format, ...)
{
	va_list args;
	int err;

	va_start(args, format);
	err = write_formatted(node, true, format, args);
	va_end(args);
	return err;
}

/* Writes lines as old tools do: what is wrong is passed over in silence. */
int policy_lax(const char *node, const char *format, ...)
{
	va_list args;
	int err;

	va_start(args, format);
	err = write_formatted(node, false, format, args);
	va_end(args);
	return err;
}

/* Writes what is to be refused, and takes the reason. */
int policy_error(const char *node, char *reason, size_t size, const char *line)
{
	const int fd = open_node(node, O_RDWR);
	ssize_t got;
	int err;

	if (fd < 0)
		return errno;
	err = write_all(fd, "strict on\n");
	if (!err)
		err = write_all(fd, line);
	got = read(fd, reason, size - 1);
	reason[got > 0 ? got : 0] = '\0';
	close(fd);
	return err;
}

/* Writes lines for one domain, which is made if there is none. */
int domain_policy(const char *domain, const char *lines)
{
	return policy("domain_policy", "%s\n%s", domain, lines);
}

/* The same for one line. */
int domain_allow(const char *domain, const char *format, ...)
{
	va_list args;
	char *line;
	int err;

	va_start(args, format);
	if (vasprintf(&line, format, args) < 0)
		abort();
	va_end(args);
	err = policy("domain_policy", "%s\n%s\n", domain, line);
	free(line);
	return err;
}

/* The whole text of a node; the caller frees it. */
char *read_node(const char *node)
{
	const int fd = open_node(node, O_RDONLY);
	char *text;

	if (fd < 0)
		return strdup("");
	text = read_fd(fd, 65536, NULL);
	close(fd);
	return text;
}

/* Writes a line and reads the answer; the caller frees it. */
char *ask_node(const char *node, const char *line)
{
	const int fd = open_node(node, O_RDWR);
	char *text;

	if (fd < 0)
		return strdup("");
	if (dprintf(fd, "%s\n", line) < 0) {
		close(fd);
		return strdup("");
	}
	text = read_fd(fd, 65536, NULL);
	close(fd);
	return text;
}

static char *select_domain(const char *domain)
{
	char *line, *text;

	if (asprintf(&line, "select domain=%s", domain) < 0)
		abort();
	text = ask_node("domain_policy", line);
	free(line);
	return text;
}

/* The entries of a domain, one a line; "" if there is no such domain. */
char *domain_entries(const char *domain)
{
	char *const text = select_domain(domain);
	char *entries = strstr(text, "\n\n");

	entries = strdup(entries ? entries + 2 : "");
	free(text);
	if (*entries)
		entries[strlen(entries) - 1] = '\0';
	return entries;
}

bool domain_exists(const char *domain)
{
	char *const text = select_domain(domain);
	const bool exists = strstr(text, "\nuse_profile ");

	free(text);
	return exists;
}

static bool has_line(const char *text, const char *line)
{
	const size_t len = strlen(line);

	while ((text = strstr(text, line))) {
		if (text[len] == '\n')
			return true;
		text += len;
	}
	return false;
}

bool node_has_line(const char *node, const char *line)
{
	char *const text = read_node(node);
	const bool found = has_line(text, line);

	free(text);
	return found;
}

/* A number of the node stat, -1 if there is no such line. */
long stat_value(const char *label)
{
	char *const text = read_node("stat");
	const char *line = strstr(text, label);
	long value = -1;

	if (line && (line == text || line[-1] == '\n'))
		sscanf(line + strlen(label), " %ld", &value);
	free(text);
	return value;
}

/* Deletes every domain whose name begins with @prefix. */
void forget_domains(const char *prefix)
{
	char *const text = read_node("domain_policy");
	char *rest = text;
	char *line;

	while ((line = strsep(&rest, "\n")))
		if (!strncmp(line, prefix, strlen(prefix)))
			policy("domain_policy", "delete %s\n", line);
	free(text);
}
