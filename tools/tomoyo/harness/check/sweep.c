// SPDX-License-Identifier: GPL-2.0-only
/*
 * Example policies under scarce memory
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "fixture.h"
#include "sweep.h"

/* A file holds one section a node, headed by @NODE, as the node prints it. */
static const char *const sections[CCS_FIXTURE_NODE_COUNT] = {
	[CCS_FIXTURE_DOMAIN] = "@domain_policy",
	[CCS_FIXTURE_EXCEPTION] = "@exception_policy",
	[CCS_FIXTURE_PROFILE] = "@profile",
	[CCS_FIXTURE_MANAGER] = "@manager",
};

/**
 * struct policy_file - an example
 * @path: where it was read from
 * @text: all of it
 * @section: the text below each heading
 */
struct policy_file {
	const char *path;
	char text[CCS_FIXTURE_TEXT];
	char section[CCS_FIXTURE_NODE_COUNT][CCS_FIXTURE_TEXT];
};

/* Takes one line of the file, which ends before its newline. */
typedef void (*take_fn)(struct kunit *test, enum ccs_fixture_node node,
			const char *line);

static void walk_lines(struct kunit *test, const struct policy_file *file,
		       take_fn take)
{
	struct ccs_span rest = ccs_span_of(file->text), span;
	int node = -1;
	char *line;

	while (ccs_span_split(&rest, '\n', &span)) {
		if (span.len && *span.text == '@') {
			for (node = CCS_FIXTURE_NODE_COUNT - 1; node >= 0; node--)
				if (ccs_span_is(&span, sections[node]))
					break;
			KUNIT_ASSERT_TRUE(test, node >= 0);
			continue;
		}
		line = strndup(span.text, span.len);
		take(test, node, line);
		free(line);
	}
}

static bool read_file(struct policy_file *file)
{
	FILE *const stream = fopen(file->path, "r");
	size_t len;

	if (!stream)
		return false;
	len = fread(file->text, 1, sizeof(file->text) - 1, stream);
	fclose(stream);
	return len > 0 && len < sizeof(file->text) - 1;
}

static struct policy_file *file_of(struct kunit *test)
{
	return (struct policy_file *)(uintptr_t)test->param_value;
}

static void collect(struct kunit *test, enum ccs_fixture_node node,
		    const char *line)
{
	char *const section = file_of(test)->section[node];

	strcat(strcat(section, line), "\n");
}

static void load(struct kunit *test, enum ccs_fixture_node node,
		 const char *line)
{
	if (*line)
		KUNIT_EXPECT_TRUE_MSG(test, ccs_fixture_try(test, node, line),
				      "%s", line);
}

static void expect_printed(struct kunit *test)
{
	const struct policy_file *const file = file_of(test);
	int node;

	for (node = 0; node < CCS_FIXTURE_NODE_COUNT; node++)
		KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, node),
				   file->section[node]);
}

/* Loaded, printed, loaded again on top and into a fresh policy. */
static void test_policy_prints_as_written(struct kunit *test)
{
	walk_lines(test, file_of(test), load);
	expect_printed(test);
	walk_lines(test, file_of(test), load);
	expect_printed(test);
}

/*
 * Without its n-th allocation a line either fails and changes nothing, or
 * gets along without it; then it is written again with enough memory.
 */
static void load_scarce(struct kunit *test, enum ccs_fixture_node node,
			const char *line)
{
	struct ccs_fixture *const fixture = test->priv;
	const atomic_long_t *const used = &fixture->policy.mem.used;
	unsigned long n, calls = 1;
	int err = -ENOMEM;

	for (n = 1; *line && err && n <= calls + 1; n++) {
		const long before = atomic_long_read(used);
		const long live = ccs_env_memory.live;

		ccs_fixture_save(test);
		ccs_env_memory.calls = 0;
		ccs_env_memory.fail_at = n;
		err = ccs_fixture_line(test, node, line);
		ccs_env_memory.fail_at = 0;
		calls = ccs_env_memory.calls;
		if (!err)
			break;
		KUNIT_EXPECT_EQ_MSG(test, err, -ENOMEM, "%s", line);
		KUNIT_EXPECT_EQ_MSG(test, atomic_long_read(used), before,
				    "%s", line);
		KUNIT_EXPECT_EQ_MSG(test, ccs_env_memory.live, live, "%s",
				    line);
		ccs_fixture_expect_saved(test, line);
	}
	load(test, node, line);
}

static void test_policy_loads_with_failures(struct kunit *test)
{
	walk_lines(test, file_of(test), load_scarce);
	expect_printed(test);
}

/* Takes a line back; a domain's name only selects it. */
static void unload_scarce(struct kunit *test, enum ccs_fixture_node node,
			  const char *line)
{
	char *undo;

	if (node == CCS_FIXTURE_PROFILE || !*line)
		return;
	if (node == CCS_FIXTURE_DOMAIN && *line == '<') {
		load(test, node, line);
		return;
	}
	if (asprintf(&undo, "delete %s", line) < 0)
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	load_scarce(test, node, undo);
	free(undo);
}

