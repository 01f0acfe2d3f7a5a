// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to send signals
 */

#include "check.h"
#include "check_signal.h"
#include "core/ops.h"

static struct ccs_str name_of(const struct ccs_ident *ident)
{
	const struct ccs_name *const name = ident->name;

	return (struct ccs_str){ name->text, name->len, name->hash };
}

/* Within a process and within a domain there is nothing to forbid. */
static bool needs_no_entry(const struct ccs_signal *signal,
			   const struct ccs_str *to)
{
	return signal->to_self || ccs_name_is(signal->from->name, to);
}

static int judge(const struct ccs_signal *signal, struct ccs_check *check)
{
	/* Credentials that were never completed belong to nobody. */
	if (!signal->from || !signal->to)
		return ccs_check_failed(CCS_MODE_ENFORCING,
					"finding the domain of a signal",
					-EPERM);
	check->request.path[0] = name_of(signal->to);
	if (!needs_no_entry(signal, &check->request.path[0]))
		return ccs_check(check);
	ccs_check_granted(check);
	return 0;
}

/**
 * ccs_check_signal - check that a signal is sent (semantics 10)
 * @signal: the signal
 *
 * Context: Any but NMI if @signal is atomic, else may sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_signal(const struct ccs_signal *signal)
{
	struct ccs_check check = {
		.ident = signal->from,
		.atomic = signal->atomic,
		.request = {
			.type = CCS_ACL_SIGNAL,
			.number = { signal->sig },
		},
	};
	int err;

	if (ccs_mode_of(signal->from, CCS_ITEM_IPC_SIGNAL) == CCS_MODE_DISABLED)
		return 0;
	ccs_facts_init(&check.facts, NULL, NULL);
	check.facts.foreign = signal->foreign;
	check.request.facts = &check.facts.base;
	err = judge(signal, &check);
	ccs_facts_free(&check.facts);
	return err;
}
