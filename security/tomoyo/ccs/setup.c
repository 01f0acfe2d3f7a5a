// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registration
 */

#include <linux/cred.h>
#include <linux/init.h>
#include <linux/lsm_hooks.h>

#include "activation.h"
#include "blob.h"
#include "builtin.h"
#include "common.h"
#include "compat.h"
#include "fowner.h"
#include "genl.h"
#include "hooks.h"
#include "iface.h"
#include "isolate.h"
#include "loader.h"
#include "root.h"
#include "setup.h"

CCS_LSM_ID_DEFINE(lsm_id);

/* Sizes we ask for, replaced by offsets when the framework has added them. */
struct lsm_blob_sizes ccs_blob_sizes __ro_after_init = {
	.lbs_cred = sizeof(struct ccs_cred_blob),
	.lbs_task = sizeof(struct ccs_task_blob),
#ifdef CONFIG_CCSECURITY_ISOLATION
	.lbs_inode = sizeof(union ccs_inode_blob),
	.lbs_ipc = sizeof(struct ccs_ipc_blob),
#endif
};

bool ccs_active __ro_after_init;

/* Why, if not; the framework does not tell an LSM that it is left out. */
static const char *inactive __ro_after_init;

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
	int err;

	if (ccs_turned_off()) {
		inactive = "TURNED OFF by " CCS_NAME "=off, NOTHING IS RESTRICTED";
		/* So it is listed among the modules all the same. */
		ccs_add_hooks(NULL, 0);
		return 0;
	}
	err = ccs_root_init() ?: ccs_fowner_init();
	if (err) {
		inactive = "no memory";
		return err;
	}
	ccs_builtin_load();
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
	ccs_add_isolate_hooks();
	ccs_active = true;
	return 0;
}

/* No program has run by now. */
static int __init init_nodes(void)
{
	if (!ccs_active)
		return 0;
	if (IS_ENABLED(CONFIG_CCSECURITY_BUILTIN_ONLY))
		ccs_activation_try("the kernel image", false);
	else
		ccs_loader_wait();
	return ccs_iface_init() ?: ccs_genl_init();
}

CCS_LSM_INITCALL_FS(init_nodes);

/* Late, where it is seen; who does not list us is not disturbed at each boot. */
static int __init report_inactive(void)
{
	if (ccs_active)
		return 0;
	if (inactive)
		pr_crit("not active: %s\n", inactive);
	else
		pr_info("not active: not in the lsm= list\n");
	return 0;
}
late_initcall(report_inactive);

DEFINE_LSM(ccsecurity) = {
	CCS_LSM_INFO_IDENT(lsm_id),
	.blobs = &ccs_blob_sizes,
	.init = init_lsm,
	CCS_LSM_INFO_INITCALL_FS(init_nodes)
};
