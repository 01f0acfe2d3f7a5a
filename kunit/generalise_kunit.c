// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of names that are not the same the next time
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/generalise.h"
#include "fixture.h"

#define ROOM 512
#define ALL_KINDS (BIT(CCS_GENERAL_COUNT) - 1)

/**
 * struct name_row - a name and what is learned instead
 * @name: the name
 * @pattern: the pattern; NULL if it is learned as it is
 */
struct name_row {
	const char *name;
	const char *pattern;
};

#define SIX "\\?\\?\\?\\?\\?\\?"

/* The process of these rows is 4711, its parent 815, and theirs 38. */
static const struct ccs_general all = {
	.kinds = ALL_KINDS,
	.pids = { 4711, 815, 38 },
	.pid_count = 3,
};

/* clang-format off */
static const struct name_row name_rows[] = {
	/* The process itself. */
	{ "proc:/self/stat", NULL },
	{ "proc:/self/mem", NULL },
	{ "proc:/self/fd/", NULL },
	{ "proc:/self/fd/12", "proc:/self/fd/\\$" },
	{ "proc:/self/fdinfo/0", "proc:/self/fdinfo/\\$" },
	{ "proc:/self/task/", NULL },
	{ "proc:/self/task/99/", "proc:/self/task/\\$/" },
	{ "proc:/self/task/99/comm", "proc:/self/task/\\$/comm" },
	{ "proc:/self/task/99/mem", "proc:/self/task/\\$/mem" },
	{ "proc:/self/task/99/fd/7", "proc:/self/task/\\$/fd/\\$" },
	{ "proc:/self/fd/12x", "proc:/self/fd/\\$x" },
	{ "proc:/self/map_files/55-66", NULL },
	{ "proc:/self/net/tcp6", NULL },
	/* Others, as everybody sees them. */
	{ "proc:/12/", "proc:/\\$/" },
	{ "proc:/12/stat", "proc:/\\$/stat" },
	{ "proc:/1234567/cmdline", "proc:/\\$/cmdline" },
	{ "proc:/12/task/", "proc:/\\$/task/" },
	{ "proc:/12/task/13/", "proc:/\\$/task/\\$/" },
	{ "proc:/12/task/13/status", "proc:/\\$/task/\\$/status" },
	/* And as not everybody does. */
	{ "proc:/12/mem", NULL },
	{ "proc:/12/environ", NULL },
	{ "proc:/12/maps", NULL },
	{ "proc:/12/fd/", NULL },
	{ "proc:/12/fd/3", NULL },
	{ "proc:/12/exe", NULL },
	{ "proc:/12/ns/net", NULL },
	{ "proc:/12/attr/current", NULL },
	{ "proc:/12/task/13/mem", NULL },
	{ "proc:/12/task/13stat", NULL },
	{ "proc:/12/stat/", NULL },
	/* Other numbers. */
	{ "proc:/", NULL },
	{ "proc:/12", NULL },
	{ "proc:/12a/stat", NULL },
	{ "proc:/meminfo", NULL },
	{ "proc:/irq/9/", NULL },
	{ "proc:/sys/kernel/hostname", NULL },
	{ "/proc/12/stat", NULL },
	{ "/srv/proc:/12/stat", NULL },

	{ "pipe:[1]", "pipe:[\\$]" },
	{ "pipe:[40265]", "pipe:[\\$]" },
	{ "pipe:[]", NULL },
	{ "pipe:[1]x", NULL },
	{ "pipe:[x]", NULL },
	{ "net:[4026531840]", NULL },
	{ "anon_inode:[eventfd]", NULL },
	{ "socket:[family=2:type=1:protocol=6]", NULL },
	{ "devpts:/0", "devpts:/\\$" },
	{ "devpts:/41", "devpts:/\\$" },
	{ "devpts:/", NULL },
	{ "devpts:/ptmx", NULL },
	{ "devpts:/0/", NULL },
	{ "/dev/tty1", NULL },

	/* mkstemp() and mkdtemp() after a separator. */
	{ "/tmp/a.XyZ123", "/tmp/a." SIX },
	{ "/tmp/a.abcdef", "/tmp/a." SIX },
	{ "/tmp/a.ABCDEF", "/tmp/a." SIX },
	{ "/tmp/a.123456", NULL },
	{ "/tmp/a-XyZ123", "/tmp/a-" SIX },
	{ "/tmp/a_XyZ123", "/tmp/a_" SIX },
	{ "/tmp/a+XyZ123", NULL },
	{ "/tmp/a\\040.XyZ123", "/tmp/a\\040." SIX },
	{ "/tmp/a.XyZ123/", "/tmp/a." SIX "/" },
	{ "/tmp/a.XyZ123/b", "/tmp/a." SIX "/b" },
	{ "/tmp/a.XyZ123/b.XyZ124", "/tmp/a." SIX "/b." SIX },
	{ "/tmp/a/b.XyZ123", "/tmp/a/b." SIX },
	{ "/var/tmp/upload-XyZ123", "/var/tmp/upload-" SIX },
	{ "/dev/shm/sem.XyZ123", "/dev/shm/sem." SIX },
	{ "/run/a/b.XyZ123", "/run/a/b." SIX },
	{ "/tmp/a.XyZ12", NULL },
	{ "/tmp/a.XyZ1234", NULL },
	{ "/tmp/.XyZ123", NULL },
	{ "/tmp/XyZ123", NULL },
	{ "/tmp/aXyZ123", NULL },
	{ "/etc/a.XyZ123", NULL },
	{ "/home/a/tmp/a.XyZ123", NULL },
	{ "/tmp", NULL },
	{ "/tmp/", NULL },
	{ "/tmpa.XyZ123", NULL },
	{ "tmpfs:/a.XyZ123", NULL },
	/* Words. */
	{ "/tmp/a.config", NULL },
	{ "/tmp/a.socket", NULL },
	{ "/tmp/a-output", NULL },
	{ "/tmp/my_folder", NULL },
	{ "/run/a.abcdef", NULL },
	{ "/run/systemd/units-active", NULL },
	{ "/tmp/a.properties", NULL },
	{ "/tmp/log-20240101", NULL },
	/* mktemp(1), Python, extensions, those without a separator. */
	{ "/tmp/tmp.0123456789", NULL },
	{ "/tmp/tmp.ab3defGHIJ", "/tmp/tmp." SIX "\\?\\?\\?\\?" },
	{ "/tmp/a-x_1bcdef", "/tmp/a-" SIX "\\?\\?" },
	{ "/tmp/a-x_1bcdeF", "/tmp/a-x_" SIX },
	{ "/tmp/ab-x_1bcde", NULL },
	{ "/tmp/tmpx_1bcdef", "/tmp/tmp" SIX "\\?\\?" },
	{ "/tmp/tmpabcdefgh", "/tmp/tmp" SIX "\\?\\?" },
	{ "/tmp/tmpabcdefg", NULL },
	{ "/tmp/ccXyZ123.o", "/tmp/cc" SIX ".o" },
	{ "/tmp/sortabcdef", "/tmp/sort" SIX },
	{ "/tmp/phpXyZ123", "/tmp/php" SIX },
	{ "/tmp/xphpXyZ12", NULL },
	{ "/tmp/a.XyZ123.txt", "/tmp/a." SIX ".txt" },
	{ "/tmp/a.XyZ123.TXT", NULL },
	{ "/tmp/a.XyZ123.text1", NULL },
	{ "/tmp/a.XyZ123.", NULL },
	/* Numbers of processes. */
	{ "/tmp/a.4711", "/tmp/a.\\$" },
	{ "/tmp/4711", "/tmp/\\$" },
	{ "/tmp/4711/a.815.x", "/tmp/\\$/a.\\$.x" },
	{ "/tmp/a38", NULL },
	{ "/tmp/a-38-XyZ123", "/tmp/a-\\$-" SIX },
	{ "/tmp/a.4712", NULL },
	{ "/tmp/a.04711", NULL },
	{ "/tmp/a.4711x", NULL },
	{ "/tmp/a\\0404711", "/tmp/a\\040\\$" },
	{ "/tmp/a\\1164711", "/tmp/a\\116\\$" },
	{ "/tmp/a\\\\38", "/tmp/a\\\\\\$" },
	{ "/tmp/a.42949677670", NULL },
	{ "/etc/passwd.4711", NULL },
	/* O_TMPFILE */
	{ "/tmp/#77", "/tmp/#\\$" },
	{ "/srv/a/#77", "/srv/a/#\\$" },
	{ "/srv/#77/", NULL },
	{ "/srv/#77a", NULL },
	{ "/srv/#", NULL },
	{ "/srv/a#77", NULL },
};

