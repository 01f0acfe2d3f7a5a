// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy of one test case
 */

#include "../core/acl.h"
#include "../core/emit.h"
#include "../core/env.h"
#include "../core/manager.h"
#include "../core/namespace_text.h"
#include "../core/place.h"
#include "fixture.h"

/**
 * ccs_fixture_init - make the policy; the suite's init
 * @test: the case
 *
 * Return: 0 or -ENOMEM.
 */
int ccs_fixture_init(struct kunit *test)
{
	struct ccs_fixture *const fixture = ccs_env_zalloc(sizeof(*fixture));
	int err;

	if (!fixture)
		return -ENOMEM;
	test->priv = fixture;
	mutex_lock(&ccs_policy_lock);
	err = ccs_policy_init(&fixture->policy);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/**
 * ccs_fixture_exit - free the policy; the suite's exit
 * @test: the case
 */
void ccs_fixture_exit(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	if (!fixture)
		return;
	mutex_lock(&ccs_policy_lock);
	ccs_ident_put(fixture->cursor);
	ccs_policy_exit(&fixture->policy);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&fixture->policy.mem.used), 0L);
	ccs_env_free(fixture);
	test->priv = NULL;
}

static int take_line(struct ccs_fixture *fixture, enum ccs_fixture_node node,
		     const struct ccs_span *line)
{
	struct ccs_policy *const policy = &fixture->policy;
	struct ccs_reject *const reject = &fixture->reject;

	switch (node) {
	case CCS_FIXTURE_DOMAIN:
		return ccs_domain_line(policy, &fixture->cursor, line, reject);
	case CCS_FIXTURE_EXCEPTION:
		return ccs_exception_node_line(policy, line, reject);
	case CCS_FIXTURE_PROFILE:
		return ccs_profile_node_line(policy, line, reject);
	default:
		return ccs_manager_line(policy, line, reject);
	}
}

/**
 * ccs_fixture_line - write one line
 * @test: the case
 * @node: where to
 * @line: the line, as a user would write it
 *
 * Return: what core said.
 */
int ccs_fixture_line(struct kunit *test, enum ccs_fixture_node node,
		     const char *line)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_span span = { .text = fixture->line };
	int err;

	KUNIT_ASSERT_TRUE(test, strlen(line) < sizeof(fixture->line));
	strscpy(fixture->line, line, sizeof(fixture->line));
	span.len = ccs_line_normalise(fixture->line, strlen(line));
	fixture->reject = (struct ccs_reject){};
	mutex_lock(&ccs_policy_lock);
	err = take_line(fixture, node, &span);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/**
 * ccs_fixture_lines - write lines that must be accepted
 * @test: the case
 * @node: where to
 * @lines: each ends with a newline or with the text
 */
void ccs_fixture_lines(struct kunit *test, enum ccs_fixture_node node,
		       const char *lines)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_span rest = ccs_span_of(lines), line;
	char *const copy = fixture->text;

	while (ccs_span_split(&rest, '\n', &line)) {
		KUNIT_ASSERT_TRUE(test, line.len < sizeof(fixture->text));
		memcpy(copy, line.text, line.len);
		copy[line.len] = '\0';
		KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, node, copy),
				    0, "%s", copy);
	}
}

/**
 * struct reading - a reader of a node
 * @domain: position in domain policy
 * @exception: position in exception policy
 * @profile: position in profiles
 * @manager: position in managers
 */
struct reading {
	struct ccs_domain_pos domain;
	struct ccs_exception_pos exception;
	struct ccs_profile_node_pos profile;
	struct ccs_place manager;
};

static bool print_some(const struct ccs_policy *policy,
		       enum ccs_fixture_node node, struct reading *reading,
		       struct ccs_emit *emit)
{
	switch (node) {
	case CCS_FIXTURE_DOMAIN:
		return ccs_domain_print(policy, &reading->domain, emit);
	case CCS_FIXTURE_EXCEPTION:
		return ccs_exception_node_print(policy, &reading->exception,
						emit);
	case CCS_FIXTURE_PROFILE:
		return ccs_profile_node_print(policy, &reading->profile, emit);
	default:
		return ccs_manager_print(policy, &reading->manager, emit);
	}
}

/* Reads a node with buffers of @size bytes; false if it gets nowhere. */
static bool print_node(struct ccs_fixture *fixture, enum ccs_fixture_node node,
		       size_t size, char *out)
{
	struct reading reading = {};
	struct ccs_emit emit = { .buf = out, .size = size };
	bool done = false;

	*out = '\0';
	mutex_lock(&ccs_policy_lock);
	while (!done && emit.buf + size <= out + CCS_FIXTURE_TEXT) {
		done = print_some(&fixture->policy, node, &reading, &emit);
		if (!done && !emit.len)
			break;
		emit.buf += emit.len;
		emit.len = 0;
	}
	/* Whoever reads on finds the end again. */
	emit.size = 1;
	if (done)
		done = print_some(&fixture->policy, node, &reading, &emit) &&
		       !emit.len;
	mutex_unlock(&ccs_policy_lock);
	return done;
}

/**
 * ccs_fixture_print - read a whole node
 * @test: the case
 * @node: the node
 *
 * Return: its text, valid until the next call.
 */
const char *ccs_fixture_print(struct kunit *test, enum ccs_fixture_node node)
{
	struct ccs_fixture *const fixture = test->priv;

	KUNIT_EXPECT_TRUE(test, print_node(fixture, node, CCS_FIXTURE_TEXT,
					   fixture->text));
	return fixture->text;
}

