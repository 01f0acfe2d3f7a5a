// SPDX-License-Identifier: GPL-2.0-only
/*
 * Groups, namespaces and conditions where real requests meet them
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET
#define EXECUTE_TARGET "file execute " TARGET

static int visit(const char *path)
{
	return probe(execute, path, TARGET, call(tell_domain), NULL);
}

/* Lines of exception policy that tests of this fixture leave behind. */
FIXTURE(exception) {
};

FIXTURE_SETUP(exception)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(exception)
{
	static const char *const lines[] = {
		"acl_group 9 " READ_OBJECT, "acl_group 9 " EXECUTE_TARGET " initialize",
		"acl_group 200 " READ_OBJECT " grant_log=no",
		"aggregator " TARGET " " DIR "/named", "aggregator " DIR "/t\\* " DIR "/later",
		"reset_domain " TARGET " from any",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lines); i++)
		policy_lax("exception_policy", "delete %s\n", lines[i]);
	policy("profile", "%d-CONFIG={ mode=enforcing grant_log=yes }\n", ENFORCING);
	forget_domains("<" DIR "/");
	leave_world();
}

TEST_F(exception, groups_of_entries)
{
	ASSERT_EQ(0, policy("exception_policy", "acl_group 9 " READ_OBJECT "\n"
						"acl_group 200 " READ_OBJECT " grant_log=no\n"));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_group 200"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_FALSE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	/* The lower number comes first, and with it what it says about logs. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_group 9"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	EXPECT_EQ(EPERM, probe(open_write, OBJECT, NULL));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete use_group 9\ndelete use_group 200\n"));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
}

TEST_F(exception, group_leads_elsewhere)
{
	ASSERT_EQ(0, policy("exception_policy", "acl_group 9 " EXECUTE_TARGET " initialize\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_group 9"));
	EXPECT_EQ(0, visit(TARGET));
	EXPECT_STREQ("<kernel> " TARGET "\n", reply);
	/* The domain that was made uses the group as well. */
	EXPECT_TRUE(audit_has("<kernel> " TARGET, "use_group 9", " granted=no "));
	/* An entry of its own decides before a group's. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, visit(TARGET));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

TEST_F(exception, aggregated_name)
{
	ASSERT_EQ(0, policy("exception_policy", "aggregator " TARGET " " DIR "/named\n"
						"aggregator " DIR "/t\\* " DIR "/later\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(EPERM, visit(TARGET));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " DIR "/named"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " DIR "/named"));
	EXPECT_EQ(0, visit(TARGET));
	EXPECT_STREQ(PROBE_DOMAIN " " DIR "/named\n", reply);
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " DIR "/named",
			      " exec={ realpath=\"" TARGET "\" "));
	/* The next one counts when the first is gone. */
	ASSERT_EQ(0, policy("exception_policy", "delete aggregator " TARGET " " DIR "/named\n"));
	EXPECT_EQ(EPERM, visit(TARGET));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " DIR "/later"));
}

