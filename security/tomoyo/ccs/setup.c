// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registration
 */

#include <linux/cred.h>
#include <linux/init.h>
#include <linux/lsm_hooks.h>

#include "blob.h"
#include "common.h"
#include "compat.h"
#include "fowner.h"
#include "genl.h"
#include "hooks.h"
#include "iface.h"
#include "loader.h"
#include "root.h"
#include "setup.h"

CCS_LSM_ID_DEFINE(lsm_id);

/* Sizes we ask for, replaced by offsets when the framework has added them. */
struct lsm_blob_sizes ccs_blob_sizes __ro_after_init = {
	.lbs_cred = sizeof(struct ccs_cred_blob),
	.lbs_task = sizeof(struct ccs_task_blob),
};

bool ccs_active __ro_after_init;

/**
 * ccs_add_hooks - register hooks
 * @hooks: the hooks; kept for ever
 * @count: their number
 */
void __init ccs_add_hooks(struct security_hook_list *hooks, int count)
{
	security_add_hooks(hooks, count, CCS_LSM_ID_REF(lsm_id));
}

/* The first task's credentials exist already; all others are copies. */
static void __init adopt_first_task(void)
{
	const struct ccs_policy *policy;

	mutex_lock(&ccs_policy_lock);
	policy = ccs_root_write();
	ccs_cred(current_cred())->ident = ccs_ident_get(policy->root->ident);
	mutex_unlock(&ccs_policy_lock);
}

static int __init init_lsm(void)
{
	const int err = ccs_root_init() ?: ccs_fowner_init();

	if (err) {
		pr_crit("not active: no memory\n");
		return err;
	}
	adopt_first_task();
	ccs_add_cred_hooks();
	ccs_add_exec_hooks();
	ccs_add_file_hooks();
	ccs_add_path_hooks();
	ccs_add_mount_hooks();
	ccs_add_socket_hooks();
	ccs_add_task_hooks();
	ccs_add_signal_hooks();
	ccs_add_capability_hooks();
	ccs_active = true;
	pr_info("active, nothing is restricted until a policy is loaded\n");
	return 0;
}

static int __init init_nodes(void)
{
	return ccs_active ? ccs_iface_init() ?: ccs_genl_init() : 0;
}

CCS_LSM_INITCALL_FS(init_nodes);

/* The framework does not tell an LSM that it is left out, so ask ourselves. */
static int __init report_inactive(void)
{
	if (!ccs_active)
		pr_info("not active: %s\n", ccs_enabled ?
			"no memory" : "not in the lsm= list, or turned off");
	return 0;
}
late_initcall(report_inactive);

DEFINE_LSM(ccsecurity) = {
	CCS_LSM_INFO_IDENT(lsm_id),
	.enabled = &ccs_enabled,
	.blobs = &ccs_blob_sizes,
	.init = init_lsm,
	CCS_LSM_INFO_INITCALL_FS(init_nodes)
};
