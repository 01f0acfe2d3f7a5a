/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The operation matrix
 *
 * One row an operation, from which eight tests are made: each of the four
 * modes, without an entry that grants it ("bare") and with one ("granted"). A
 * test makes the real system call in a probe and looks at its result, at its
 * effect, at the audit record, at the counters and at what was learned:
 *
 *	OPERATION(file_mkdir,
 *		  .fn = make_directory, .args = { NEW },
 *		  .request = "file mkdir " NEW "/ 0755",
 *		  .happened = new_is_there, .cleanup = remove_new);
 *
 * Three more, where the kernel can, let each of its allocations fail: nothing
 * that is denied may be granted by that.
 *
 * The name is that of the operation: the words of its line joined by "_"
 * (file_mkdir, network_inet_stream_bind, misc_env, ipc_signal,
 * capability_SYS_LINK). The tests are called matrix.file_mkdir_enforcing_bare.holds
 * and so on. Another system call that asks for the same is another row:
 *
 *	OPERATION_BY(file_mkdir, mkdirat, .fn = ...);
 *
 * scripts/doc finds rows by these words at the beginning of a line and makes
 * the table of operations from them; what rows have in common goes into a macro
 * of fields, not of rows.
 *
 * Only the item of the row is in the mode of the test, all others are disabled:
 * whatever else the probe does asks nobody. Programs are called
 * matrix_AREA_test.c, have rows and their functions, and end with
 * TEST_HARNESS_MAIN.
 *
 * Requests, entries and what is learned match exactly, but for "%d", which
 * stands for any digits, and "%x" for any hexadecimal ones ("0x%x"). Records and
 * learned lines are waited for, since a hook that may not sleep leaves them to a
 * worker. The fields of a row are those of struct operation (operation.h).
 */

#ifndef CCS_SELFTESTS_MATRIX_H
#define CCS_SELFTESTS_MATRIX_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "faults.h"
#include "harness.h"
#include "operation.h"

FIXTURE(matrix) {
	bool entered;
	long violations;
};

FIXTURE_VARIANT(matrix) {
	const struct operation *operation;
	int profile;
	bool granted;
};

#define OPERATION_VARIANT(name, mode, profile_number, entry, with_entry)	\
	FIXTURE_VARIANT_ADD(matrix, name##_##mode##_##entry) {			\
		.operation = &name##_row,					\
		.profile = profile_number,					\
		.granted = with_entry,						\
	}

#define OPERATION_VARIANTS(name, mode, profile_number)				\
	OPERATION_VARIANT(name, mode, profile_number, bare, false);		\
	OPERATION_VARIANT(name, mode, profile_number, granted, true)

FIXTURE(faults) {
	bool entered;
};

FIXTURE_VARIANT(faults) {
	const struct operation *operation;
	int profile;
	bool granted;
};

#define FAULTS_VARIANT(name, id, profile_number, with_entry)			\
	FIXTURE_VARIANT_ADD(faults, name##_##id) {				\
		.operation = &name##_row,					\
		.profile = profile_number,					\
		.granted = with_entry,						\
	}

#define OPERATION_ROW(op, name, ...)					\
	static const struct operation name##_row = {				\
		.id = #op, __VA_ARGS__					\
	};									\
	OPERATION_VARIANTS(name, disabled, DISABLED);				\
	OPERATION_VARIANTS(name, learning, LEARNING);				\
	OPERATION_VARIANTS(name, permissive, PERMISSIVE);			\
	OPERATION_VARIANTS(name, enforcing, ENFORCING);			\
	FAULTS_VARIANT(name, learning_bare, LEARNING, false);		\
	FAULTS_VARIANT(name, enforcing_bare, ENFORCING, false);		\
	FAULTS_VARIANT(name, enforcing_granted, ENFORCING, true)

#define OPERATION(id, ...) OPERATION_ROW(id, id, __VA_ARGS__)
#define OPERATION_BY(id, way, ...) OPERATION_ROW(id, id##_by_##way, __VA_ARGS__)