/* Another namespace is entered only where somebody made a domain for it. */
TEST_F(exception, reset)
{
	ASSERT_EQ(0, policy("exception_policy", "reset_domain " TARGET " from any\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(ENOMEM, visit(TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(ENOMEM, visit(TARGET));
	EXPECT_FALSE(domain_exists("<" TARGET ">"));
	ASSERT_EQ(0, policy("profile", "<" TARGET "> PROFILE_VERSION=20150505\n"
				       "<" TARGET "> 1-CONFIG=permissive\n"));
	ASSERT_EQ(0, domain_allow("<" TARGET ">", "use_profile 1"));
	EXPECT_EQ(0, visit(TARGET));
	EXPECT_STREQ("<" TARGET ">\n", reply);
}

TEST_F(exception, logs_of_grants)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT " grant_log=no\n" READ_SECRET "\n"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_SECRET));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG={ mode=enforcing grant_log=no }\n", ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " READ_OBJECT " grant_log=no\n"
						 READ_OBJECT " grant_log=yes\n"));
	audit_forget();
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, READ_SECRET));
	/* A rejection is none of its business. */
	EXPECT_EQ(EPERM, probe(open_write, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file write " OBJECT));
}

static bool shows(const char *node, const char *select, const char *line)
{
	char *const text = ask_node(node, select);
	const bool found = strstr(text, line);

	free(text);
	return found;
}

#define TRANSITIONS "select transition_only"

TEST_F(exception, transitions_alone)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read/execute " OBJECT "\n" READ_SECRET "\n"
						 EXECUTE_TARGET " keep\n"));
	ASSERT_EQ(0, policy("exception_policy", "aggregator " TARGET " " DIR "/named\n"
						"acl_group 9 " READ_OBJECT "\n"
						"acl_group 9 " EXECUTE_TARGET " initialize\n"));
	EXPECT_TRUE(shows("domain_policy", TRANSITIONS, "\nfile execute " OBJECT "\n"));
	EXPECT_TRUE(shows("domain_policy", TRANSITIONS, "\n" EXECUTE_TARGET " keep\n"));
	EXPECT_FALSE(shows("domain_policy", TRANSITIONS, READ_SECRET));
	EXPECT_TRUE(node_has_line("domain_policy", READ_SECRET));
	EXPECT_TRUE(shows("exception_policy", TRANSITIONS,
			  "initialize_domain " PROBE " from any\n"));
	EXPECT_TRUE(shows("exception_policy", TRANSITIONS,
			  "acl_group 9 " EXECUTE_TARGET " initialize\n"));
	EXPECT_FALSE(shows("exception_policy", TRANSITIONS, "aggregator "));
	EXPECT_FALSE(shows("exception_policy", TRANSITIONS, READ_OBJECT));
	EXPECT_TRUE(node_has_line("exception_policy", "acl_group 9 " READ_OBJECT));
}

/* Where the entry that grants an execution says that it leads. */
FIXTURE(leading) {
};

FIXTURE_VARIANT(leading) {
	const char *preference;
	const char *next;
};

#define LEADING(id, text, where)			\
	FIXTURE_VARIANT_ADD(leading, id) {		\
		.preference = text,			\
		.next = where,				\
	}

#define OTHER "<" DIR "/other>"
#define OTHER_CHILD OTHER " /below"
#define MISSING "<" DIR "/missing>"

LEADING(nothing, "", TARGET_DOMAIN);
LEADING(keep, " keep", PROBE_DOMAIN);
LEADING(child, " child", TARGET_DOMAIN);
LEADING(parent, " parent", "<kernel>");
LEADING(initialize, " initialize", "<kernel> " TARGET);
LEADING(reset, " reset", NULL);
LEADING(component, " " DIR "/component", PROBE_DOMAIN " " DIR "/component");
LEADING(root, " <kernel>", "<kernel>");
LEADING(domain, " <kernel> " DIR "/a " DIR "/b", "<kernel> " DIR "/a " DIR "/b");
LEADING(other, " " OTHER, OTHER);
LEADING(below_other, " " OTHER_CHILD, OTHER_CHILD);
LEADING(missing_below_other, " " OTHER " /none", NULL);
LEADING(missing, " " MISSING, NULL);
LEADING(condition, " keep task.uid=0 exec.argc=2", PROBE_DOMAIN);

