// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records of refused requests in a log
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "records.h"
#include "refusals.h"

/* Other requests that were refused long ago are forgotten. */
#define REFUSALS_MAX 1000

static void drop(struct ccs_refusals *refusals, size_t at)
{
	ccs_record_free(&refusals->refusal[at].record);
	refusals->count--;
	memmove(refusals->refusal + at, refusals->refusal + at + 1,
		(refusals->count - at) * sizeof(*refusals->refusal));
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

static void add(const struct ccs_record *record, void *data)
{
	struct ccs_refusals *const refusals = data;
	struct ccs_refusal one = {};

	if (strstr(record->header, " granted=yes ") ||
	    !ccs_records_request(record))
		return;
	one.record.pid = record->pid;
	one.record.header = ccs_strdup(record->header);
	one.record.domain = ccs_strdup(record->domain);
	one.record.request = ccs_strdup(record->request);
	one.times = take_earlier(refusals, record) + 1;
	if (refusals->count == REFUSALS_MAX)
		drop(refusals, 0);
	refusals->refusal = ccs_realloc(refusals->refusal,
					(refusals->count + 1) * sizeof(one));
	refusals->refusal[refusals->count++] = one;
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
	return ccs_records_read(file, add, refusals);
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
