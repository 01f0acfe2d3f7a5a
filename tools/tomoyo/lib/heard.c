// SPDX-License-Identifier: GPL-2.0-only
/*
 * Refusals that came as events
 *
 * The kernel records a request, then asks about it. So an event whose question
 * does not come in a moment is of a request that nobody was asked about.
 */

#include <string.h>

#include "clock.h"
#include "heard.h"

/* How long the question may take, in milliseconds. */
#define GRACE 300

static void drop(struct ccs_heard *heard, size_t i)
{
	heard->count--;
	memmove(&heard->record[i], &heard->record[i + 1],
		(heard->count - i) * sizeof(heard->record[i]));
	memmove(&heard->since[i], &heard->since[i + 1],
		(heard->count - i) * sizeof(heard->since[i]));
}

/**
 * ccs_heard_add - note an event
 * @heard: the events; there is room after ccs_heard_take() took nothing
 * @text: its record
 */
void ccs_heard_add(struct ccs_heard *heard, const char *text)
{
	struct ccs_record *const record = &heard->record[heard->count];

	if (heard->count == CCS_HEARD_MAX)
		return;
	if (ccs_record_take(record, text, false))
		heard->since[heard->count++] = ccs_clock();
	else
		ccs_record_free(record);
}

/**
 * ccs_heard_match - forget the event of a question
 * @heard: the events
 * @record: the question
 */
void ccs_heard_match(struct ccs_heard *heard, const struct ccs_record *record)
{
	size_t i;

	for (i = 0; i < heard->count; i++) {
		struct ccs_record *const one = &heard->record[i];

		if (strcmp(one->header, record->header) ||
		    strcmp(one->domain, record->domain) ||
		    strcmp(one->request, record->request))
			continue;
		ccs_record_free(one);
		drop(heard, i);
		return;
	}
}

/**
 * ccs_heard_take - take an event that has no question
 * @heard: the events
 * @record: filled in; the caller's
 *
 * Return: false if there is none, or not yet.
 */
bool ccs_heard_take(struct ccs_heard *heard, struct ccs_record *record)
{
	if (!heard->count || (heard->count < CCS_HEARD_MAX &&
			      ccs_clock() - heard->since[0] < GRACE))
		return false;
	*record = heard->record[0];
	drop(heard, 0);
	return true;
}

/**
 * ccs_heard_free - forget all
 * @heard: the events
 */
void ccs_heard_free(struct ccs_heard *heard)
{
	while (heard->count) {
		ccs_record_free(&heard->record[0]);
		drop(heard, 0);
	}
}