FIXTURE_SETUP(leading)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, policy("profile", OTHER " PROFILE_VERSION=20100903\n"
				       OTHER " 1-CONFIG={ mode=enforcing reject_log=yes }\n"
				       OTHER " 1-CONFIG::misc={ mode=disabled }\n"
				       OTHER " 2-CONFIG={ mode=permissive reject_log=yes }\n"));
	ASSERT_EQ(0, domain_policy(OTHER, "use_profile 2\n"));
	ASSERT_EQ(0, domain_policy(OTHER_CHILD, "use_profile 1\nuse_group 3\n"
						"file read @MINE\n"));
	ASSERT_EQ(0, policy("exception_policy", "path_group MINE " SECRET "\n"
						OTHER " path_group MINE " OBJECT "\n"
						OTHER " acl_group 3 file write " OBJECT "\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET "%s", variant->preference));
}

FIXTURE_TEARDOWN(leading)
{
	policy("exception_policy", "delete path_group MINE " SECRET "\n");
	forget_domains("<" DIR "/");
	leave_world();
}

TEST_F(leading, leads_to)
{
	char expected[256] = "";

	if (variant->next)
		snprintf(expected, sizeof(expected), "%s\n", variant->next);
	EXPECT_EQ(variant->next ? 0 : ENOMEM, visit(TARGET));
	EXPECT_STREQ(expected, reply);
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_FALSE(domain_exists(MISSING));
	EXPECT_FALSE(domain_exists(OTHER " /none"));
}

/* Nothing is executed for being able to lead somewhere. */
TEST_F(leading, denied_for_another_program)
{
	ASSERT_EQ(0, link(TARGET, DIR "/stranger"));
	EXPECT_EQ(EPERM, visit(DIR "/stranger"));
	EXPECT_STREQ("", reply);
}

static int read_there(const char *path)
{
	return probe(execute, TARGET, TARGET, call(open_read), path, NULL);
}

/* A namespace has profiles, modes and groups of its own. */
TEST_F(leading, another_namespace_rules)
{
	if (!variant->next || strncmp(variant->next, OTHER, strlen(OTHER)))
		return;
	EXPECT_EQ(0, read_there(OBJECT));
	if (!strcmp(variant->next, OTHER)) {
		EXPECT_EQ(0, read_there(SECRET));
		EXPECT_TRUE(audit_has(OTHER, READ_SECRET,
				      " profile=2 mode=permissive granted=no "));
		return;
	}
	EXPECT_EQ(EPERM, read_there(SECRET));
	EXPECT_TRUE(audit_has(OTHER_CHILD, READ_SECRET, " profile=1 mode=enforcing granted=no "));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(open_write), OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(open_write), SECRET, NULL));
}

/* Facts about objects: a file with mode 04755. */
#define SUID DIR "/suid"

FIXTURE(object) {
};

FIXTURE_VARIANT(object) {
	const char *path;
	const char *condition;
	bool holds;
};

#define OBJECT_ROW(id, name, text, result)		\
	FIXTURE_VARIANT_ADD(object, id) {		\
		.path = name,				\
		.condition = text,			\
		.holds = result,			\
	}

OBJECT_ROW(setuid, SUID, "path1.perm=setuid", true);
OBJECT_ROW(not_setuid, SUID, "path1.perm!=setuid", false);
OBJECT_ROW(setgid, SUID, "path1.perm=setgid", false);
OBJECT_ROW(not_setgid, SUID, "path1.perm!=setgid", true);
OBJECT_ROW(others_execute, SUID, "path1.perm=others_execute", true);
OBJECT_ROW(permission, SUID, "path1.perm=04755", true);
OBJECT_ROW(permission_range, SUID, "path1.perm=0-0777", false);
OBJECT_ROW(permission_group, SUID, "path1.perm=@MODES", true);
OBJECT_ROW(not_permission_group, SUID, "path1.perm!=@MODES", false);
OBJECT_ROW(of_directory, SUID, "path1.parent.perm=0755 path1.parent.perm!=sticky", true);
OBJECT_ROW(file, SUID, "path1.type=file", true);
OBJECT_ROW(not_file, SUID, "path1.type!=file", false);
OBJECT_ROW(directory, SUID, "path1.type=directory", false);
OBJECT_ROW(device, "/dev/null", "path1.type=char path1.dev_major=1 path1.dev_minor=3", true);
OBJECT_ROW(other_device, "/dev/null", "path1.dev_minor!=3", false);
OBJECT_ROW(handler, SUID, "task.type=execute_handler", false);
OBJECT_ROW(not_handler, SUID, "task.type!=execute_handler", true);
OBJECT_ROW(group, SUID, "task.uid=@USERS", true);
OBJECT_ROW(not_group, SUID, "task.uid!=@USERS", false);
OBJECT_ROW(empty_group, SUID, "task.uid=@NOBODY", false);
OBJECT_ROW(not_empty_group, SUID, "task.uid!=@NOBODY", true);
OBJECT_ROW(old_words, SUID, "if task.uid=0 path1.perm=setuid", true);
OBJECT_ROW(old_words_fail, SUID, "if task.uid=0 path1.perm=setgid", false);
OBJECT_ROW(state, SUID, "if task.state[0]=0", true);
OBJECT_ROW(other_state, SUID, "if task.state[0]=1", false);
OBJECT_ROW(second_object, SUID, "path2.uid!=0", false);

