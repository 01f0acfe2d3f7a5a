// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests for capabilities
 */

#include "check.h"
#include "check_capability.h"
#include "core/ops.h"

static int check_item(struct ccs_ident *ident, enum ccs_item item, bool atomic,
		      bool quiet)
{
	struct ccs_check check = {
		.ident = ident,
		.atomic = atomic,
		.quiet = quiet,
		.request = {
			.type = CCS_ACL_CAPABILITY,
			.number = { item - CCS_ITEM_CAPABILITY_FIRST },
		},
	};
	int err;

	if (ccs_mode_of(ident, item) == CCS_MODE_DISABLED)
		return 0;
	ccs_facts_init(&check.facts, NULL, NULL);
	check.request.facts = &check.facts.base;
	err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	return err;
}

/**
 * ccs_check_capability - check that a capability is used (semantics 11)
 * @ident: the domain it is judged in
 * @item: the capability's item
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_capability(struct ccs_ident *ident, enum ccs_item item)
{
	return check_item(ident, item, false, false);
}

/**
 * ccs_check_capability_atomic - the same where nothing may sleep
 * @ident: the domain it is judged in
 * @item: the capability's item
 *
 * Context: Any but NMI.
 * Return: 0, or an error that denies.
 */
int ccs_check_capability_atomic(struct ccs_ident *ident, enum ccs_item item)
{
	return check_item(ident, item, true, false);
}

/**
 * ccs_check_capability_quiet - the same for who only wants to know
 * @ident: the domain it is judged in
 * @item: the capability's item
 *
 * Nothing is recorded or learned.
 *
 * Context: Any but NMI.
 * Return: 0, or an error that denies.
 */
int ccs_check_capability_quiet(struct ccs_ident *ident, enum ccs_item item)
{
	return check_item(ident, item, true, true);
}
