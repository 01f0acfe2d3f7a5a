// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of lines that set quotas
 */

#include "../core/quota.h"
#include "line.h"

/**
 * struct setting - what a line sets
 * @account: enum ccs_account, -1 for none
 * @quota: bytes
 */
struct setting {
	int account;
	unsigned long quota;
};

static struct setting setting_of(const char *text, u8 dialect)
{
	char *const line = vectors_format("%s", text);
	const struct ccs_span span = {
		line, ccs_line_normalise(line, strlen(line))
	};
	struct setting setting = {};

	setting.account = ccs_quota_line(&span, dialect, &setting.quota);
	free(line);
	return setting;
}

static char *show(const struct setting *setting)
{
	char *const out = vectors_format("%-256s", "-\n");
	struct ccs_emit emit = { .buf = out, .size = 256 };

	if (setting->account >= 0)
		ccs_quota_print(&emit, setting->account, 0, setting->quota);
	out[strcspn(out, "\n")] = '\0';
	return out;
}

/* The printed lines of 1.7 are given as 1.8 would be told to set the same. */
static char *wanted_by(const struct vectors_row *row, u8 dialect)
{
	struct setting setting;

	if (dialect == CCS_DIALECT_18 || vectors_is(row->column[4], "-"))
		return vectors_format("%s", row->column[4]);
	setting = setting_of(row->column[4], CCS_DIALECT_18);
	return show(&setting);
}

/**
 * vectors_quota - judge a row of policy-lines about memory
 * @row: the row
 *
 * What such a line says about other things is ignored, never refused.
 *
 * Return: false if it is about something else.
 */
bool vectors_quota(struct vectors_row *row)
{
	const u8 dialect = vectors_dialect(row, 0);
	const char *const node = dialect == CCS_DIALECT_17 ? "meminfo" : "stat";
	struct setting setting;
	char *want, *got;

	if (!vectors_is(row->column[1], node))
		return false;
	setting = setting_of(row->column[2], dialect);
	want = wanted_by(row, dialect);
	got = show(&setting);
	vectors_expect(row, want, got);
	free(want);
	free(got);
	return true;
}
