// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records of refused requests in a log
 *
 * What is no record is passed over, so that a mail or a page with one in it
 * will do as well.
 */

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "refusals.h"
#include "strbuf.h"

/* Other requests that were refused long ago are forgotten. */
#define REFUSALS_MAX 1000

static bool is_header(const char *line)
{
	return *line == '#' && strstr(line, "# profile=") &&
	       strstr(line, " (global-pid=");
}

static void drop(struct ccs_refusals *refusals, size_t at)
{
	ccs_record_free(&refusals->refusal[at].record);
	refusals->count--;
	memmove(refusals->refusal + at, refusals->refusal + at + 1,
		(refusals->count - at) * sizeof(*refusals->refusal));
}

/* Some records tell of a domain; only enforcing mode refuses to make one. */
static bool is_request(const struct ccs_record *record)
{
	if (!strncmp(record->request, "use_profile ", 12))
		return strstr(record->header, " mode=enforcing ");
	return strchr(record->request, ' ');
}

/* How often it was refused before; forgets these. */
static unsigned int take_earlier(struct ccs_refusals *refusals,
				 const struct ccs_record *record)
{
	unsigned int times;
	size_t i;

	for (i = 0; i < refusals->count; i++) {
		const struct ccs_refusal *const one = &refusals->refusal[i];

		if (strcmp(one->record.domain, record->domain) ||
		    strcmp(one->record.request, record->request))
			continue;
		times = one->times;
		drop(refusals, i);
		return times;
	}
	return 0;
}

/**
 * ccs_refusals_add - add a record
 * @refusals: where to
 * @text: the record; what was granted doesn't count, nor what is no request
 */
void ccs_refusals_add(struct ccs_refusals *refusals, const char *text)
{
	struct ccs_refusal one = {};

	if (!ccs_record_take(&one.record, text, false) ||
	    strstr(one.record.header, " granted=yes ") ||
	    !is_request(&one.record)) {
		ccs_record_free(&one.record);
		return;
	}
	one.times = take_earlier(refusals, &one.record) + 1;
	if (refusals->count == REFUSALS_MAX)
		drop(refusals, 0);
	refusals->refusal = ccs_realloc(refusals->refusal,
					(refusals->count + 1) * sizeof(one));
	refusals->refusal[refusals->count++] = one;
}

/* Has the record all its lines? Domains that are to be made have one more. */
static bool is_whole(const char *text, unsigned int lines)
{
	return lines == 4 || (lines == 3 && !strstr(text, "\n# wants to "));
}

/**
 * ccs_refusals_read - read a log
 * @refusals: gets what was refused
 * @file: the log
 *
 * Return: 0 or -errno.
 */
int ccs_refusals_read(struct ccs_refusals *refusals, FILE *file)
{
	struct ccs_strbuf text = {};
	unsigned int lines = 0;
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while ((len = getdelim(&line, &room, '\n', file)) > 0) {
		/* A node has a NUL byte behind each record. */
		const char *const start = line + strspn(line, " ") +
					  (!*line && len > 1);

		if (is_header(start)) {
			text.len = 0;
			lines = 0;
		} else if (!lines) {
			continue;
		}
		ccs_strbuf_puts(&text, start);
		lines++;
		if (!is_whole(text.text, lines))
			continue;
		if (text.text[text.len - 1] != '\n')
			ccs_strbuf_puts(&text, "\n");
		ccs_refusals_add(refusals, text.text);
		lines = 0;
	}
	free(line);
	ccs_strbuf_free(&text);
	return ferror(file) ? -EIO : 0;
}

/**
 * ccs_refusals_free - drop them
 * @refusals: what was read
 */
void ccs_refusals_free(struct ccs_refusals *refusals)
{
	while (refusals->count)
		drop(refusals, refusals->count - 1);
	free(refusals->refusal);
	*refusals = (struct ccs_refusals){};
}
