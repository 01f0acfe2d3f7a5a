// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entry point of the checks
 */

#include <unistd.h>

#include "doc_examples.h"
#include "env.h"
#include "kunit.h"
#include "sweep.h"

/* Longer than any machine needs: a matcher that tries everything needs years. */
#define SECONDS 300

static bool is_page(const char *path)
{
	const char *const dot = strrchr(path, '.');

	return dot && !strcmp(dot, ".rst");
}

/*
 * Arguments are example policies and pages that have examples. Every case is
 * run with two seeds of the name hash, since nothing may depend on which
 * bucket a name falls into.
 */
int main(int argc, char **argv)
{
	static const u32 seeds[] = { 0, 0x9e3779b9 };
	struct kunit_totals totals = {};
	size_t i;

	alarm(SECONDS);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < ARRAY_SIZE(seeds); i++) {
		ccs_hash_seed = seeds[i];
		kunit_run(&totals);
	}
	for (i = 1; i < (size_t)argc; i++)
		(is_page(argv[i]) ? ccs_doc_examples : ccs_sweep)
			(argv[i], &totals);
	printf("%u passed, %u failed\n", totals.passed, totals.failed);
	return totals.failed || !totals.passed;
}
