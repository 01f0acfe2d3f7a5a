/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy of one test case
 */

#ifndef CCS_KUNIT_FIXTURE_H
#define CCS_KUNIT_FIXTURE_H

#include <kunit/test.h>

#include "../core/domain.h"
#include "../core/env.h"
#include "../core/policy.h"
#include "../core/span.h"

#define CCS_FIXTURE_TEXT (64 * 1024)

/* The nodes of the interface that take lines. */
enum ccs_fixture_node {
	CCS_FIXTURE_DOMAIN,
	CCS_FIXTURE_EXCEPTION,
	CCS_FIXTURE_PROFILE,
	CCS_FIXTURE_MANAGER,
	CCS_FIXTURE_NODE_COUNT
};

/**
 * struct ccs_fixture - what a case works on, in test->priv
 * @policy: a policy of its own
 * @cursor: the domain that lines go to
 * @reject: why the last line was refused
 * @line: the last line, normalised; @reject points into it
 * @text: what was printed last
 * @saved: what ccs_fixture_save() printed
 *
 * Functions below take the policy lock for each call into core: an assertion
 * that fails must not leave it locked.
 */
struct ccs_fixture {
	struct ccs_policy policy;
	struct ccs_ident *cursor;
	struct ccs_reject reject;
	char line[CCS_FIXTURE_TEXT];
	char text[CCS_FIXTURE_TEXT];
	char saved[CCS_FIXTURE_NODE_COUNT][CCS_FIXTURE_TEXT];
};

int ccs_fixture_init(struct kunit *test);
void ccs_fixture_exit(struct kunit *test);
int ccs_fixture_line(struct kunit *test, enum ccs_fixture_node node,
		     const char *line);
void ccs_fixture_lines(struct kunit *test, enum ccs_fixture_node node,
		       const char *lines);
const char *ccs_fixture_print(struct kunit *test, enum ccs_fixture_node node);
const char *ccs_fixture_print_by(struct kunit *test,
				 enum ccs_fixture_node node, size_t size);
const char *ccs_fixture_acls(struct kunit *test);
void ccs_fixture_save(struct kunit *test);
void ccs_fixture_expect_saved(struct kunit *test, const char *why);
bool ccs_fixture_try(struct kunit *test, enum ccs_fixture_node node,
		     const char *line);
void ccs_fixture_try_prefixes(struct kunit *test, enum ccs_fixture_node node,
			      const char *line);
void ccs_fixture_expect_refused(struct kunit *test, enum ccs_fixture_node node,
				const char *line);
struct ccs_domain *ccs_fixture_domain(struct kunit *test, const char *name);
void ccs_fixture_profile(struct kunit *test, const char *domain, u8 profile);

#endif /* CCS_KUNIT_FIXTURE_H */
