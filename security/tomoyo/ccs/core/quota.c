// SPDX-License-Identifier: GPL-2.0-only
/*
 * Text of memory quotas
 */

#include "env.h"
#include "number.h"
#include "quota.h"
#include "word.h"

static const char *const labels_18[CCS_ACCOUNT_COUNT] = {
#define X(id, label18, label17) [CCS_ACCOUNT_##id] = label18,
	CCS_ACCOUNTS(X)
#undef X
};

static const char *const labels_17[CCS_ACCOUNT_COUNT] = {
#define X(id, label18, label17) [CCS_ACCOUNT_##id] = label17,
	CCS_ACCOUNTS(X)
#undef X
};

/**
 * ccs_quota_line - read a line that sets a quota
 * @line: a normalised line
 * @dialect: CCS_DIALECT_18 if it is one of the node ``stat``, CCS_DIALECT_17 if
 *	of ``meminfo``
 * @quota: the quota in bytes, 0 for none
 *
 * What was read from the node can be written back, so what follows the number
 * and lines about other things mean nothing. Neither does a number in another
 * radix, which the original took for 0, that is for no limit at all.
 *
 * Return: an enum ccs_account, or -1 if the line sets none.
 */
int ccs_quota_line(const struct ccs_span *line, u8 dialect,
		   unsigned long *quota)
{
	const char *const *const labels = dialect == CCS_DIALECT_17 ?
					  labels_17 : labels_18;
	int account;

	for (account = 0; account < CCS_ACCOUNT_COUNT; account++) {
		struct ccs_span rest = *line, word;
		u64 value;

		if (!ccs_span_eat(&rest, labels[account]))
			continue;
		ccs_span_eat(&rest, " ");
		ccs_span_word(&rest, &word);
		if (!ccs_decimal_parse(&word, ~0UL >> 1, &value))
			return -1;
		*quota = value;
		return account;
	}
	return -1;
}

/**
 * ccs_quota_print - print how much memory an account uses
 * @emit: the writer
 * @account: the account
 * @used: bytes in use
 * @quota: bytes allowed, 0 for no limit
 */
void ccs_quota_print(struct ccs_emit *emit, enum ccs_account account,
		     unsigned long used, unsigned long quota)
{
	ccs_emit(emit, "%-37s %10lu", labels_18[account], used);
	if (quota)
		ccs_emit(emit, " (Quota: %10lu)", quota);
	ccs_emit_text(emit, "\n");
}

/**
 * ccs_quota_print_17 - the same as ``meminfo`` shows it
 * @emit: the writer
 * @account: the account; CCS_ACCOUNT_COUNT for the sum of all
 * @used: bytes in use
 * @quota: bytes allowed, 0 for no limit
 */
void ccs_quota_print_17(struct ccs_emit *emit, enum ccs_account account,
			unsigned long used, unsigned long quota)
{
	const char *const label = account == CCS_ACCOUNT_COUNT ?
				  "Total:" : labels_17[account];

	ccs_emit(emit, "%-12s %10lu", label, used);
	if (quota)
		ccs_emit(emit, "   (Quota: %10lu)", quota);
	ccs_emit_text(emit, "\n");
}
