// SPDX-License-Identifier: GPL-2.0-only
/*
 * Start of the policy loader
 */

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/nsproxy.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/umh.h>

#include "activation.h"
#include "common.h"
#include "loader.h"

static const char *loader __ro_after_init = CONFIG_CCSECURITY_LOADER;
static bool loader_was_named __ro_after_init;
static const char *triggers __ro_after_init = CONFIG_CCSECURITY_TRIGGER;

static int __init set_loader(char *value)
{
	if (ccs_door_open("CCS_loader=")) {
		loader = value;
		loader_was_named = true;
	}
	return 1;
}
__setup("CCS_loader=", set_loader);

static int __init set_trigger(char *value)
{
	if (ccs_door_open("CCS_trigger="))
		triggers = value;
	return 1;
}
__setup("CCS_trigger=", set_trigger);

/* Is it one of the triggers, which colons separate? */
static bool is_trigger(const char *filename)
{
	const size_t len = strlen(filename);
	const char *one = triggers;
	size_t size;

	for (;; one += size + 1) {
		size = strcspn(one, ":");
		if (size == len && !memcmp(one, filename, len))
			return true;
		if (!one[size])
			return false;
	}
}

static bool loader_exists(void)
{
	struct path path;

	if (kern_path(loader, LOOKUP_FOLLOW, &path))
		return false;
	path_put(&path);
	return true;
}

/* To its end, before the trigger goes on (semantics 2.3). */
static void run_loader(void)
{
	char *argv[] = { (char *)loader, NULL };
	char *envp[] = {
		"HOME=/",
		"PATH=/sbin:/bin:/usr/sbin:/usr/bin",
		NULL,
	};
	int status;

	ccs_activation_set(CCS_CALLED, loader);
	status = call_usermodehelper(loader, argv, envp, UMH_WAIT_PROC);
	ccs_activation_try(loader, status);
}

/*
 * In a mount namespace of its own process 1 could bring the loader, and the
 * policy, along.
 */
static bool at_home(void)
{
	return current->nsproxy->mnt_ns == init_nsproxy.mnt_ns;
}

static void start_loading(bool by_init)
{
	if (!at_home())
		ccs_activation_set(CCS_FOREIGN, loader);
	else if (by_init)
		ccs_activation_set(CCS_INIT_LOADS, loader);
	else if (loader_exists())
		run_loader();
	else
		ccs_activation_set(loader_was_named ? CCS_NO_LOADER : CCS_UNUSED,
				   loader);
}

/* Only process 1 asks, so nothing of this happens twice at a time. */
static noinline void init_executes(const char *filename)
{
	const enum ccs_activation state = ccs_activation();
	const bool by_init = !strcmp(filename, loader);

	if (state >= CCS_DONE)
		return;
	if (state != CCS_INIT_LOADS) {
		if (by_init || is_trigger(filename))
			start_loading(by_init);
	} else if (!by_init) {
		ccs_activation_try(loader, false);
	}
}

/**
 * ccs_loader_wait - say what it takes for policy to be loaded
 *
 * Context: May sleep.
 */
void __init ccs_loader_wait(void)
{
	ccs_activation_set(CCS_WAITING, triggers);
}

/**
 * ccs_loader_exec - load policy if this execution says that it is time
 * @filename: the string passed to execve(); compared as it is
 *
 * Only the first process of the system, in the mount namespace that the system
 * began with, can say so: by starting a trigger, whereupon the loader runs
 * once. A first process that is the loader itself has no helper started; what
 * it wrote is put in force when it starts another program. Anybody else may
 * execute a program of these names, and nothing comes of it.
 *
 * Context: May sleep.
 */
void ccs_loader_exec(const char *filename)
{
	if (unlikely(is_global_init(current)))
		init_executes(filename);
}