static void test_policy_unloads_with_failures(struct kunit *test)
{
	const struct ccs_fixture *const fixture = test->priv;
	const struct ccs_domain *domain;

	walk_lines(test, file_of(test), load);
	walk_lines(test, file_of(test), unload_scarce);
	list_for_each_entry(domain, &fixture->policy.domains, node)
		KUNIT_EXPECT_TRUE(test, list_empty(&domain->acls.entries));
	KUNIT_EXPECT_STREQ(test,
			   ccs_fixture_print(test, CCS_FIXTURE_EXCEPTION), "");
	KUNIT_EXPECT_STREQ(test,
			   ccs_fixture_print(test, CCS_FIXTURE_MANAGER), "");
}

/* Without memory the table of names stays small and goes on working. */
static void test_names_grow_fails(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_names *const names = &fixture->policy.names;
	const u32 size = names->size;
	char line[32];
	int i;

	for (i = 0; names->count < size * CCS_NAME_CHAIN_MAX; i++) {
		snprintf(line, sizeof(line), "/program/%d", i);
		load(test, CCS_FIXTURE_MANAGER, line);
	}
	/* The manager, its name, and the table. */
	ccs_env_memory.calls = 0;
	ccs_env_memory.fail_at = 3;
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_MANAGER,
					       "/the/last"), 0);
	ccs_env_memory.fail_at = 0;
	KUNIT_EXPECT_EQ(test, names->size, size);
	load(test, CCS_FIXTURE_MANAGER, "/the/very/last");
	KUNIT_EXPECT_EQ(test, names->size, 2 * size);
}

/* Whatever allocation fails while a policy is made, all of it is freed. */
static void test_policy_init_fails(struct kunit *test)
{
	struct ccs_policy *const policy = kunit_kzalloc(test, sizeof(*policy),
							GFP_KERNEL);
	const long live = ccs_env_memory.live;
	unsigned long n;
	int err = -ENOMEM;

	for (n = 1; err && n < 100; n++) {
		memset(policy, 0, sizeof(*policy));
		ccs_env_memory.calls = 0;
		ccs_env_memory.fail_at = n;
		mutex_lock(&ccs_policy_lock);
		err = ccs_policy_init(policy);
		ccs_env_memory.fail_at = 0;
		ccs_policy_exit(policy);
		mutex_unlock(&ccs_policy_lock);
		KUNIT_EXPECT_EQ(test, ccs_env_memory.live, live);
		KUNIT_EXPECT_EQ(test, atomic_long_read(&policy->mem.used), 0L);
		KUNIT_EXPECT_TRUE(test, !err || err == -ENOMEM);
	}
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_TRUE(test, n > 5);
}

/* With the quota used up a line fails, or needs no memory; never half of it. */
static void load_over_quota(struct kunit *test, enum ccs_fixture_node node,
			    const char *line)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;
	const long before = atomic_long_read(&mem->used);
	int err;

	if (!*line)
		return;
	ccs_fixture_save(test);
	mem->quota = before;
	err = ccs_fixture_line(test, node, line);
	mem->quota = CCS_POLICY_QUOTA;
	if (err) {
		KUNIT_EXPECT_EQ_MSG(test, err, -ENOMEM, "%s", line);
		KUNIT_EXPECT_EQ_MSG(test, atomic_long_read(&mem->used),
				    before, "%s", line);
		ccs_fixture_expect_saved(test, line);
	}
	load(test, node, line);
}

static void test_policy_loads_over_quota(struct kunit *test)
{
	walk_lines(test, file_of(test), load_over_quota);
	expect_printed(test);
}

static struct policy_file *the_file;

static const void *the_file_gen_params(const void *prev, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", the_file->path);
	return prev ? NULL : the_file;
}

static struct kunit_case sweep_cases[] = {
	KUNIT_CASE_PARAM(test_policy_prints_as_written, the_file_gen_params),
	KUNIT_CASE_PARAM(test_policy_loads_with_failures,
			 the_file_gen_params),
	KUNIT_CASE_PARAM(test_policy_loads_over_quota, the_file_gen_params),
	KUNIT_CASE_PARAM(test_policy_unloads_with_failures,
			 the_file_gen_params),
	KUNIT_CASE(test_names_grow_fails),
	KUNIT_CASE(test_policy_init_fails),
	{}
};

static const struct kunit_suite sweep_suite = {
	.name = "ccs_sweep",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = sweep_cases,
};

/**
 * ccs_sweep - load an example policy in every way
 * @path: its file
 * @totals: counts are added to it
 */
void ccs_sweep(const char *path, struct kunit_totals *totals)
{
	struct kunit test = {};

	the_file = calloc(1, sizeof(*the_file));
	if (!the_file)
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	the_file->path = path;
	test.param_value = the_file;
	if (setjmp(test.abort) || !read_file(the_file)) {
		printf("not ok %s: not a policy file\n", path);
		totals->failed++;
	} else {
		walk_lines(&test, the_file, collect);
		kunit_run_suite(&sweep_suite, totals);
	}
	free(the_file);
	the_file = NULL;
}
