// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on what only the administrator may do to the machine
 */

#include <linux/capability.h>
#include <linux/ccsecurity.h>
#include <linux/cred.h>
#include <linux/kernel_read_file.h>
#include <linux/lsm_hooks.h>
#include <linux/sched.h>
#include <linux/security.h>

#include "check_capability.h"
#include "compat.h"
#include "hooks.h"
#include "setup.h"
#include "subject.h"

/*
 * The kernel asks for these wherever the clock is set and a module is loaded or
 * unloaded, and for nothing else. It asks itself first, so nobody is judged who
 * is refused anyhow; and it asks anywhere, so nobody waits.
 */
static int item_of(int cap)
{
	switch (cap) {
	case CAP_SYS_TIME:
		return CCS_ITEM_CAPABILITY_SYS_TIME;
	case CAP_SYS_MODULE:
		return CCS_ITEM_CAPABILITY_USE_KERNEL_MODULE;
	default:
		return CCS_ITEM_NONE;
	}
}

static int hook_capable(const struct cred *cred, struct user_namespace *ns,
			int cap, unsigned int opts)
{
	const int item = item_of(cap);

	if (likely(item == CCS_ITEM_NONE))
		return 0;
	/* Neither about another task nor on behalf of nobody. */
	if (cred != current_cred() || (current->flags & PF_KTHREAD))
		return 0;
	if (opts & CAP_OPT_NOAUDIT)
		return ccs_check_capability_quiet(ccs_subject_atomic(), item);
	return ccs_check_capability_atomic(ccs_subject_atomic(), item);
}

static int check_item(enum ccs_item item)
{
	if (!ccs_active)
		return 0;
	return ccs_check_capability(ccs_subject(), item);
}

/* kexec_load() comes here; unloading, too. */
static int hook_kernel_load_data(enum kernel_load_data_id id, bool contents)
{
	if (id != LOADING_KEXEC_IMAGE)
		return 0;
	return check_item(CCS_ITEM_CAPABILITY_SYS_KEXEC_LOAD);
}

/* kexec_file_load() comes here; with an initramfs only after the image. */
static int hook_kernel_read_file(struct file *file,
				 enum kernel_read_file_id id, bool contents)
{
	if (id != READING_KEXEC_IMAGE)
		return 0;
	return check_item(CCS_ITEM_CAPABILITY_SYS_KEXEC_LOAD);
}

/**
 * ccs_reboot - reboot() is called
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_reboot(void)
{
	return check_item(CCS_ITEM_CAPABILITY_SYS_REBOOT);
}

/**
 * ccs_vhangup - vhangup() is called
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_vhangup(void)
{
	return check_item(CCS_ITEM_CAPABILITY_SYS_VHANGUP);
}

/**
 * ccs_sethostname - sethostname() or setdomainname() is called
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_sethostname(void)
{
	return check_item(CCS_ITEM_CAPABILITY_SYS_SETHOSTNAME);
}

static struct security_hook_list capability_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(capable, hook_capable),
	LSM_HOOK_INIT(kernel_load_data, hook_kernel_load_data),
	LSM_HOOK_INIT(kernel_read_file, hook_kernel_read_file),
};

/**
 * ccs_add_capability_hooks - register the hooks of this file
 */
void __init ccs_add_capability_hooks(void)
{
	ccs_add_hooks(capability_hooks, ARRAY_SIZE(capability_hooks));
}
