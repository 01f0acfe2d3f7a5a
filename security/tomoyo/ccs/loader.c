// SPDX-License-Identifier: GPL-2.0-only
/*
 * Start of the policy loader
 */

#include <linux/atomic.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/string.h>
#include <linux/umh.h>

#include "abi.h"
#include "common.h"
#include "loader.h"
#include "root.h"

/* Written by the LSM framework: not 0 if the LSM is to run. */
int ccs_enabled __ro_after_init = 1;

static const char *loader __ro_after_init = CONFIG_CCSECURITY_LOADER;
static const char *trigger __ro_after_init = CONFIG_CCSECURITY_TRIGGER;
static bool panic_on_failure __ro_after_init;

static int __init set_loader(char *value)
{
	loader = value;
	return 1;
}
__setup("CCS_loader=", set_loader);

static int __init set_trigger(char *value)
{
	trigger = value;
	return 1;
}
__setup("CCS_trigger=", set_trigger);

/*
 * Before the LSMs are initialised. ``panic`` stops a system whose policy can't
 * be enforced, where an administrator prefers that to running without.
 */
static int __init set_enabled(char *value)
{
	if (!value)
		return 0;
	if (!strcmp(value, "off"))
		ccs_enabled = 0;
	else if (!strcmp(value, "panic"))
		panic_on_failure = true;
	else if (strcmp(value, "on"))
		pr_err("ccsecurity=%s is not on, off or panic\n", value);
	return 0;
}
early_param(CCS_NAME, set_enabled);

static bool loader_exists(void)
{
	struct path path;

	if (kern_path(loader, LOOKUP_FOLLOW, &path)) {
		pr_info_ratelimited("Not activating Mandatory Access Control as %s does not exist.\n",
				    loader);
		return false;
	}
	path_put(&path);
	return true;
}

static void activate(void)
{
	const char *const why = ccs_root_activate();

	if (!why) {
		pr_info("%s: Mandatory Access Control activated.\n",
			CCS_VERSION);
		return;
	}
	if (panic_on_failure)
		panic(CCS_NAME ": policy is not enforced: %s\n", why);
	pr_crit("POLICY IS NOT ENFORCED: %s\n", why);
}

static void run_loader(void)
{
	char *argv[] = { (char *)loader, NULL };
	char *envp[] = {
		"HOME=/",
		"PATH=/sbin:/bin:/usr/sbin:/usr/bin",
		NULL,
	};

	pr_info("Calling %s to load policy. Please wait.\n", loader);
	call_usermodehelper(loader, argv, envp, UMH_WAIT_PROC);
	activate();
}

/**
 * ccs_loader_trigger - load the policy if this execution is the trigger
 * @filename: the string passed to execve(); compared as it is
 *
 * The loader runs once, to its end, before the trigger goes on; what it wrote
 * is then put in force (semantics 2.3). If there is no loader, the next
 * execution of the trigger tries again.
 *
 * Context: May sleep.
 */
void ccs_loader_trigger(const char *filename)
{
	static atomic_t called = ATOMIC_INIT(0);

	if (likely(atomic_read(&called)) || strcmp(filename, trigger))
		return;
	if (loader_exists() && !atomic_xchg(&called, 1))
		run_loader();
}
