// SPDX-License-Identifier: GPL-2.0-only
/*
 * Saving and loading policy
 *
 * What a policy prints, loaded into a fresh one, must decide everything as
 * before, in whichever dialect it was written.
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/decide.h"
#include "../core/env.h"
#include "../core/exception.h"
#include "../core/namespace.h"
#include "draw.h"
#include "fixture.h"
#include "question.h"

#define ROUNDS		100
#define EXCEPTIONS	16
#define PROFILES	10
#define FLAGS		4
#define ENTRIES		10
#define REQUESTS	12

static const char *const domains[] = {
	"<kernel>", "<kernel> /a", "<guest>", "<guest> /a /b",
};

static const char *const versions[] = {
	"PROFILE_VERSION=20150505", "PROFILE_VERSION=20100903",
	"PROFILE_VERSION=20090903", "<guest> PROFILE_VERSION=20150505",
	"<guest> PROFILE_VERSION=20090903",
};

/**
 * struct image - a saved policy and what it decided
 * @node: what each node shows
 * @verdicts: what it said about some requests
 */
struct image {
	char node[CCS_FIXTURE_NODE_COUNT][CCS_FIXTURE_TEXT];
	char verdicts[CCS_FIXTURE_TEXT];
};

static void write_some(struct kunit *test, enum ccs_fixture_node node,
		       enum ccs_draw what, u32 *seed, int count)
{
	char line[CCS_DRAW_ROOM];
	int i;

	for (i = 0; i < count; i++) {
		ccs_draw_line(seed, what, line);
		KUNIT_EXPECT_EQ_MSG(test, ccs_fixture_line(test, node, line),
				    0, "%s", line);
	}
}

/* Takes some of the lines of a policy back, whichever it has. */
static void take_some_back(struct kunit *test, enum ccs_fixture_node node,
			   enum ccs_draw what, u32 seed, int count)
{
	char line[CCS_DRAW_ROOM + 8];
	int i;

	memcpy(line, "delete ", 7);
	for (i = 0; i < count; i++) {
		ccs_draw_line(&seed, what, line + 7);
		ccs_fixture_line(test, node, line);
	}
}

static void write_policy(struct kunit *test, u32 seed)
{
	const u32 first = seed;
	size_t i;

	for (i = 0; i < 3; i++)
		ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
				  versions[ccs_draw_below(&seed,
							  ARRAY_SIZE(versions))]);
	write_some(test, CCS_FIXTURE_PROFILE, CCS_DRAW_PROFILE, &seed,
		   PROFILES);
	write_some(test, CCS_FIXTURE_EXCEPTION, CCS_DRAW_EXCEPTION, &seed,
		   EXCEPTIONS);
	for (i = 0; i < ARRAY_SIZE(domains); i++) {
		ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, domains[i]);
		write_some(test, CCS_FIXTURE_DOMAIN, CCS_DRAW_FLAG, &seed,
			   FLAGS);
		write_some(test, CCS_FIXTURE_DOMAIN, CCS_DRAW_ACL, &seed,
			   ENTRIES);
		take_some_back(test, CCS_FIXTURE_DOMAIN, CCS_DRAW_ACL, seed,
			       1);
	}
	take_some_back(test, CCS_FIXTURE_EXCEPTION, CCS_DRAW_EXCEPTION, first,
		       2);
}

/* Whether handlers and transitions apply does not depend on a mode. */
static int judge(const struct ccs_policy *policy,
		 const struct ccs_domain *domain,
		 const struct ccs_request *request,
		 struct ccs_verdict *verdict)
{
	int found;

	if (ccs_request_item(request) != CCS_ITEM_NONE)
		return ccs_decide(policy, domain, request, verdict);
	*verdict = (struct ccs_verdict){};
	found = ccs_find_entry(domain, request, &verdict->grant);
	verdict->granted = found > 0;
	return min(found, 0);
}

static void ask_domain(struct kunit *test, const struct ccs_domain *domain,
		       const struct ccs_question *question,
		       struct ccs_emit *emit)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_verdict verdict;
	int err;

	err = judge(&fixture->policy, domain, &question->request, &verdict);
	ccs_emit(emit, "%d %u %u %d %d ", err, verdict.profile, verdict.mode,
		 verdict.granted, verdict.log);
	if (verdict.grant.pattern)
		ccs_emit_text(emit, verdict.grant.pattern->text);
	ccs_emit_text(emit, " ");
	if (verdict.granted)
		ccs_acl_print(emit, verdict.grant.acl, "");
	else
		ccs_emit_text(emit, "\n");
}

