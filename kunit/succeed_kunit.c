// SPDX-License-Identifier: GPL-2.0-only
/*
 * One policy takes the place of another
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/namespace.h"
#include "../core/part.h"
#include "../core/succeed.h"
#include "draw.h"
#include "fixture.h"

#define ALL_PARTS	((BIT(CCS_PART_COUNT) - 1) & ~BIT(CCS_PART_NONE))
#define DOMAIN_NODE	CCS_FIXTURE_DOMAIN
#define ROUNDS		50
#define SIZES		48

/**
 * struct heirs - two policies
 * @fixture: has the one in force
 * @next: the one that comes
 * @all: how
 * @reply: what is said about it
 * @said: room for that
 * @text: for printing
 */
struct heirs {
	struct ccs_fixture *fixture;
	struct ccs_policy next;
	struct ccs_succession all;
	struct ccs_emit reply;
	char said[1024];
	char text[CCS_FIXTURE_TEXT];
};

static struct heirs *start(struct kunit *test, u8 carried)
{
	struct heirs *const heirs = ccs_env_zalloc(sizeof(*heirs));

	KUNIT_ASSERT_NOT_NULL(test, heirs);
	heirs->fixture = test->priv;
	heirs->reply = (struct ccs_emit){
		.buf = heirs->said, .size = sizeof(heirs->said),
	};
	heirs->all = (struct ccs_succession){
		.next = &heirs->next,
		.now = &heirs->fixture->policy,
		.carried = carried,
		.reply = &heirs->reply,
		.reject = &heirs->fixture->reject,
	};
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_policy_init_empty(&heirs->next, NULL,
						    1ull << 40), 0);
	mutex_unlock(&ccs_policy_lock);
	return heirs;
}

static void end(struct kunit *test, struct heirs *heirs)
{
	mutex_lock(&ccs_policy_lock);
	ccs_policy_exit(&heirs->next);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&heirs->next.mem.used), 0L);
	ccs_env_free(heirs);
}

