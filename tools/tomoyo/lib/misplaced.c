// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines in the wrong policy
 */

#include <stdbool.h>
#include <stddef.h>

#include "misplaced.h"

/* What a path alone would be comes last. */
static const struct {
	enum ccs_part part;
	const char *belongs;
} parts[] = {
	{ CCS_PART_DOMAIN, "it belongs to domain policy (d)" },
	{ CCS_PART_EXCEPTION, "it belongs to exception policy (e)" },
	{ CCS_PART_PROFILE, "it belongs to profiles (p)" },
	{ CCS_PART_MANAGER, "it belongs to managers (m)" },
};

static bool takes(enum ccs_part part, const char *line)
{
	struct ccs_remark error, warning;
	struct ccs_scratch *scratch;
	bool ok;

	/* A manager may be called anything. */
	if (part == CCS_PART_MANAGER && *line != '/')
		return false;
	scratch = ccs_scratch_new();
	/* An entry is in some domain. */
	if (part == CCS_PART_DOMAIN)
		ccs_scratch_try(scratch, part, "<kernel>", &error, &warning);
	ok = ccs_scratch_try(scratch, part, line, &error, &warning);
	ccs_scratch_free(scratch);
	return ok;
}

/**
 * ccs_misplaced - does a line that was refused belong to another policy?
 * @part: the policy that refused it
 * @line: the line, normalised
 *
 * Return: which one it belongs to, as part of a sentence; NULL if none takes it.
 */
const char *ccs_misplaced(enum ccs_part part, const char *line)
{
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].part != part && takes(parts[i].part, line))
			return parts[i].belongs;
	return NULL;
}
