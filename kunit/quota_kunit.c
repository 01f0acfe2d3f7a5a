// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of a used-up quota
 */

#include <kunit/test.h>

#include "../core/domain.h"
#include "../core/env.h"
#include "fixture.h"

/* Leaves no byte of quota for anything new. */
static void use_up(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;

	mem->quota = atomic_long_read(&mem->used);
}

static void test_quota_refuses_new_lines(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /a\nfile read /x");
	use_up(test);
	ccs_fixture_save(test);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_DOMAIN,
					       "file read /y"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_EXCEPTION,
					       "path_group G /x"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_EXCEPTION,
					       "keep_domain /x from any"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_MANAGER,
					       "/x"), -ENOMEM);
	ccs_fixture_expect_saved(test, "refused for lack of quota");
}

/* A right must be revocable most of all when there is no memory to spare. */
static void test_quota_lets_lines_be_deleted(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const long empty = atomic_long_read(&fixture->policy.mem.used);

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /x\nkeep_domain /x from /y");
	ccs_fixture_lines(test, CCS_FIXTURE_MANAGER, "/x");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<kernel>\nfile read @G exec.realpath=\"/x\"");
	use_up(test);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "delete file read @G exec.realpath=\"/x\"");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "delete path_group G /x\ndelete keep_domain /x from /y");
	ccs_fixture_lines(test, CCS_FIXTURE_MANAGER, "delete /x");
	KUNIT_EXPECT_EQ(test, atomic_long_read(&fixture->policy.mem.used),
			empty);
	KUNIT_EXPECT_FALSE(test, fixture->policy.mem.exempt);
}

/* An entry of each kind, with what it refers to. */
static const char *const entries[] = {
	"file read/write @G", "file read /\\*.c task.uid=0-9",
	"file link /a @G", "file create /a @N",
	"file mkchar /a 0666 @N 3", "file mount @G @G ext3 @N",
	"allow_rewrite /a if task.state[0]=1",
	"network inet stream connect 10.0.0.3-10.0.1.6 @N",
	"network inet dgram send @A 1-9", "network inet raw recv ::1 9",
	"network unix stream bind \\000x", "misc env LD_\\*",
	"capability SYS_TIME", "allow_capability SYS_CHROOT",
	"ipc signal @N <kernel> /x", "task auto_execute_handler /h keep",
	"task denied_execute_handler /h exec.argv[0]=\"x\"",
	"task auto_domain_transition <kernel> //x grant_log=no",
	"task manual_domain_transition <kernel> //x",
	"allow_transit //y ; set task.state[0]=2",
	"file execute /a <kernel> /b exec.envp[\"A\"]=NULL",
	"file read /a auto_domain_transition=\"/x\" path1.uid=@N",
};

static void describe_entry(const char *const *line, char *desc)
{
	strscpy(desc, *line, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(entry, entries, describe_entry);

/* In a domain of its own and in an acl_group, with all of it freed again. */
static void test_quota_entry(struct kunit *test)
{
	const char *const line = *(const char *const *)test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;
	char undo[128];
	long before;

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /test");
	before = atomic_long_read(&mem->used);
	use_up(test);
	ccs_fixture_save(test);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_DOMAIN, line),
			-ENOMEM);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem->used), before);
	ccs_fixture_expect_saved(test, line);
	mem->quota = 0;
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, line);
	use_up(test);
	snprintf(undo, sizeof(undo), "delete %s", line);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, undo);
	ccs_fixture_expect_saved(test, undo);
	KUNIT_EXPECT_FALSE(test, mem->exempt);
}

/* Each quota that is too small for an entry leaves nothing of it. */
static void test_quota_entry_by_bytes(struct kunit *test)
{
	const char *const line = *(const char *const *)test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;
	unsigned long quota;
	int err = -ENOMEM;
	long before;

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /test");
	before = atomic_long_read(&mem->used);
	for (quota = before; err && quota < before + 65536UL; quota += 32) {
		mem->quota = quota;
		err = ccs_fixture_line(test, CCS_FIXTURE_DOMAIN, line);
		if (!err)
			break;
		KUNIT_ASSERT_EQ(test, err, -ENOMEM);
		KUNIT_ASSERT_EQ(test, atomic_long_read(&mem->used), before);
		KUNIT_ASSERT_TRUE(test, !*ccs_fixture_acls(test));
	}
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_TRUE(test, *ccs_fixture_acls(test));
}

static bool reclaim_unclaimed(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	bool freed;

	mutex_lock(&ccs_policy_lock);
	freed = ccs_domain_reclaim_unclaimed(&fixture->policy);
	mutex_unlock(&ccs_policy_lock);
	return freed;
}

static void test_quota_unclaimed_domains_go_first(struct kunit *test)
{
	struct ccs_domain *used, *claimed, *empty;

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<kernel> /used\n<kernel> /claimed\n<kernel> /empty");
	used = ccs_fixture_domain(test, "<kernel> /used");
	claimed = ccs_fixture_domain(test, "<kernel> /claimed");
	empty = ccs_fixture_domain(test, "<kernel> /empty");
	used->unclaimed = true;
	claimed->unclaimed = true;
	empty->unclaimed = true;
	ccs_ident_get(used->ident);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "select <kernel> /claimed\nuse_profile 0\n<kernel>");
	KUNIT_EXPECT_TRUE(test, reclaim_unclaimed(test));
	KUNIT_EXPECT_FALSE(test, reclaim_unclaimed(test));
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, CCS_FIXTURE_DOMAIN),
			   "<kernel>\nuse_profile 0\n\n\n"
			   "<kernel> /used\nuse_profile 0\n\n\n"
			   "<kernel> /claimed\nuse_profile 0\n\n\n");
	ccs_ident_put(used->ident);
	KUNIT_EXPECT_TRUE(test, reclaim_unclaimed(test));
}

static struct kunit_case quota_cases[] = {
	KUNIT_CASE(test_quota_refuses_new_lines),
	KUNIT_CASE(test_quota_lets_lines_be_deleted),
	KUNIT_CASE_PARAM(test_quota_entry, entry_gen_params),
	KUNIT_CASE_PARAM(test_quota_entry_by_bytes, entry_gen_params),
	KUNIT_CASE(test_quota_unclaimed_domains_go_first),
	{}
};

static struct kunit_suite quota_suite = {
	.name = "ccs_quota",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = quota_cases,
};

kunit_test_suite(quota_suite);