#define GROUPS "number_group MODES 04000-04777\nnumber_group USERS 5\nnumber_group USERS 0\n"
#define NO_GROUPS "delete number_group MODES 04000-04777\n" \
	"delete number_group USERS 5\ndelete number_group USERS 0\n"

FIXTURE_SETUP(object)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, make_file(SUID, "", 04755));
	ASSERT_EQ(0, policy("exception_policy", GROUPS));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s %s %s",
				  strncmp(variant->condition, "if ", 3) ? "file read" :
									  "allow_read",
				  variant->path, variant->condition));
}

FIXTURE_TEARDOWN(object)
{
	leave_world();
	policy("exception_policy", NO_GROUPS);
}

TEST_F(object, decides)
{
	EXPECT_EQ(variant->holds ? 0 : EPERM, probe(open_read, variant->path, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
}

/* Facts about executions: argv is { "zero", "--call=..." }, and CCS_X is 1. */
FIXTURE(program) {
};

FIXTURE_VARIANT(program) {
	const char *condition;
	bool holds;
};

#define PROGRAM_ROW(id, text, result)			\
	FIXTURE_VARIANT_ADD(program, id) {		\
		.condition = text,			\
		.holds = result,			\
	}

PROGRAM_ROW(variable, "exec.envp[\"CCS_X\"]=\"1\"", true);
PROGRAM_ROW(variable_not, "exec.envp[\"CCS_X\"]!=\"1\"", false);
PROGRAM_ROW(variable_other, "exec.envp[\"CCS_X\"]=\"2\"", false);
PROGRAM_ROW(variable_is_set, "exec.envp[\"CCS_X\"]!=NULL", true);
PROGRAM_ROW(variable_is_unset, "exec.envp[\"CCS_X\"]=NULL", false);
PROGRAM_ROW(missing, "exec.envp[\"CCS_Y\"]=NULL", true);
PROGRAM_ROW(not_missing, "exec.envp[\"CCS_Y\"]!=NULL", false);
PROGRAM_ROW(missing_value, "exec.envp[\"CCS_Y\"]=\"1\"", false);
PROGRAM_ROW(missing_other_value, "exec.envp[\"CCS_Y\"]!=\"1\"", true);
PROGRAM_ROW(pattern_of_variables, "exec.envp[\"CCS_\\A\"]=\"\\$\"", true);
PROGRAM_ROW(count, "exec.argc=2", true);
PROGRAM_ROW(count_not, "exec.argc!=2", false);
PROGRAM_ROW(count_group, "exec.argc=@COUNTS", true);
PROGRAM_ROW(variables, "exec.envc!=0", true);
PROGRAM_ROW(together, "exec.argc=2 exec.argv[0]=\"zero\" exec.envp[\"CCS_Y\"]=NULL task.uid=0",
	    true);
PROGRAM_ROW(not_together, "exec.argc=2 exec.argv[0]=\"one\" exec.envp[\"CCS_Y\"]=NULL", false);

FIXTURE_SETUP(program)
{
	ASSERT_EQ(0, setenv("CCS_X", "1", 1));
	ASSERT_EQ(0, unsetenv("CCS_Y"));
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, policy("exception_policy", "number_group COUNTS 2-3\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET " %s", variant->condition));
}

FIXTURE_TEARDOWN(program)
{
	leave_world();
	policy("exception_policy", "delete number_group COUNTS 2-3\n");
}

TEST_F(program, decides)
{
	EXPECT_EQ(variant->holds ? 0 : EPERM,
		  probe(execute, TARGET, "zero", call(succeed), NULL));
}

TEST_HARNESS_MAIN