/* Writes lines of a part of the policy that comes. */
static int write_next(struct heirs *heirs, enum ccs_part part,
		      const char *text)
{
	struct ccs_reject reject = {};
	struct ccs_ident *cursor = NULL;
	int err;

	snprintf(heirs->text, sizeof(heirs->text), "%s", text);
	mutex_lock(&ccs_policy_lock);
	err = ccs_part_lines(&heirs->next, part, &cursor, heirs->text,
			     &reject);
	ccs_ident_put(cursor);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static const char *print(struct heirs *heirs, const struct ccs_policy *policy,
			 enum ccs_part part)
{
	struct ccs_emit emit = {
		.buf = heirs->text, .size = sizeof(heirs->text),
	};
	struct ccs_part_pos pos = {};

	*heirs->text = '\0';
	mutex_lock(&ccs_policy_lock);
	if (!ccs_part_print(policy, part, &pos, &emit))
		snprintf(heirs->text, sizeof(heirs->text), "too long");
	mutex_unlock(&ccs_policy_lock);
	return heirs->text;
}

static int succeed(struct heirs *heirs)
{
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_succeed(&heirs->all);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/* Copies what is in force, as a commit does. */
static int copy_all(struct kunit *test, struct heirs *heirs)
{
	static const u8 nodes[CCS_PART_COUNT] = {
		[CCS_PART_EXCEPTION] = CCS_FIXTURE_EXCEPTION,
		[CCS_PART_PROFILE] = CCS_FIXTURE_PROFILE,
		[CCS_PART_MANAGER] = CCS_FIXTURE_MANAGER,
		[CCS_PART_DOMAIN] = CCS_FIXTURE_DOMAIN,
	};
	int part, err = 0;

	for (part = CCS_PART_NONE + 1; part < CCS_PART_COUNT && !err; part++)
		if (heirs->all.carried & BIT(part))
			err = write_next(heirs, part,
					 ccs_fixture_print(test, nodes[part]));
	return err;
}

static struct ccs_domain *domain_of(const struct ccs_policy *policy,
				    const struct ccs_ident *ident)
{
	struct ccs_domain *domain;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(policy, ident);
	mutex_unlock(&ccs_policy_lock);
	return domain;
}

/* A task enters a domain of the policy in force. */
static struct ccs_ident *enter(struct kunit *test, const char *name)
{
	return ccs_ident_get(ccs_fixture_domain(test, name)->ident);
}

static void expect_same(struct kunit *test, struct heirs *heirs)
{
	int part;

	for (part = CCS_PART_NONE + 1; part < CCS_PART_COUNT; part++) {
		strscpy(heirs->fixture->saved[0],
			print(heirs, &heirs->fixture->policy, part),
			CCS_FIXTURE_TEXT);
		KUNIT_EXPECT_STREQ(test, print(heirs, &heirs->next, part),
				   heirs->fixture->saved[0]);
	}
}

static void write_some(struct kunit *test, enum ccs_fixture_node node,
		       enum ccs_draw what, u32 *seed, int count)
{
	char line[CCS_DRAW_ROOM];

	while (count--) {
		ccs_draw_line(seed, what, line);
		ccs_fixture_line(test, node, line);
	}
}

/* What is copied prints as before, groups and namespaces in their order. */
static void test_succeed_copies(struct kunit *test)
{
	u32 seed = 1;
	int round;

	ccs_fixture_lines(test, CCS_FIXTURE_MANAGER, "/usr/sbin/m");
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "PROFILE_VERSION=20150505");
	for (round = 0; round < ROUNDS; round++) {
		struct heirs *heirs;

		write_some(test, CCS_FIXTURE_PROFILE, CCS_DRAW_PROFILE, &seed,
			   2);
		write_some(test, CCS_FIXTURE_EXCEPTION, CCS_DRAW_EXCEPTION,
			   &seed, 4);
		ccs_fixture_lines(test, DOMAIN_NODE,
				  round % 2 ? "<kernel> /a" : "<guest> /b");
		write_some(test, DOMAIN_NODE, CCS_DRAW_ACL, &seed, 4);
		heirs = start(test, ALL_PARTS);
		KUNIT_EXPECT_EQ(test, copy_all(test, heirs), 0);
		KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
		expect_same(test, heirs);
		end(test, heirs);
	}
}

/* Entries are read before the exceptions that they mention. */
static void test_succeed_keeps_order(struct kunit *test)
{
	struct heirs *heirs;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, "path_group Z /z");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, "path_group A /a");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "<guest> path_group G /g");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /a");
	ccs_fixture_lines(test, DOMAIN_NODE, "file read @A");
	heirs = start(test, ALL_PARTS & ~BIT(CCS_PART_DOMAIN));
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
					 "<new>\n<kernel>\nuse_profile 0\n"
					 "<kernel> /a\nfile read @A\n"), 0);
	KUNIT_EXPECT_EQ(test, copy_all(test, heirs), 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	KUNIT_EXPECT_STREQ(test, print(heirs, &heirs->next,
				       CCS_PART_EXCEPTION),
			   ccs_fixture_print(test, CCS_FIXTURE_EXCEPTION));
	end(test, heirs);
}

static void test_succeed_passes_identities_on(struct kunit *test)
{
	struct ccs_ident *same, *gone;
	struct ccs_domain *domain;
	struct heirs *heirs;

	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /same");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /idle");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /gone");
	ccs_fixture_lines(test, DOMAIN_NODE, "use_profile 7");
	ccs_fixture_lines(test, DOMAIN_NODE, "use_group 3");
	ccs_fixture_lines(test, DOMAIN_NODE, "file read /x");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel>");
	same = enter(test, "<kernel> /same");
	gone = enter(test, "<kernel> /gone");
	heirs = start(test, 0);
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
					 "<kernel> /same\nfile read /y\n"), 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	KUNIT_EXPECT_STREQ(test, heirs->said, "deleted <kernel> /gone\n");
	domain = domain_of(&heirs->next, same);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_FALSE(test, domain->deleted);
	KUNIT_EXPECT_FALSE(test, list_empty(&domain->acls.entries));
	domain = domain_of(&heirs->next, gone);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_TRUE(test, domain->deleted);
	KUNIT_EXPECT_EQ(test, domain->profile, 7);
	KUNIT_EXPECT_EQ(test, domain->groups[0], 8ull);
	KUNIT_EXPECT_TRUE(test, list_empty(&domain->acls.entries));
	KUNIT_EXPECT_STREQ(test, print(heirs, &heirs->next, CCS_PART_DOMAIN),
			   "<kernel>\nuse_profile 0\n\n\n"
			   "<kernel> /same\nuse_profile 0\n\nfile read /y\n\n");
	ccs_ident_put(same);
	ccs_ident_put(gone);
	end(test, heirs);
}

