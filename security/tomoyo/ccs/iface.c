// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes in securityfs
 */

#include <linux/err.h>
#include <linux/security.h>

#include "abi.h"
#include "common.h"
#include "iface.h"
#include "nodes.h"

struct node_row {
	const char *name;
	umode_t mode;
	const struct ccs_text_node *node;
	const struct file_operations *fops;
};

static const struct node_row nodes[] __initconst = {
	{ "domain_policy", 0600, &ccs_domain_node, &ccs_text_fops },
	{ "exception_policy", 0600, &ccs_exception_node, &ccs_text_fops },
	{ "profile", 0600, &ccs_profile_node, &ccs_text_fops },
	{ "manager", 0600, &ccs_manager_node, &ccs_text_fops },
	{ "check", 0600, &ccs_check_node, &ccs_text_fops },
	{ "stat", 0644, &ccs_stat_node, &ccs_text_fops },
	{ "query", 0600, &ccs_query_node, &ccs_text_fops },
	{ ".process_status", 0600, &ccs_process_node, &ccs_text_fops },
	{ ".execute_handler", 0666, &ccs_handler_node, &ccs_text_fops },
	{ "audit", 0400, NULL, &ccs_audit_fops },
	{ "grant_log", 0400, NULL, &ccs_grant_log_fops },
	{ "reject_log", 0400, NULL, &ccs_reject_log_fops },
	{ "meminfo", 0600, &ccs_meminfo_node, &ccs_text_fops },
	{ ".domain_status", 0600, &ccs_domain_status_node, &ccs_text_fops },
	{ "self_domain", 0666, NULL, &ccs_self_fops },
	{ ".transition", 0222, NULL, &ccs_transition_fops },
	{ "version", 0400, NULL, &ccs_version_fops },
#ifdef CONFIG_CCSECURITY_ISOLATION
	{ "self_uuid", 0666, NULL, &ccs_isolate_fops },
#endif
};

/**
 * ccs_iface_init - create the nodes
 *
 * Return: 0 or an error of securityfs.
 */
int __init ccs_iface_init(void)
{
	struct dentry *const dir = securityfs_create_dir(CCS_DIRECTORY, NULL);
	size_t i;

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		const struct dentry *const file =
			securityfs_create_file(nodes[i].name, nodes[i].mode,
					       dir, (void *)nodes[i].node,
					       nodes[i].fops);

		if (IS_ERR(file)) {
			pr_err("can't create the node %s\n", nodes[i].name);
			return PTR_ERR(file);
		}
	}
	return 0;
}
