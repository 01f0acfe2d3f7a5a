// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of how requests are printed
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/learn.h"
#include "fixture.h"
#include "question.h"

#define ROOM 512

/**
 * struct request_row - a request in the words of 1.7
 * @request: as a line that would grant it
 * @text: as it is printed; NULL if 1.7 has no words of its own
 */
struct request_row {
	const char *request;
	const char *text;
};

/* clang-format off */
static const struct request_row request_rows[] = {
	{ "file read /etc/passwd", "allow_read /etc/passwd" },
	{ "file write /a", "allow_write /a" },
	{ "file append /a", "allow_write /a" },
	{ "file write/append /a", "allow_write /a" },
	{ "file read/write /a", "allow_read/write /a" },
	{ "file read/append /a", "allow_read/write /a" },
	{ "file execute /bin/a\\040b", "allow_execute /bin/a\\040b" },
	{ "file unlink /a", "allow_unlink /a" },
	{ "file unmount /a/", "allow_unmount /a/" },
	{ "file getattr /a", NULL },
	{ "allow_rewrite /a", NULL },
	{ "file rename /a /b", "allow_rename /a /b" },
	{ "file pivot_root /a/ /b/", "allow_pivot_root /a/ /b/" },
	{ "file create /a 0644", "allow_create /a 0644" },
	{ "file mkdir /a/ 0", "allow_mkdir /a/ 00" },
	{ "file ioctl /a 0x5401", "allow_ioctl /a 0x5401" },
	{ "file chown /a 16", "allow_chown /a 16" },
	{ "file mkchar /a 0666 1 3", "allow_mkchar /a 0666 1 3" },
	{ "file mount any /b/ --remount 0", "allow_mount any /b/ --remount 0x0" },
	{ "network inet stream connect 10.0.0.1 80",
	  "allow_network TCP connect 10.0.0.1 80" },
	{ "network inet dgram send fe80::1 53",
	  "allow_network UDP connect fe80:0:0:0:0:0:0:1 53" },
	{ "network inet dgram recv 10.0.0.1 53",
	  "allow_network UDP connect 10.0.0.1 53" },
	{ "network inet raw bind 127.0.0.1 1",
	  "allow_network RAW bind 127.0.0.1 1" },
	{ "network inet seqpacket connect 10.0.0.1 80", NULL },
	{ "network unix stream connect /a", NULL },
	{ "misc env LD_PRELOAD", "allow_env LD_PRELOAD" },
	{ "capability SYS_TIME", "allow_capability SYS_TIME" },
	{ "allow_capability SYS_CHROOT", NULL },
	{ "ipc signal 9 <kernel> /a", "allow_signal 9 <kernel> /a" },
};

/* clang-format on */

static void describe_request(const struct request_row *row, char *desc)
{
	strscpy(desc, row->request, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(request, request_rows, describe_request);

static void test_request_print_17(struct kunit *test)
{
	const struct request_row *const row = test->param_value;
	struct ccs_question question;
	char buf[ROOM];
	struct ccs_emit emit = { .buf = buf };

	ccs_question_read(test, &question, row->request, &ccs_root_facts);
	emit.size = ccs_request_size(&question.request);
	KUNIT_ASSERT_TRUE(test, emit.size <= sizeof(buf));
	ccs_request_print_17(&emit, &question.request);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, row->text ?: row->request);
}

static struct kunit_case request_cases[] = {
	KUNIT_CASE_PARAM(test_request_print_17, request_gen_params),
	{}
};

static struct kunit_suite request_suite = {
	.name = "ccs_request",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = request_cases,
};

kunit_test_suite(request_suite);