/**
 * ccs_fixture_print_by - read a node in small pieces
 * @test: the case
 * @node: the node
 * @size: bytes of the buffer that each call may fill
 *
 * Return: the text, or NULL if a line does not fit into such a buffer.
 */
const char *ccs_fixture_print_by(struct kunit *test,
				 enum ccs_fixture_node node, size_t size)
{
	struct ccs_fixture *const fixture = test->priv;

	return print_node(fixture, node, size, fixture->text) ?
	       fixture->text : NULL;
}

/**
 * ccs_fixture_acls - print the entries of the domain under the cursor
 * @test: the case
 *
 * Return: one line each, valid until the next call.
 */
const char *ccs_fixture_acls(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_emit emit = {
		.buf = fixture->text, .size = sizeof(fixture->text),
	};
	const struct ccs_domain *domain;
	const struct ccs_acl *acl;

	fixture->text[0] = '\0';
	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	list_for_each_entry(acl, &domain->acls.entries, node)
		ccs_acl_print(&emit, acl, "");
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	return fixture->text;
}

/**
 * ccs_fixture_save - remember what every node shows
 * @test: the case
 */
void ccs_fixture_save(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	int node;

	for (node = 0; node < CCS_FIXTURE_NODE_COUNT; node++)
		KUNIT_EXPECT_TRUE(test, print_node(fixture, node,
						   CCS_FIXTURE_TEXT,
						   fixture->saved[node]));
}

/**
 * ccs_fixture_expect_saved - expect that nothing has changed since
 * @test: the case
 * @why: what was tried, for the report
 */
void ccs_fixture_expect_saved(struct kunit *test, const char *why)
{
	struct ccs_fixture *const fixture = test->priv;
	int node;

	for (node = 0; node < CCS_FIXTURE_NODE_COUNT; node++)
		KUNIT_EXPECT_STREQ_MSG(test, ccs_fixture_print(test, node),
				       fixture->saved[node], "%s", why);
}

static void expect_word_of_line(struct kunit *test, const char *line)
{
	const struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span *const word = &fixture->reject.word;
	const char *const end = fixture->line + strlen(fixture->line);

	KUNIT_EXPECT_TRUE_MSG(test, fixture->reject.why, "%s", line);
	if (word->len)
		KUNIT_EXPECT_TRUE_MSG(test, word->text >= fixture->line &&
				      word->text + word->len <= end, "%s",
				      line);
}

/**
 * ccs_fixture_try - write a line that may be refused
 * @test: the case
 * @node: where to write it
 * @line: the line
 *
 * If it is, then with a reason about one of its words, and neither policy nor
 * the memory in use may change.
 *
 * Return: true if it was accepted.
 */
bool ccs_fixture_try(struct kunit *test, enum ccs_fixture_node node,
		     const char *line)
{
	struct ccs_fixture *const fixture = test->priv;
	const atomic_long_t *const used = &fixture->policy.mem.used;
	const long before = atomic_long_read(used);
	int err;

	ccs_fixture_save(test);
	err = ccs_fixture_line(test, node, line);
	if (!err)
		return true;
	KUNIT_EXPECT_EQ_MSG(test, err, -EINVAL, "%s", line);
	expect_word_of_line(test, line);
	KUNIT_EXPECT_EQ_MSG(test, atomic_long_read(used), before, "%s", line);
	ccs_fixture_expect_saved(test, line);
	return false;
}

/**
 * ccs_fixture_expect_refused - expect that a line is refused
 * @test: the case
 * @node: where to write it
 * @line: the line
 */
void ccs_fixture_expect_refused(struct kunit *test, enum ccs_fixture_node node,
				const char *line)
{
	KUNIT_EXPECT_FALSE_MSG(test, ccs_fixture_try(test, node, line), "%s",
			       line);
}

/**
 * ccs_fixture_try_prefixes - write a line cut off at each byte
 * @test: the case
 * @node: where to write it
 * @line: the line, which as a whole must be accepted
 */
void ccs_fixture_try_prefixes(struct kunit *test, enum ccs_fixture_node node,
			      const char *line)
{
	const size_t end = strlen(line);
	char *const part = kunit_kzalloc(test, end + 1, GFP_KERNEL);
	size_t len;

	KUNIT_ASSERT_NOT_NULL(test, part);
	for (len = 0; len < end; len++) {
		ccs_fixture_try(test, node, part);
		part[len] = line[len];
	}
	KUNIT_EXPECT_TRUE(test, ccs_fixture_try(test, node, part));
}

/**
 * ccs_fixture_domain - find a domain
 * @test: the case
 * @name: its name
 *
 * Return: the domain or NULL.
 */
struct ccs_domain *ccs_fixture_domain(struct kunit *test, const char *name)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span span = ccs_span_of(name);
	struct ccs_domain *domain;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_find(&fixture->policy, &span);
	mutex_unlock(&ccs_policy_lock);
	return domain;
}

/**
 * ccs_fixture_profile - make a domain the cursor and give it a profile
 * @test: the case
 * @domain: its name
 * @profile: a profile that is defined
 */
void ccs_fixture_profile(struct kunit *test, const char *domain, u8 profile)
{
	struct ccs_fixture *const fixture = test->priv;
	char line[32];

	KUNIT_ASSERT_EQ(test,
			ccs_fixture_line(test, CCS_FIXTURE_DOMAIN, domain), 0);
	snprintf(line, sizeof(line), "use_profile %u", profile);
	KUNIT_ASSERT_EQ(test,
			ccs_fixture_line(test, CCS_FIXTURE_DOMAIN, line), 0);
	KUNIT_ASSERT_TRUE(test, fixture->cursor);
}
