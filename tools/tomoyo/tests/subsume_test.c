// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patterns within patterns, against the kernel's matcher
 *
 * If a pattern is said to be within another one, no name that it matches is one
 * that the other doesn't match.
 *
 * usage: subsume_test [ROUNDS]
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/match.h"
#include "lib/subsume.h"

static unsigned int seed = 1;

static unsigned int below(unsigned int limit)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % limit;
}

static void put(char *text, const char *more)
{
	strcat(text, more);
}

static const char *one_of(const char *const *from)
{
	unsigned int n = 0;

	while (from[n])
		n++;
	return from[below(n)];
}

static void put_component(char *text, const char *const *from, int max)
{
	int n = 1 + below(max);

	while (n--)
		put(text, one_of(from));
}

static const char *const characters[] = { "a", "b", "1", ".", "\\001", NULL };
static const char *const elements[] = {
	"a", "b", "1", ".", "\\001", "\\*", "\\*", "\\@", "\\?", "\\$", "\\+",
	"\\X", "\\x", "\\A", "\\a", NULL,
};

static void make_pattern(char *text)
{
	int n = 1 + below(3);

	*text = '\0';
	while (n--) {
		const bool braces = !below(5);

		put(text, braces ? "/\\{" : "/");
		put_component(text, elements, braces ? 2 : 3);
		if (!braces && !below(8)) {
			put(text, "\\-");
			put_component(text, elements, 1);
		}
		if (braces) {
			put(text, "\\}/");
			if (below(4))
				put_component(text, elements, 2);
			return;
		}
	}
	if (!below(6))
		put(text, "/");
}

static void make_name(char *text)
{
	int n = 1 + below(4);

	*text = '\0';
	while (n--) {
		put(text, "/");
		put_component(text, characters, 3);
	}
	if (!below(4))
		put(text, "/");
}

#define NAMES 3000

static char names[NAMES][64];

/* Return: names that @narrow matches; exits at one that @wide doesn't match. */
static int compare(const char *wide, const char *narrow)
{
	struct ccs_pattern *const outer = ccs_match_new(wide);
	struct ccs_pattern *const inner = ccs_match_new(narrow);
	int i, both = 0;

	for (i = 0; i < NAMES; i++) {
		const size_t len = strlen(names[i]);

		if (!ccs_match_name(inner, names[i], len))
			continue;
		if (!ccs_match_name(outer, names[i], len)) {
			printf("%s matches %s, %s does not\n", narrow,
			       names[i], wide);
			exit(1);
		}
		both++;
	}
	ccs_match_free(outer);
	ccs_match_free(inner);
	return both;
}

int main(int argc, char **argv)
{
	const int rounds = argc > 1 ? atoi(argv[1]) : 200000;
	long within = 0, matched = 0;
	char wide[256], narrow[256];
	int i;

	for (i = 0; i < NAMES; i++)
		make_name(names[i]);
	for (i = 0; i < rounds; i++) {
		make_pattern(wide);
		make_pattern(narrow);
		if (!ccs_match_word(wide) || !ccs_match_word(narrow) ||
		    !strcmp(wide, narrow) || !ccs_subsume(wide, narrow))
			continue;
		within++;
		matched += compare(wide, narrow);
	}
	printf("%ld patterns within others, %ld names\n", within, matched);
	return within < rounds / 1000 || matched < within;
}