FIXTURE_SETUP(matrix)
{
	const struct operation *const operation = variant->operation;
	const char *const missing = operation->missing ? operation->missing() : NULL;

	self->entered = false;
	if (missing)
		SKIP(return, "%s", missing);
	self->entered = true;
	ASSERT_EQ(0, operation_enter(operation, variant->profile, variant->granted));
	self->violations = operation_violations(variant->profile);
	ASSERT_LE(0, self->violations);
}

FIXTURE_TEARDOWN(matrix)
{
	if (self->entered)
		operation_leave(variant->operation, variant->profile);
}

TEST_F(matrix, holds)
{
	const struct operation *const operation = variant->operation;
	const char *const domain = operation_domain(operation);
	const bool checked = variant->profile != DISABLED;
	const bool denied = variant->profile == ENFORCING && !variant->granted;
	const bool learns = variant->profile == LEARNING && !variant->granted;
	char *const before = domain_entries(domain);
	char *const wanted = learns ? operation_learned(operation, before) : before;
	struct outcome outcome;
	long violations;
	char *after;

	ASSERT_EQ(0, operation_act(operation, &outcome));
	EXPECT_EQ(denied ? operation->denied ?: EPERM : 0, outcome.status);
	EXPECT_EQ(!denied, outcome.happened);

	EXPECT_TRUE(operation_recorded(operation, variant->profile, variant->granted));

	violations = operation_violations(variant->profile) - self->violations;
	if (operation->repeats)
		violations = !!violations;
	EXPECT_EQ(checked && !variant->granted, violations);

	after = operation_entries(operation, wanted);
	if (!operation_match(after, wanted))
		EXPECT_STREQ(wanted, after);
	if (variant->profile != LEARNING || (operation->learned && !*operation->learned))
		return;

	/* What was learned grants the next one. */
	audit_forget();
	ASSERT_EQ(0, operation_act(operation, &outcome));
	EXPECT_EQ(0, outcome.status);
	EXPECT_TRUE(operation_recorded(operation, LEARNING, true));
	EXPECT_STREQ(after, domain_entries(domain));
}

FIXTURE_SETUP(faults)
{
	const struct operation *const operation = variant->operation;
	const char *const missing = operation->missing ? operation->missing() : NULL;

	self->entered = false;
	if (missing)
		SKIP(return, "%s", missing);
	if (!faults_prepare())
		SKIP(return, "the kernel injects no failures");
	self->entered = true;
	ASSERT_EQ(0, operation_enter(operation, variant->profile, variant->granted));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, FAIL_NTH_ENTRY));
}

FIXTURE_TEARDOWN(faults)
{
	if (self->entered)
		operation_leave(variant->operation, variant->profile);
}

/*
 * How many allocations are let fail, where nothing may be granted and where
 * nothing is to be seen but that all goes on. All of them take an hour.
 */
#define FAULTS_DENIED (thorough() ? "300" : "3")
#define FAULTS_OTHER (thorough() ? "20" : "1")

/* With each of its allocations failing: nothing denied is granted by that. */
TEST_F(faults, fails_closed)
{
	const struct operation *const operation = variant->operation;
	const char *const *const args = operation->args;
	const bool denied = variant->profile == ENFORCING && !variant->granted;
	long memory;

	ASSERT_EQ(0, operation->prepare ? operation->prepare() : 0);
	memory = stat_value("Memory used by policy:");
	EXPECT_EQ(0, probe(sweep, call(operation->fn), denied ? FAULTS_DENIED : FAULTS_OTHER,
			   denied ? "n" : "y", args[0], args[1], args[2], args[3], args[4],
			   args[5], args[6], args[7], NULL)) {
		printf("# %s\n", reply);
	}
	if (denied && operation->happened)
		EXPECT_FALSE(operation->happened());
	if (operation->cleanup)
		operation->cleanup();
	/* What was deleted before may be freed meanwhile. */
	if (denied)
		EXPECT_GE(memory, stat_value("Memory used by policy:"));
}

#endif /* CCS_SELFTESTS_MATRIX_H */
