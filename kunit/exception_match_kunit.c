// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of looking names and ports up in the exception policy
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/exception.h"
#include "../core/namespace.h"
#include "fixture.h"

#define NODE CCS_FIXTURE_EXCEPTION

typedef const struct ccs_name *(*find_fn)(const struct ccs_ns *ns,
					  const struct ccs_str *str);

static void expect_found(struct kunit *test, find_fn find, const char *name,
			 const char *want)
{
	const struct ccs_str str = ccs_str_of(name, strlen(name));
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_name *found;

	mutex_lock(&ccs_policy_lock);
	found = find(fixture->policy.kernel_ns, &str);
	mutex_unlock(&ccs_policy_lock);
	if (want && found)
		KUNIT_EXPECT_STREQ(test, found->text, want);
	else
		KUNIT_EXPECT_EQ_MSG(test, !!found, !!want, "%s", name);
}

static bool rewrite_denied(struct kunit *test, const char *name)
{
	const struct ccs_str str = ccs_str_of(name, strlen(name));
	struct ccs_fixture *const fixture = test->priv;
	bool denied;

	mutex_lock(&ccs_policy_lock);
	denied = ccs_rewrite_denied(fixture->policy.kernel_ns, &str);
	mutex_unlock(&ccs_policy_lock);
	return denied;
}

/* The first in list order, be it a literal or a pattern; and only once. */
static void test_aggregate_first_wins(struct kunit *test)
{
	ccs_fixture_lines(test, NODE, "aggregator /bin/vi\\* /pattern\n"
			  "aggregator /bin/vim /literal\n"
			  "aggregator /bin/\\* /later\n"
			  "aggregator /pattern /once\n"
			  "aggregator /bin/ed /first\n"
			  "aggregator /bin/ed /second");
	expect_found(test, ccs_aggregate, "/bin/vim", "/pattern");
	expect_found(test, ccs_aggregate, "/bin/ls", "/later");
	expect_found(test, ccs_aggregate, "/pattern", "/once");
	expect_found(test, ccs_aggregate, "/bin/x/y", NULL);
	ccs_fixture_lines(test, NODE, "delete aggregator /bin/\\* /later");
	expect_found(test, ccs_aggregate, "/bin/ed", "/first");
	ccs_fixture_lines(test, NODE, "delete aggregator /bin/ed /first");
	expect_found(test, ccs_aggregate, "/bin/ed", "/second");
	ccs_fixture_lines(test, NODE, "delete aggregator /bin/vi\\* /pattern");
	expect_found(test, ccs_aggregate, "/bin/vim", "/literal");
}

static void test_file_pattern_first_wins(struct kunit *test)
{
	ccs_fixture_lines(test, NODE, "file_pattern /tmp/\\*.tmp\n"
			  "file_pattern /tmp/\\*\nfile_pattern /\\*/a.tmp\n"
			  "file_pattern /proc/\\$/stat");
	expect_found(test, ccs_file_pattern, "/tmp/a.tmp", "/tmp/\\*.tmp");
	expect_found(test, ccs_file_pattern, "/tmp/a", "/tmp/\\*");
	expect_found(test, ccs_file_pattern, "/var/a.tmp", "/\\*/a.tmp");
	expect_found(test, ccs_file_pattern, "/var/a", NULL);
	expect_found(test, ccs_file_pattern, "proc:/12/stat",
		     "proc:/\\$/stat");
	expect_found(test, ccs_file_pattern, "/proc/12/stat", NULL);
}

static void test_rewrite_denied(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, rewrite_denied(test, "/var/log/messages"));
	ccs_fixture_lines(test, NODE, "deny_rewrite /var/log/\\*\n"
			  "deny_rewrite /etc/shadow\n"
			  "<other> deny_rewrite /etc/passwd");
	KUNIT_EXPECT_TRUE(test, rewrite_denied(test, "/var/log/messages"));
	KUNIT_EXPECT_TRUE(test, rewrite_denied(test, "/etc/shadow"));
	KUNIT_EXPECT_FALSE(test, rewrite_denied(test, "/etc/passwd"));
	KUNIT_EXPECT_FALSE(test, rewrite_denied(test, "/var/log/a/b"));
	ccs_fixture_lines(test, NODE, "delete deny_rewrite /var/log/\\*");
	KUNIT_EXPECT_FALSE(test, rewrite_denied(test, "/var/log/messages"));
	KUNIT_EXPECT_TRUE(test, rewrite_denied(test, "/etc/shadow"));
}

/* Entries of another kind with the same operand are something else. */
static void test_exception_kinds_are_apart(struct kunit *test)
{
	ccs_fixture_lines(test, NODE, "file_pattern /a\\*\n"
			  "aggregator /b\\* /x");
	KUNIT_EXPECT_FALSE(test, rewrite_denied(test, "/a"));
	expect_found(test, ccs_aggregate, "/a", NULL);
	expect_found(test, ccs_file_pattern, "/b", NULL);
}

/* Compares every port with what the lines say. */
static void expect_ports(struct kunit *test, const char *why,
			 bool (*wanted)(u32 port))
{
	const struct ccs_fixture *const fixture = test->priv;
	u32 port, wrong = 0;

	mutex_lock(&ccs_policy_lock);
	for (port = 0; port <= U16_MAX; port++)
		if (ccs_port_denied(&fixture->policy, port) != wanted(port))
			wrong++;
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ_MSG(test, wrong, 0u, "%s", why);
}

static bool is_none(u32 port)
{
	return false;
}

static bool is_any(u32 port)
{
	return true;
}

static bool is_low_or_last(u32 port)
{
	return (port && port < 1024) || port == U16_MAX;
}

static bool is_some_low(u32 port)
{
	return port >= 80 && port <= 90;
}

/* The entries of all namespaces are one set; one going leaves the others. */
static void test_port_denied(struct kunit *test)
{
	expect_ports(test, "none", is_none);
	ccs_fixture_lines(test, NODE, "deny_autobind 1-1023\n"
			  "deny_autobind 65535\n"
			  "<other> deny_autobind 80-90\n"
			  "deny_autobind 0120-0x5a");
	expect_ports(test, "some", is_low_or_last);
	ccs_fixture_lines(test, NODE, "delete deny_autobind 1-1023\n"
			  "delete deny_autobind 65535");
	expect_ports(test, "fewer", is_some_low);
	ccs_fixture_lines(test, NODE, "delete deny_autobind 0120-0x5a");
	expect_ports(test, "another namespace's", is_some_low);
	ccs_fixture_lines(test, NODE, "deny_autobind 0-65535");
	expect_ports(test, "all", is_any);
	ccs_fixture_lines(test, NODE, "delete deny_autobind 0-65535\n"
			  "delete <other> deny_autobind 80-90");
	expect_ports(test, "none again", is_none);
}

static struct kunit_case exception_match_cases[] = {
	KUNIT_CASE(test_aggregate_first_wins),
	KUNIT_CASE(test_file_pattern_first_wins),
	KUNIT_CASE(test_rewrite_denied),
	KUNIT_CASE(test_exception_kinds_are_apart),
	KUNIT_CASE(test_port_denied),
	{}
};

static struct kunit_suite exception_match_suite = {
	.name = "ccs_exception_match",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = exception_match_cases,
};

kunit_test_suite(exception_match_suite);
