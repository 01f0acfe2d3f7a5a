// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runner of the suites
 */

#include <kunit/test.h>

#include "kunit.h"

static struct kunit_suite *suites[128];
static size_t suite_count;

/**
 * kunit_register - remember a suite for kunit_run()
 * @suite: the suite
 */
void kunit_register(struct kunit_suite *suite)
{
	if (suite_count == ARRAY_SIZE(suites))
		ccs_env_die("too many suites", __FILE__, __LINE__);
	suites[suite_count++] = suite;
}

/**
 * kunit_report - note whether a claim held
 * @test: the case
 * @claim: the claim
 * @good: it did
 * @format: more about it, as for printf()
 *
 * Return: @good.
 */
bool kunit_report(struct kunit *test, const struct kunit_claim *claim,
		  bool good, const char *format, ...)
{
	va_list args;

	if (good)
		return true;
	printf("    %s:%d: %s", claim->file, claim->line, claim->what);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	test->failed = true;
	return false;
}

/**
 * kunit_print - say more about a claim that did not hold
 * @format: as for printf()
 */
void kunit_print(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/**
 * kunit_give_up - end the case if the claim was an assertion
 * @test: the case
 * @claim: the claim, which did not hold
 */
void kunit_give_up(struct kunit *test, const struct kunit_claim *claim)
{
	if (claim->fatal)
		longjmp(test->abort, 1);
}

/**
 * kunit_kzalloc - allocate memory that is freed after the case
 * @test: the case
 * @size: bytes
 * @gfp: has no meaning here
 *
 * Return: the memory.
 */
void *kunit_kzalloc(struct kunit *test, size_t size, int gfp)
{
	void *const ptr = calloc(1, size + !!gfp);

	if (!ptr || test->owned_count == ARRAY_SIZE(test->owned))
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	test->owned[test->owned_count++] = ptr;
	return ptr;
}

/**
 * kunit_same_text - are these the same string?
 * @a: a string or NULL
 * @b: another
 *
 * Return: true if they are.
 */
bool kunit_same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static void free_owned(struct kunit *test)
{
	while (test->owned_count)
		free(test->owned[--test->owned_count]);
}

static void run_once(const struct kunit_suite *suite,
		     const struct kunit_case *test_case, const void *row,
		     const char *desc, struct kunit_totals *totals)
{
	struct kunit test = { .param_value = row };

	if (!setjmp(test.abort)) {
		if (suite->init && suite->init(&test))
			test.failed = true;
		else
			test_case->run_case(&test);
	}
	if (suite->exit && !setjmp(test.abort))
		suite->exit(&test);
	free_owned(&test);
	if (!test.failed) {
		totals->passed++;
		return;
	}
	totals->failed++;
	printf("not ok %s %s: %s\n", suite->name, test_case->name, desc);
}

static void run_case(const struct kunit_suite *suite,
		     const struct kunit_case *test_case,
		     struct kunit_totals *totals)
{
	char desc[KUNIT_PARAM_DESC_SIZE] = "";
	const void *row = NULL;

	if (!test_case->generate_params) {
		run_once(suite, test_case, NULL, desc, totals);
		return;
	}
	while ((row = test_case->generate_params(row, desc)))
		run_once(suite, test_case, row, desc, totals);
}

/**
 * kunit_run_suite - run one suite
 * @suite: the suite
 * @totals: counts are added to it
 */
void kunit_run_suite(const struct kunit_suite *suite,
		     struct kunit_totals *totals)
{
	const struct kunit_case *test_case = suite->test_cases;

	for (; test_case->name; test_case++)
		run_case(suite, test_case, totals);
}

/**
 * kunit_run - run every registered suite
 * @totals: counts are added to it
 */
void kunit_run(struct kunit_totals *totals)
{
	size_t i;

	for (i = 0; i < suite_count; i++)
		kunit_run_suite(suites[i], totals);
}