/* A copy keeps what a deleted domain may do, and a new policy may revive it. */
static void test_succeed_deleted(struct kunit *test)
{
	struct ccs_domain *domain;
	struct ccs_ident *ident;
	struct heirs *heirs;

	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /a");
	ccs_fixture_lines(test, DOMAIN_NODE, "file read /x");
	ccs_fixture_lines(test, DOMAIN_NODE, "file write /y");
	ident = enter(test, "<kernel> /a");
	ccs_fixture_lines(test, DOMAIN_NODE, "delete <kernel> /a");
	heirs = start(test, ALL_PARTS);
	KUNIT_EXPECT_EQ(test, copy_all(test, heirs), 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	domain = domain_of(&heirs->next, ident);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_TRUE(test, domain->deleted);
	KUNIT_EXPECT_FALSE(test, list_empty(&domain->acls.entries));
	KUNIT_EXPECT_PTR_NE(test, domain->acls.entries.next,
			    domain->acls.entries.prev);
	KUNIT_EXPECT_STREQ(test, heirs->said, "");
	end(test, heirs);
	heirs = start(test, 0);
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
					 "<kernel> /a\n"), 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	domain = domain_of(&heirs->next, ident);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_FALSE(test, domain->deleted);
	ccs_ident_put(ident);
	end(test, heirs);
}

static void test_succeed_namespace_gone(struct kunit *test)
{
	struct ccs_ident *ident;
	struct heirs *heirs;

	ccs_fixture_lines(test, DOMAIN_NODE, "<guest> /a");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel>");
	ident = enter(test, "<guest> /a");
	heirs = start(test, 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), -EINVAL);
	KUNIT_EXPECT_NOT_NULL(test, heirs->all.reject->why);
	ccs_ident_put(ident);
	end(test, heirs);
}

/* Going back: who came since is where execve() would have put it before. */
static void test_succeed_undo(struct kunit *test)
{
	struct ccs_ident *made, *foreign, *replaced;
	struct ccs_domain *domain;
	struct heirs *heirs;

	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /up /made");
	ccs_fixture_lines(test, DOMAIN_NODE, "use_profile 9");
	ccs_fixture_lines(test, DOMAIN_NODE, "file read /new");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /same");
	ccs_fixture_lines(test, DOMAIN_NODE, "<guest> /far");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel>");
	made = enter(test, "<kernel> /up /made");
	foreign = enter(test, "<guest> /far");
	replaced = enter(test, "<kernel> /same");
	heirs = start(test, 0);
	heirs->all.undo = true;
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
					 "<kernel>\nuse_profile 4\n"
					 "<kernel> /up\nuse_profile 3\n"
					 "<kernel> /same\nfile read /old\n"), 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	domain = domain_of(&heirs->next, made);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_FALSE(test, domain->deleted);
	KUNIT_EXPECT_EQ(test, domain->profile, 3);
	KUNIT_EXPECT_TRUE(test, list_empty(&domain->acls.entries));
	/* Its namespace did not exist. */
	domain = domain_of(&heirs->next, foreign);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_TRUE(test, domain->deleted);
	KUNIT_EXPECT_EQ(test, domain->profile, 4);
	KUNIT_EXPECT_PTR_EQ(test, domain->ns, heirs->next.kernel_ns);
	domain = domain_of(&heirs->next, replaced);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_FALSE(test, list_empty(&domain->acls.entries));
	ccs_ident_put(made);
	ccs_ident_put(foreign);
	ccs_ident_put(replaced);
	end(test, heirs);
}

