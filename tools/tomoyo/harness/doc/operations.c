// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which operations there are
 */

#include "../core/items.h"
#include "../core/ops.h"
#include "doc.h"

/* One a line: its words as in a line of policy. */
static void print_words(const char *category, const char *words)
{
	printf("%s %s\n", category, words);
}

static void print_network(int type, const char *family)
{
	int protocol, op;

	for (protocol = 0; protocol < CCS_PROTOCOL_COUNT; protocol++) {
		for (op = 0; ccs_op_names[type][op]; op++) {
			if (ccs_op_item(type, protocol, op) < 0)
				continue;
			printf("%s %s %s %s\n", ccs_acl_directives[type], family,
			       ccs_protocol_names[protocol], ccs_op_names[type][op]);
		}
	}
}

static void print_type(int type)
{
	int op;

	if (type == CCS_ACL_INET || type == CCS_ACL_UNIX) {
		print_network(type, ccs_family_names[type == CCS_ACL_UNIX ?
						     CCS_FAMILY_UNIX : CCS_FAMILY_INET]);
		return;
	}
	for (op = 0; op < CCS_OP_MAX && ccs_op_names[type][op]; op++)
		print_words(ccs_acl_directives[type], ccs_op_names[type][op]);
}

/* An item of 1.7 that has no word in 1.8, or a capability. */
static bool item_is_operation(int item)
{
	return ccs_item_category[item] == CCS_CATEGORY_CAPABILITY ||
	       !ccs_item_names_18[item];
}

/**
 * doc_operations - print every operation that can be asked for
 *
 * One a line, its words as in a line of policy, in the order of the tables.
 */
void doc_operations(void)
{
	int type, item;

	for (type = 0; type < CCS_ACL_TYPE_COUNT; type++)
		print_type(type);
	for (item = 0; item < CCS_ITEM_COUNT; item++)
		if (item_is_operation(item))
			print_words(ccs_category_names[ccs_item_category[item]],
				    ccs_item_name(item));
}
