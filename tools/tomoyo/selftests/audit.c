// SPDX-License-Identifier: GPL-2.0-only
/*
 * Audit records
 */

#include <ctype.h>
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

/* Takes the digits off that a wildcard stands for; NULL if there are none. */
static const char *skip_digits(const char *text, int (*is_digit)(int))
{
	if (!is_digit(*text))
		return NULL;
	while (is_digit(*text))
		text++;
	return text;
}

/*
 * What is behind @pattern at @text, or NULL; %d in a pattern stands for decimal
 * digits, %x for hexadecimal ones.
 */
const char *skip_pattern(const char *text, const char *pattern)
{
	while (*pattern && text) {
		if (!strncmp(pattern, "%d", 2) || !strncmp(pattern, "%x", 2)) {
			text = skip_digits(text, pattern[1] == 'd' ? isdigit : isxdigit);
			pattern += 2;
		} else if (*text++ != *pattern++) {
			return NULL;
		}
	}
	return text;
}

/* Takes the line at @text off; NULL if it is not @wanted. */
static const char *skip_line(const char *text, const char *wanted)
{
	text = skip_pattern(text, wanted);
	return text && *text == '\n' ? text + 1 : NULL;
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
