// SPDX-License-Identifier: GPL-2.0-only
/*
 * How many there are of each mode
 */

#include <stdio.h>
#include <string.h>

#include "tally.h"

static const char *const kinds[CCS_TALLY_KINDS] = {
	"disabled", "learning", "permissive", "enforcing", "unknown",
};

/**
 * ccs_tally_add - count one
 * @tally: the numbers
 * @mode: its mode; NULL or what is none counts as unknown
 */
void ccs_tally_add(struct ccs_tally *tally, const char *mode)
{
	int i = 0;

	while (i < CCS_TALLY_KINDS - 1 && (!mode || strcmp(mode, kinds[i])))
		i++;
	tally->of[i]++;
}

/**
 * ccs_tally_print - print them as a line: those that are not 0
 * @tally: the numbers of processes
 */
void ccs_tally_print(const struct ccs_tally *tally)
{
	const char *gap = ": ";
	unsigned int sum = 0;
	int i;

	for (i = 0; i < CCS_TALLY_KINDS; i++)
		sum += tally->of[i];
	printf("%u process%s", sum, sum == 1 ? "" : "es");
	for (i = 0; i < CCS_TALLY_KINDS; i++) {
		if (!tally->of[i])
			continue;
		printf("%s%u %s", gap, tally->of[i], kinds[i]);
		gap = ", ";
	}
	putchar('\n');
}

/**
 * ccs_tally_json - print them as an object
 * @tally: the numbers
 */
void ccs_tally_json(const struct ccs_tally *tally)
{
	int i;

	for (i = 0; i < CCS_TALLY_KINDS; i++)
		printf("%c\"%s\":%u", i ? ',' : '{', kinds[i], tally->of[i]);
	putchar('}');
}