/* clang-format on */

static void describe_name(const struct name_row *row, char *desc)
{
	strscpy(desc, row->name, KUNIT_PARAM_DESC_SIZE);
	/* TAP ends a description there. */
	for (; *desc; desc++)
		if (*desc == '#')
			*desc = '=';
}

KUNIT_ARRAY_PARAM(name, name_rows, describe_name);

static void expect_name(struct kunit *test, const struct ccs_general *how,
			bool looking, const char *name, const char *pattern)
{
	const struct ccs_str str = ccs_str_of(name, strlen(name));
	struct ccs_emit emit = { .size = ROOM };

	emit.buf = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, emit.buf);
	ccs_general_print(&emit, how, looking, &str);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, emit.buf, pattern);
	KUNIT_EXPECT_TRUE(test, emit.len <= 2 * str.len);
}

static void test_general_name(struct kunit *test)
{
	const struct name_row *const row = test->param_value;
	static const struct ccs_general none = { .kinds = 0 };

	expect_name(test, &all, true, row->name, row->pattern ?: row->name);
	expect_name(test, &none, true, row->name, row->name);
}

/**
 * struct kind_row - a kind and a name of it
 * @kind: the kind, alone
 * @name: what is generalised by it and by no other
 */
struct kind_row {
	enum ccs_general_kind kind;
	const char *name;
};

