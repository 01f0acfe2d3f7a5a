/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: lines that set quotas, and how quotas are printed
 */

#ifndef CCS_KUNIT_VECTORS_QUOTA_LINE_H
#define CCS_KUNIT_VECTORS_QUOTA_LINE_H

/**
 * struct quota_line_row - a line of ``stat`` or of ``meminfo``
 * @desc: what the row is about
 * @dialect: CCS_DIALECT_18 for ``stat``, CCS_DIALECT_17 for ``meminfo``
 * @line: the line
 * @account: enum ccs_account, -1 if it sets none
 * @quota: bytes
 */
struct quota_line_row {
	const char *desc;
	u8 dialect;
	const char *line;
	int account;
	unsigned long quota;
};

/**
 * struct quota_print_row - how much an account uses
 * @desc: what the row is about
 * @dialect: CCS_DIALECT_18 for ``stat``, CCS_DIALECT_17 for ``meminfo``
 * @account: enum ccs_account
 * @used: bytes in use
 * @quota: bytes allowed, 0 for no limit
 * @text: what is printed
 */
struct quota_print_row {
	const char *desc;
	u8 dialect;
	int account;
	unsigned long used;
	unsigned long quota;
	const char *text;
};

/* clang-format off */
static const struct quota_line_row quota_line_rows[] = {
	{ "policy", CCS_DIALECT_18,
	  "Memory used by policy: 7340032", CCS_ACCOUNT_POLICY, 7340032 },
	{ "audit log", CCS_DIALECT_18,
	  "Memory used by audit log: 10", CCS_ACCOUNT_AUDIT, 10 },
	{ "query message", CCS_DIALECT_18,
	  "Memory used by query message: 0", CCS_ACCOUNT_QUERY, 0 },
	{ "no blank before the number", CCS_DIALECT_18,
	  "Memory used by policy:5", CCS_ACCOUNT_POLICY, 5 },
	{ "as it is printed", CCS_DIALECT_18,
	  "Memory used by policy: 99 (Quota: 7)", CCS_ACCOUNT_POLICY, 99 },
	{ "another account", CCS_DIALECT_18,
	  "Memory used by others: 1", -1, 0 },
	{ "another line", CCS_DIALECT_18,
	  "Policy updates: 3", -1, 0 },
	{ "empty", CCS_DIALECT_18,
	  "", -1, 0 },
	{ "no number", CCS_DIALECT_18,
	  "Memory used by policy:", -1, 0 },
	{ "a word for the number", CCS_DIALECT_18,
	  "Memory used by policy: none", -1, 0 },
	{ "a hexadecimal number", CCS_DIALECT_18,
	  "Memory used by policy: 0x10", -1, 0 },
	{ "too large a number", CCS_DIALECT_18,
	  "Memory used by policy: 18446744073709551616", -1, 0 },
	{ "1.7 policy", CCS_DIALECT_17,
	  "Policy: 7340032", CCS_ACCOUNT_POLICY, 7340032 },
	{ "1.7 audit logs", CCS_DIALECT_17,
	  "Audit logs: 11", CCS_ACCOUNT_AUDIT, 11 },
	{ "1.7 query lists", CCS_DIALECT_17,
	  "Query lists: 12", CCS_ACCOUNT_QUERY, 12 },
	{ "1.7 does not know what 1.8 says", CCS_DIALECT_17,
	  "Memory used by policy: 1", -1, 0 },
	{ "1.8 does not know what 1.7 says", CCS_DIALECT_18,
	  "Policy: 1", -1, 0 },
};

static const struct quota_print_row quota_print_rows[] = {
	{ "no limit", CCS_DIALECT_18, CCS_ACCOUNT_POLICY, 4096, 0,
	  "Memory used by policy:                      4096\n" },
	{ "a limit", CCS_DIALECT_18, CCS_ACCOUNT_AUDIT, 0, 65536,
	  "Memory used by audit log:                      0 (Quota:      65536)\n" },
	{ "1.7 policy, a limit", CCS_DIALECT_17, CCS_ACCOUNT_POLICY, 65536, 1048576,
	  "Policy:           65536   (Quota:    1048576)\n" },
	{ "1.7 audit logs", CCS_DIALECT_17, CCS_ACCOUNT_AUDIT, 4096, 0,
	  "Audit logs:        4096\n" },
	{ "1.7 query lists", CCS_DIALECT_17, CCS_ACCOUNT_QUERY, 0, 0,
	  "Query lists:          0\n" },
	{ "1.7 total", CCS_DIALECT_17, CCS_ACCOUNT_COUNT, 69632, 0,
	  "Total:            69632\n" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_QUOTA_LINE_H */