/* Gives a domain of the policy that comes to who is in one of that name. */
static struct ccs_domain *share(struct kunit *test, struct heirs *heirs,
				const char *name, struct ccs_ident *ident)
{
	const struct ccs_span span = { .text = name, .len = strlen(name) };
	struct ccs_domain *domain;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_find(&heirs->next, &span);
	if (domain)
		KUNIT_EXPECT_EQ(test, ccs_domain_adopt(&heirs->next, domain,
						       ident), 0);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	return domain;
}

/* Going back leaves nobody under a profile that says nothing. */
static void test_succeed_undo_completes(struct kunit *test)
{
	static const char *const names[] = {
		"<kernel> /low /er", "<kernel> /low", "<kernel> /bare",
		"<guest> /far",
	};
	struct ccs_ident *ident[ARRAY_SIZE(names)];
	struct ccs_domain *domain[ARRAY_SIZE(names)];
	struct heirs *heirs;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		ccs_fixture_lines(test, DOMAIN_NODE, names[i]);
		ccs_fixture_lines(test, DOMAIN_NODE, "use_profile 9");
		ident[i] = enter(test, names[i]);
	}
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel>");
	heirs = start(test, 0);
	heirs->all.undo = true;
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_PROFILE,
					 "3-COMMENT=x\n"), 0);
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
					 "<kernel>\nuse_profile 3\n"
					 "<kernel> /low /er\n<kernel> /low\n"
					 "<kernel> /bare\n<guest> /far\n"), 0);
	heirs->next.loaded = true;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		domain[i] = share(test, heirs, names[i], ident[i]);
	domain[0]->unset = true;
	domain[1]->unset = true;
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		KUNIT_EXPECT_PTR_EQ(test, domain_of(&heirs->next, ident[i]),
				    domain[i]);
		KUNIT_EXPECT_EQ(test, domain[i]->profile, 3);
		KUNIT_EXPECT_FALSE(test, domain[i]->unset);
		KUNIT_EXPECT_PTR_EQ(test, domain[i]->ns, heirs->next.kernel_ns);
		KUNIT_EXPECT_EQ(test, domain[i]->deleted, i == 3);
		ccs_ident_put(ident[i]);
	}
	end(test, heirs);
}

/* Nor those who entered what nobody had been in, under another identity. */
static void test_succeed_undo_completes_entered(struct kunit *test)
{
	static const char *const names[] = { "<kernel> /bare", "<guest> /far" };
	struct ccs_ident *ident[ARRAY_SIZE(names)];
	const struct ccs_domain *domain;
	struct heirs *heirs;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		ccs_fixture_lines(test, DOMAIN_NODE, names[i]);
		ccs_fixture_lines(test, DOMAIN_NODE, "use_profile 9");
		ident[i] = enter(test, names[i]);
	}
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel>");
	heirs = start(test, 0);
	heirs->all.undo = true;
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_PROFILE,
					 "3-COMMENT=x\n"), 0);
	KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
					 "<kernel>\nuse_profile 3\n"
					 "<kernel> /bare\n<guest> /far\n"), 0);
	heirs->next.loaded = true;
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		domain = domain_of(&heirs->next, ident[i]);
		KUNIT_ASSERT_NOT_NULL(test, domain);
		KUNIT_EXPECT_EQ(test, domain->profile, 3);
		KUNIT_EXPECT_PTR_EQ(test, domain->ns, heirs->next.kernel_ns);
		KUNIT_EXPECT_EQ(test, domain->deleted, i == 1);
		ccs_ident_put(ident[i]);
	}
	end(test, heirs);
}