static void test_general_kinds(struct kunit *test)
{
	static const struct kind_row rows[] = {
		{ CCS_GENERAL_PROC, "proc:/1/stat" },
		{ CCS_GENERAL_PROC, "proc:/self/fd/1" },
		{ CCS_GENERAL_PIPE, "pipe:[1]" },
		{ CCS_GENERAL_PTS, "devpts:/1" },
		{ CCS_GENERAL_TEMP, "/tmp/a.XyZ123" },
		{ CCS_GENERAL_TEMP, "/srv/#1" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ccs_general how = {
			.kinds = ALL_KINDS & ~BIT(rows[i].kind),
		};

		expect_name(test, &how, true, rows[i].name, rows[i].name);
	}
}

/* Of another process nothing is generalised that is more than a look. */
static void test_general_looking(struct kunit *test)
{
	expect_name(test, &all, false, "proc:/12/comm", "proc:/12/comm");
	expect_name(test, &all, false, "proc:/12/task/13/comm",
		    "proc:/12/task/13/comm");
	expect_name(test, &all, false, "proc:/self/task/13/comm",
		    "proc:/self/task/\\$/comm");
	expect_name(test, &all, false, "pipe:[1]", "pipe:[\\$]");
}

static struct kunit_case generalise_cases[] = {
	KUNIT_CASE_PARAM(test_general_name, name_gen_params),
	KUNIT_CASE(test_general_kinds),
	KUNIT_CASE(test_general_looking),
	{}
};

static struct kunit_suite generalise_suite = {
	.name = "ccs_generalise",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = generalise_cases,
};

kunit_test_suite(generalise_suite);
