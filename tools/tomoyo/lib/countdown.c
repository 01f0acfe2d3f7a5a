// SPDX-License-Identifier: GPL-2.0-only
/*
 * Time that is left, at the end of the row of a prompt
 *
 * What stays on the screen behind an answer is only what was said, so it is
 * taken away again.
 */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "countdown.h"
#include "term.h"

/* "99 min left" */
#define ROOM 11

#define MINUTE 60
#define HOUR 3600

/* Up to @limit seconds are said in this unit. */
static const struct {
	long long limit;
	unsigned int seconds;
	const char *name;
} units[] = {
	{ 100, 1, "s" },
	{ 100LL * MINUTE, MINUTE, "min" },
	{ 1000LL * HOUR, HOUR, "h" },
};

static void say(char *text, size_t size, long long left)
{
	const long long seconds = left > 0 ? (left + 999) / 1000 : 0;
	size_t i = 0;

	while (seconds >= units[i].limit &&
	       i + 1 < sizeof(units) / sizeof(units[0]))
		i++;
	snprintf(text, size, "%lld %s left",
		 (seconds + units[i].seconds - 1) / units[i].seconds,
		 units[i].name);
}

/**
 * ccs_countdown_draw - say how much time is left, if this is a terminal
 * @countdown: what is on the screen; all zeroes at first
 * @left: milliseconds
 * @column: where the cursor is, from 0; it stays there
 */
void ccs_countdown_draw(struct ccs_countdown *countdown, long long left,
			unsigned int column)
{
	const unsigned int width = ccs_term_width();
	char text[sizeof(countdown->text)];

	if (!isatty(STDOUT_FILENO) || width < column + 1 + ROOM)
		return;
	say(text, sizeof(text), left);
	if (countdown->drawn && !strcmp(text, countdown->text))
		return;
	strcpy(countdown->text, text);
	countdown->drawn = true;
	printf("\0337\033[%uG%*s\0338", width - ROOM + 1, ROOM, text);
	fflush(stdout);
}

/**
 * ccs_countdown_erase - take it away
 * @countdown: what is on the screen, in the row where the cursor is
 *
 * In a terminal that became narrower it may go on in the next row.
 */
void ccs_countdown_erase(struct ccs_countdown *countdown)
{
	if (countdown->drawn)
		fputs("\033[J", stdout);
	countdown->drawn = false;
}