/* What the exception policy says about a name and a port. */
static void ask_exceptions(struct kunit *test, struct ccs_emit *emit)
{
	static const char *const names[] = { "/a", "/g/x", "/g/xy", "/b" };
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_policy *const policy = &fixture->policy;
	const struct ccs_name *name;
	const struct ccs_ns *ns;
	size_t i;

	list_for_each_entry(ns, &policy->namespaces, node) {
		for (i = 0; i < ARRAY_SIZE(names); i++) {
			const struct ccs_str str =
				ccs_str_of(names[i], strlen(names[i]));

			name = ccs_aggregate(ns, &str);
			ccs_emit_text(emit, name ? name->text : "-");
			name = ccs_file_pattern(ns, &str);
			ccs_emit(emit, " %s %d ", name ? name->text : "-",
				 ccs_rewrite_denied(ns, &str));
		}
	}
	ccs_emit(emit, "%d %d\n", ccs_port_denied(policy, 9),
		 ccs_port_denied(policy, 500));
}

static void ask_all(struct kunit *test, u32 seed, char *verdicts)
{
	struct ccs_emit emit = { .buf = verdicts, .size = CCS_FIXTURE_TEXT };
	struct ccs_fixture *const fixture = test->priv;
	char line[CCS_DRAW_ROOM];
	size_t i, j;

	fixture->policy.loaded = true;
	for (i = 0; i < REQUESTS; i++) {
		struct ccs_question question;

		ccs_draw_line(&seed, CCS_DRAW_REQUEST, line);
		ccs_question_read(test, &question, line, i & 1 ?
				  &ccs_root_facts : &ccs_user_facts);
		ccs_emit(&emit, "%s\n", line);
		for (j = 0; j < ARRAY_SIZE(domains); j++) {
			const struct ccs_domain *const domain =
				ccs_fixture_domain(test, domains[j]);

			mutex_lock(&ccs_policy_lock);
			ask_domain(test, domain, &question, &emit);
			mutex_unlock(&ccs_policy_lock);
		}
	}
	mutex_lock(&ccs_policy_lock);
	ask_exceptions(test, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	fixture->policy.loaded = false;
}

static void save(struct kunit *test, u32 seed, struct image *image)
{
	int node;

	for (node = 0; node < CCS_FIXTURE_NODE_COUNT; node++)
		strscpy(image->node[node], ccs_fixture_print(test, node),
			CCS_FIXTURE_TEXT);
	ask_all(test, seed, image->verdicts);
}

static void expect_image(struct kunit *test, u32 seed,
			 const struct image *image, char *verdicts)
{
	int node;

	for (node = 0; node < CCS_FIXTURE_NODE_COUNT; node++)
		KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, node),
				   image->node[node]);
	ask_all(test, seed, verdicts);
	KUNIT_EXPECT_STREQ(test, verdicts, image->verdicts);
}

static void reset(struct kunit *test)
{
	ccs_fixture_exit(test);
	KUNIT_ASSERT_EQ(test, ccs_fixture_init(test), 0);
}

/* Empty lines, which separate domains, never come to core. */
static void load_node(struct kunit *test, enum ccs_fixture_node node,
		      const char *text)
{
	struct ccs_span rest = ccs_span_of(text), span;
	char line[2 * CCS_DRAW_ROOM];

	while (ccs_span_split(&rest, '\n', &span)) {
		KUNIT_ASSERT_TRUE(test, span.len < sizeof(line));
		memcpy(line, span.text, span.len);
		line[span.len] = '\0';
		if (span.len)
			KUNIT_EXPECT_EQ_MSG(test, ccs_fixture_line(test, node,
								   line),
					    0, "%s", line);
	}
}

/* In the order in which the loader writes them. */
static void load(struct kunit *test, const struct image *image)
{
	static const enum ccs_fixture_node order[] = {
		CCS_FIXTURE_EXCEPTION, CCS_FIXTURE_PROFILE,
		CCS_FIXTURE_MANAGER, CCS_FIXTURE_DOMAIN,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(order); i++)
		load_node(test, order[i], image->node[order[i]]);
}

static void test_reload(struct kunit *test)
{
	struct image *const image = kunit_kzalloc(test, sizeof(*image),
						  GFP_KERNEL);
	char *const verdicts = kunit_kzalloc(test, CCS_FIXTURE_TEXT,
					     GFP_KERNEL);
	u32 seed;

	KUNIT_ASSERT_NOT_NULL(test, image);
	KUNIT_ASSERT_NOT_NULL(test, verdicts);
	for (seed = 1; seed <= ROUNDS; seed++) {
		reset(test);
		write_policy(test, seed);
		save(test, seed, image);
		reset(test);
		load(test, image);
		expect_image(test, seed, image, verdicts);
		load(test, image);
		expect_image(test, seed, image, verdicts);
	}
}

static struct kunit_case reload_cases[] = {
	KUNIT_CASE(test_reload),
	{}
};

static struct kunit_suite reload_suite = {
	.name = "ccs_reload",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = reload_cases,
};

kunit_test_suite(reload_suite);
