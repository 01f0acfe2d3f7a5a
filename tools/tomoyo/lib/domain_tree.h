/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree of domains
 */

#ifndef CCS_LIB_DOMAIN_TREE_H
#define CCS_LIB_DOMAIN_TREE_H

/* How a tree is printed. */
enum ccs_tree_format {
	CCS_TREE_TEXT,
	CCS_TREE_JSON,
	CCS_TREE_FLAT,
	CCS_TREE_DOT,
};

void ccs_domain_tree(const char *domains, const char *profiles,
		     const char *prefix, enum ccs_tree_format format);

#endif /* CCS_LIB_DOMAIN_TREE_H */
