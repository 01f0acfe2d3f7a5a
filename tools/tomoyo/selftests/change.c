// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy that is replaced as a whole
 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "change.h"
#include "node.h"

const char *const policy_nodes[NODE_COUNT] = {
	"exception_policy", "profile", "manager", "domain_policy",
};

/*
 * What waits to be collected has room in tables, which do not shrink: a change that
 * comes meanwhile may make them larger than it would by itself.
 */
static long settled_memory(void)
{
	long memory = stat_value(POLICY_MEMORY);
	int i, same = 0;

	for (i = 0; i < 100 && same < 5; i++) {
		const long before = memory;

		usleep(100000);
		memory = stat_value(POLICY_MEMORY);
		same = memory == before ? same + 1 : 0;
	}
	return memory;
}

void take_picture(struct picture *picture)
{
	int i;

	for (i = 0; i < NODE_COUNT; i++)
		picture->text[i] = read_node(policy_nodes[i]);
	picture->edition = stat_value(EDITION);
	picture->memory = settled_memory();
}

void free_picture(struct picture *picture)
{
	int i;

	for (i = 0; i < NODE_COUNT; i++) {
		free(picture->text[i]);
		picture->text[i] = NULL;
	}
}

/* Does every node say what it said then? */
bool same_policy(const struct picture *picture)
{
	bool same = true;
	int i;

	for (i = 0; i < NODE_COUNT; i++) {
		char *const text = read_node(policy_nodes[i]);

		if (strcmp(text, picture->text[i])) {
			printf("# %s was:\n%s\n# and is:\n%s\n", policy_nodes[i],
			       picture->text[i], text);
			same = false;
		}
		free(text);
	}
	return same;
}

/*
 * Is no more in use than then? What a node that was just closed had is collected
 * a little later, as are domains that were deleted before the picture was taken.
 */
bool same_memory(const struct picture *picture)
{
	long memory = 0;
	int i;

	for (i = 0; i < 600; i++) {
		memory = stat_value(POLICY_MEMORY);
		if (memory <= picture->memory)
			return true;
		usleep(100000);
	}
	printf("# memory was %ld and is %ld\n", picture->memory, memory);
	return false;
}

bool await_value(const char *label, long value)
{
	int i;

	for (i = 0; i < 600; i++) {
		if (stat_value(label) == value)
			return true;
		usleep(100000);
	}
	printf("# %s is %ld, not %ld\n", label, stat_value(label), value);
	return false;
}

/* Puts domains and exceptions back at once; domains that were deleted return. */
int restore(const struct picture *picture)
{
	const int exception = open_policy("exception_policy");
	const int domain = open_policy("domain_policy");
	int err;

	err = put(exception, "strict on\nbegin restore\n");
	if (!err)
		err = put(domain, "strict on\nbegin restore\n");
	if (!err)
		err = put(exception, picture->text[0]);
	if (!err)
		err = put(domain, picture->text[3]);
	if (!err)
		err = put(domain, "commit\n");
	if (err)
		printf("# restore: %s: %s\n", strerror(err), said(domain));
	close(exception);
	close(domain);
	return err;
}

int open_policy(const char *node)
{
	char path[256];

	snprintf(path, sizeof(path), NODES "%s", node);
	return open(path, O_RDWR | O_CLOEXEC);
}

int put(int fd, const char *text)
{
	return write(fd, text, strlen(text)) < 0 ? errno : 0;
}

int putf(int fd, const char *format, ...)
{
	va_list args;
	char *text;
	int err;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	err = put(fd, text);
	free(text);
	return err;
}

/* What a node says next, up to its end. */
const char *said(int fd)
{
	static char text[70000];
	size_t used = 0;
	ssize_t got;

	while ((got = read(fd, text + used, sizeof(text) - 1 - used)) > 0)
		used += got;
	text[used] = '\0';
	return text;
}
