// SPDX-License-Identifier: GPL-2.0-only
/*
 * Audit records
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit.h"
#include "node.h"

#define RECORDS_MAX 4096

/* What was read since audit_forget(), in order. */
static char *records[RECORDS_MAX];
static int record_count;

static int open_audit(void)
{
	static int fd = -1;

	if (fd < 0)
		fd = open(NODES "audit", O_RDONLY | O_CLOEXEC);
	return fd;
}

/* Records are queued before the call that they are about returns, so nobody waits. */
static void collect(void)
{
	static char text[1 << 20];
	ssize_t len;

	while ((len = read(open_audit(), text, sizeof(text))) > 0) {
		if (record_count == RECORDS_MAX)
			continue;
		records[record_count] = strndup(text, len);
		if (records[record_count])
			record_count++;
	}
}

/* Drops what there is. */
void audit_forget(void)
{
	collect();
	while (record_count)
		free(records[--record_count]);
}

/* Takes the line at @text off; NULL if it is not @wanted. */
static const char *skip_line(const char *text, const char *wanted)
{
	const size_t len = strlen(wanted);

	if (strncmp(text, wanted, len) || text[len] != '\n')
		return NULL;
	return text + len + 1;
}

static bool is_about(const char *record, const char *domain, const char *request)
{
	const char *rest = strchr(record, '\n');

	if (rest)
		rest = skip_line(rest + 1, domain);
	if (rest)
		rest = skip_line(rest, request);
	return rest && !*rest;
}

/* The first record of that domain with that request line, or NULL. */
const char *audit_find(const char *domain, const char *request)
{
	int i;

	collect();
	for (i = 0; i < record_count; i++)
		if (is_about(records[i], domain, request))
			return records[i];
	return NULL;
}

/* How many of them there are. */
int audit_count(const char *domain, const char *request)
{
	int count = 0;
	int i;

	collect();
	for (i = 0; i < record_count; i++)
		count += is_about(records[i], domain, request);
	return count;
}

/* One of them has @words in its header. */
bool audit_has(const char *domain, const char *request, const char *words)
{
	int i;

	collect();
	for (i = 0; i < record_count; i++)
		if (is_about(records[i], domain, request) &&
		    strstr(records[i], words))
			return true;
	return false;
}

bool audit_denied(const char *domain, const char *request)
{
	return audit_has(domain, request, " mode=enforcing granted=no ");
}

bool audit_granted(const char *domain, const char *request)
{
	return audit_has(domain, request, " granted=yes ");
}

/* For people: what a failed test saw. */
void audit_show(void)
{
	int i;

	collect();
	for (i = 0; i < record_count; i++)
		printf("# record: %s", records[i]);
	fflush(stdout);
}
