// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records that come again and again
 */

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "fail.h"
#include "fold.h"

/* The same request of the same domain that ended the same way. */
static char *key_of(const char *record)
{
	const char *const line = strchr(record, '\n');
	const char *const how = strstr(record, " profile=");
	const char *const end = how ? strstr(how, " (global-pid=") : NULL;

	if (!line || !end || end > line)
		return ccs_strdup(record);
	return ccs_format("%.*s%s", (int)(end - how), how, line);
}

/**
 * ccs_fold_again - did it come before?
 * @fold: records of late; counts it
 * @record: the record, three lines with a newline each
 *
 * Return: true if it did.
 */
bool ccs_fold_again(struct ccs_fold *fold, const char *record)
{
	char *const key = key_of(record);
	bool again = false;
	size_t i;

	for (i = 0; i < fold->count && !again; i++) {
		again = !strcmp(fold->one[i].key, key);
		fold->one[i].times += again;
	}
	free(key);
	return again;
}

/**
 * ccs_fold_remember - count this one from now on
 * @fold: gets it; not full
 * @record: a record that was stored
 */
void ccs_fold_remember(struct ccs_fold *fold, const char *record)
{
	if (ccs_fold_full(fold))
		return;
	fold->one[fold->count++] = (struct ccs_fold_one){
		.key = key_of(record), .since = ccs_clock(),
	};
}

/**
 * ccs_fold_full - is there no room for another?
 * @fold: records of late
 *
 * Return: true if there is none.
 */
bool ccs_fold_full(const struct ccs_fold *fold)
{
	return fold->count == CCS_FOLD_MAX;
}

/* " profile=… granted=…", the domain and the request. */
static char *say(const struct ccs_fold_one *one)
{
	char *line = ccs_format("# %lu more%s", one->times, one->key);
	char *at;

	for (at = line; *at; at++)
		if (*at == '\n')
			*at = at[1] ? ' ' : '\0';
	return line;
}

/**
 * ccs_fold_end - forget the oldest record, if its time is over
 * @fold: records of late
 * @seconds: for how long one is remembered; 0 ends it in any case
 *
 * Return: a line that says how often it came again, to be freed; empty if it
 * did not; NULL if no time is over.
 */
char *ccs_fold_end(struct ccs_fold *fold, unsigned int seconds)
{
	struct ccs_fold_one *const one = fold->one;
	char *line;

	if (!fold->count ||
	    (seconds && ccs_clock() - one->since < seconds * 1000LL))
		return NULL;
	line = one->times ? say(one) : ccs_strdup("");
	free(one->key);
	fold->count--;
	memmove(one, one + 1, fold->count * sizeof(*one));
	return line;
}

/**
 * ccs_fold_waits - is there something that ccs_fold_end() will say?
 * @fold: records of late
 *
 * Return: true if there is.
 */
bool ccs_fold_waits(const struct ccs_fold *fold)
{
	return fold->count;
}