/* Wherever memory runs out, both policies can be freed. */
static void test_succeed_quota(struct kunit *test)
{
	struct ccs_ident *a, *b;
	int more, err = -ENOMEM;

	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /a");
	ccs_fixture_lines(test, DOMAIN_NODE, "file read /x");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel> /b");
	ccs_fixture_lines(test, DOMAIN_NODE, "<kernel>");
	a = enter(test, "<kernel> /a");
	b = enter(test, "<kernel> /b");
	for (more = 0; err && more < 100; more++) {
		struct heirs *const heirs = start(test, 0);

		KUNIT_EXPECT_EQ(test, write_next(heirs, CCS_PART_DOMAIN,
						 "<kernel> /a\nfile read /y\n"),
				0);
		heirs->next.mem.quota = more * 64 +
			atomic_long_read(&heirs->next.mem.used);
		err = succeed(heirs);
		KUNIT_EXPECT_TRUE(test, !err || err == -ENOMEM);
		end(test, heirs);
	}
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_GE(test, more, 3);
	ccs_ident_put(a);
	ccs_ident_put(b);
}

/* What the same policy takes where somebody is in the first few domains. */
static long size_of(struct kunit *test, u32 entered)
{
	struct heirs *const heirs = start(test, ALL_PARTS);
	struct ccs_ident *ident[SIZES];
	char name[32];
	long size;
	u32 i;

	for (i = 0; i < entered; i++) {
		snprintf(name, sizeof(name), "<kernel> /d%u", i);
		ident[i] = enter(test, name);
	}
	KUNIT_EXPECT_EQ(test, copy_all(test, heirs), 0);
	KUNIT_EXPECT_EQ(test, succeed(heirs), 0);
	size = atomic_long_read(&heirs->next.mem.used);
	for (i = 0; i < entered; i++)
		ccs_ident_put(ident[i]);
	end(test, heirs);
	return size;
}

/* Memory returns to what it was, whoever is in which domain meanwhile. */
static void test_succeed_size(struct kunit *test)
{
	char line[32];
	u32 i;

	for (i = 0; i < SIZES; i++) {
		snprintf(line, sizeof(line), "<kernel> /d%u", i);
		ccs_fixture_lines(test, DOMAIN_NODE, line);
		KUNIT_EXPECT_EQ(test, size_of(test, i + 1),
				size_of(test, 0));
	}
}

static void test_policy_complete(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_reject reject = {};
	int err[3];

	mutex_lock(&ccs_policy_lock);
	err[0] = ccs_policy_complete(&fixture->policy, &reject);
	mutex_unlock(&ccs_policy_lock);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "PROFILE_VERSION=20150505");
	mutex_lock(&ccs_policy_lock);
	err[1] = ccs_policy_complete(&fixture->policy, &reject);
	mutex_unlock(&ccs_policy_lock);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE, "0-COMMENT=x");
	mutex_lock(&ccs_policy_lock);
	err[2] = ccs_policy_complete(&fixture->policy, &reject);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, err[0], -EINVAL);
	KUNIT_EXPECT_EQ(test, err[1], -EINVAL);
	KUNIT_EXPECT_EQ(test, err[2], 0);
	KUNIT_EXPECT_EQ(test, reject.word.len, 8);
}

static struct kunit_case succeed_cases[] = {
	KUNIT_CASE(test_succeed_copies),
	KUNIT_CASE(test_succeed_keeps_order),
	KUNIT_CASE(test_succeed_passes_identities_on),
	KUNIT_CASE(test_succeed_deleted),
	KUNIT_CASE(test_succeed_namespace_gone),
	KUNIT_CASE(test_succeed_undo),
	KUNIT_CASE(test_succeed_undo_completes),
	KUNIT_CASE(test_succeed_undo_completes_entered),
	KUNIT_CASE(test_succeed_quota),
	KUNIT_CASE(test_succeed_size),
	KUNIT_CASE(test_policy_complete),
	{}
};

static struct kunit_suite succeed_suite = {
	.name = "ccs_succeed",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = succeed_cases,
};

kunit_test_suite(succeed_suite);
