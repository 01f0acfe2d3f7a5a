// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records in a log
 *
 * What is no record is passed over, so that a mail or a page with one in it
 * will do as well.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "records.h"
#include "strbuf.h"
#include "text.h"

static bool is_header(const char *line)
{
	return *line == '#' && strstr(line, "# profile=") &&
	       strstr(line, " (global-pid=");
}

/* Has the record all its lines? Domains that are to be made have one more. */
static bool is_whole(const char *text, unsigned int lines)
{
	return lines == 4 || (lines == 3 && !strstr(text, "\n# wants to "));
}

static void tell(const char *text, ccs_records_each each, void *data)
{
	struct ccs_record record;

	/* Who makes policy of a record writes its domain as it is. */
	if (ccs_record_take(&record, text, false) &&
	    ccs_text_domainname(record.domain))
		each(&record, data);
	ccs_record_free(&record);
}

/**
 * ccs_records_read - read a log
 * @file: the log
 * @each: called for each record
 * @data: passed to @each
 *
 * Return: 0 or -errno.
 */
int ccs_records_read(FILE *file, ccs_records_each each, void *data)
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
		tell(text.text, each, data);
		lines = 0;
	}
	free(line);
	ccs_strbuf_free(&text);
	return ferror(file) ? -EIO : 0;
}

/**
 * ccs_records_request - is it about a request?
 * @record: the record
 *
 * Return: true if it is. Some tell of a domain; that one is to be made is a
 * request in enforcing mode only.
 */
bool ccs_records_request(const struct ccs_record *record)
{
	if (!strncmp(record->request, "use_profile ", 12))
		return strstr(record->header, " mode=enforcing ");
	return strchr(record->request, ' ');
}
