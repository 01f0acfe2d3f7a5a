/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The part of KUnit that our suites use
 *
 * Lets kunit/ run unchanged in userspace, so that every case exists once and
 * is run twice: in the kernel and under the sanitizers.
 */

#ifndef CCS_HARNESS_KUNIT_TEST_H
#define CCS_HARNESS_KUNIT_TEST_H

#include <setjmp.h>

#include "env.h"

#define KUNIT_PARAM_DESC_SIZE	128
#define GFP_KERNEL		0

/**
 * struct kunit - one case being run
 * @priv: the suite's own
 * @param_value: the row, of a case with rows
 * @failed: an expectation did not hold
 * @abort: where a failed assertion goes
 * @owned: memory to free afterwards
 * @owned_count: how much
 */
struct kunit {
	void *priv;
	const void *param_value;
	bool failed;
	jmp_buf abort;
	void *owned[64];
	size_t owned_count;
};

struct kunit_case {
	const char *name;
	void (*run_case)(struct kunit *test);
	const void *(*generate_params)(const void *prev, char *desc);
};

struct kunit_suite {
	const char name[256];
	int (*init)(struct kunit *test);
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;
};

/**
 * struct kunit_claim - what an assertion or expectation says
 * @file: where it stands
 * @line: where it stands
 * @what: the expression
 * @fatal: the case ends if it does not hold
 */
struct kunit_claim {
	const char *file;
	int line;
	const char *what;
	bool fatal;
};

void kunit_register(struct kunit_suite *suite);
bool kunit_report(struct kunit *test, const struct kunit_claim *claim,
		  bool good, const char *format, ...) __printf(4, 5);
void kunit_print(const char *format, ...) __printf(1, 2);
void kunit_give_up(struct kunit *test, const struct kunit_claim *claim);
void *kunit_kzalloc(struct kunit *test, size_t size, int gfp);
bool kunit_same_text(const char *a, const char *b);

#define KUNIT_CASE(function)	{ #function, function, NULL }
#define KUNIT_CASE_PARAM(function, generate) { #function, function, generate }

#define kunit_test_suite(suite)						\
	__attribute__((__constructor__)) static void register_##suite(void) \
	{								\
		kunit_register(&suite);					\
	}

#define KUNIT_ARRAY_PARAM(name, array, describe)			\
	static const void *name##_gen_params(const void *prev, char *desc) \
	{								\
		const __typeof__((array)[0]) *next = prev;		\
									\
		next = next ? next + 1 : (array);			\
		if ((size_t)(next - (array)) >= ARRAY_SIZE(array))	\
			return NULL;					\
		describe(next, desc);					\
		return next;						\
	}

#define KUNIT_CLAIM(what, fatal) \
	{ __FILE__, __LINE__, what, fatal }

#define KUNIT_COMPARE(test, fatal, left, op, right, ...) ({		\
	static const struct kunit_claim kunit_claim =			\
		KUNIT_CLAIM(#left " " #op " " #right, fatal);		\
	const __typeof__(left) kunit_left = (left);			\
	const __typeof__(right) kunit_right = (right);			\
									\
	if (!kunit_report(test, &kunit_claim, kunit_left op kunit_right, \
			  " " __VA_ARGS__)) {				\
		kunit_print("left %lld, right %lld",			\
			    (long long)kunit_left,			\
			    (long long)kunit_right);			\
		kunit_give_up(test, &kunit_claim);			\
	}								\
})
#define KUNIT_COMPARE_TEXT(test, left, right, ...) ({			\
	static const struct kunit_claim kunit_claim =			\
		KUNIT_CLAIM(#left " == " #right, false);		\
	const char *const kunit_left = (left);				\
	const char *const kunit_right = (right);			\
									\
	if (!kunit_report(test, &kunit_claim,				\
			  kunit_same_text(kunit_left, kunit_right),	\
			  " " __VA_ARGS__))				\
		kunit_print("left:\n%s\nright:\n%s", kunit_left,	\
			    kunit_right);				\
})
#define KUNIT_CHECK(test, is_fatal, condition, ...) ({			\
	static const struct kunit_claim kunit_claim =			\
		KUNIT_CLAIM(#condition, is_fatal);			\
									\
	if (!kunit_report(test, &kunit_claim, !!(condition),		\
			  " " __VA_ARGS__))				\
		kunit_give_up(test, &kunit_claim);			\
})

#define KUNIT_FAIL(test, ...)	KUNIT_CHECK(test, false, false, __VA_ARGS__)

#define KUNIT_EXPECT_TRUE(t, c)		KUNIT_CHECK(t, false, c)
#define KUNIT_EXPECT_FALSE(t, c)	KUNIT_CHECK(t, false, !(c))
#define KUNIT_EXPECT_TRUE_MSG(t, c, ...) KUNIT_CHECK(t, false, c, __VA_ARGS__)
#define KUNIT_EXPECT_FALSE_MSG(t, c, ...) \
	KUNIT_CHECK(t, false, !(c), __VA_ARGS__)
#define KUNIT_EXPECT_EQ(t, l, r)	KUNIT_COMPARE(t, false, l, ==, r)
#define KUNIT_EXPECT_NE(t, l, r)	KUNIT_COMPARE(t, false, l, !=, r)
#define KUNIT_EXPECT_LE(t, l, r)	KUNIT_COMPARE(t, false, l, <=, r)
#define KUNIT_EXPECT_GE(t, l, r)	KUNIT_COMPARE(t, false, l, >=, r)
#define KUNIT_EXPECT_EQ_MSG(t, l, r, ...) \
	KUNIT_COMPARE(t, false, l, ==, r, __VA_ARGS__)
#define KUNIT_EXPECT_PTR_EQ(t, l, r)	KUNIT_CHECK(t, false, (l) == (r))
#define KUNIT_EXPECT_PTR_NE(t, l, r)	KUNIT_CHECK(t, false, (l) != (r))
#define KUNIT_EXPECT_NULL(t, p)		KUNIT_CHECK(t, false, !(p))
#define KUNIT_EXPECT_NOT_NULL(t, p)	KUNIT_CHECK(t, false, p)
#define KUNIT_EXPECT_STREQ(t, l, r)	KUNIT_COMPARE_TEXT(t, l, r)
#define KUNIT_EXPECT_STREQ_MSG(t, l, r, ...) \
	KUNIT_COMPARE_TEXT(t, l, r, __VA_ARGS__)
#define KUNIT_ASSERT_TRUE(t, c)		KUNIT_CHECK(t, true, c)
#define KUNIT_ASSERT_EQ(t, l, r)	KUNIT_COMPARE(t, true, l, ==, r)
#define KUNIT_ASSERT_EQ_MSG(t, l, r, ...) \
	KUNIT_COMPARE(t, true, l, ==, r, __VA_ARGS__)
#define KUNIT_ASSERT_NOT_NULL(t, p)	KUNIT_CHECK(t, true, p)

#endif /* CCS_HARNESS_KUNIT_TEST_H */
