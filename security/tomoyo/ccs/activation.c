// SPDX-License-Identifier: GPL-2.0-only
/*
 * Is policy in force, and if not, why?
 *
 * Whoever believes to be protected and is not has no way to find out later, so
 * every way that a boot can take ends in one line of the log and of ``stat``.
 */

#include <linux/bits.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "abi.h"
#include "activation.h"
#include "common.h"
#include "core/emit.h"
#include "event.h"
#include "root.h"

/**
 * struct state_row - how a state is told
 * @stat: in the node ``stat``
 * @log: in the kernel log, once; NULL if that has been said. Both have a program
 *	or a reason for argument
 */
struct state_row {
	const char *stat;
	const char *log;
};

#define NOT_AS "Not activating Mandatory Access Control as "
#define ACTIVATED CCS_VERSION ": Mandatory Access Control activated."

static const struct state_row states[CCS_ACTIVATIONS] = {
	[CCS_WAITING] = {
		"no, process 1 has not started %s",
		KERN_INFO
		pr_fmt("active, nothing is restricted: waiting for process 1 to start %s\n"),
	},
	[CCS_FOREIGN] = {
		"no, process 1 is in another mount namespace than %s",
		KERN_CRIT pr_fmt(NOT_AS "process 1 is in another mount namespace than %s.\n"),
	},
	[CCS_NO_LOADER] = {
		"no, %s does not exist",
		KERN_WARNING pr_fmt(NOT_AS "%s does not exist.\n"),
	},
	/* Who does not use us is not to be told of it at each boot. */
	[CCS_UNUSED] = {
		"no, %s does not exist",
		NULL,
	},
	[CCS_CALLED] = {
		"no, %s is loading policy",
		KERN_INFO pr_fmt("Calling %s to load policy. Please wait.\n"),
	},
	[CCS_INIT_LOADS] = {
		"no, process 1 is %s and loads policy",
		KERN_INFO pr_fmt("Process 1 is %s and loads policy. Please wait.\n"),
	},
	[CCS_DONE] = {
		"yes, loaded by %s",
		KERN_INFO pr_fmt(ACTIVATED " Policy was loaded by %s.\n"),
	},
	[CCS_DOUBTFUL] = {
		"yes, loaded by %s, which failed",
		KERN_WARNING pr_fmt(ACTIVATED " POLICY MAY BE INCOMPLETE: %s failed.\n"),
	},
	[CCS_REFUSED] = {
		"NO, %s",
		KERN_CRIT pr_fmt("POLICY IS NOT ENFORCED: %s\n"),
	},
};

struct activation {
	enum ccs_activation state;
	const char *what;
	unsigned long said;
};

/* Written under ccs_policy_lock; the state alone is also read without it. */
static struct activation activation;

static bool turned_off __ro_after_init;
static bool panic_if_refused __ro_after_init;

/**
 * ccs_door_open - may the kernel command line weaken the protection?
 * @parameter: the parameter that would, for the log
 *
 * Return: false if the kernel was built without doors.
 */
bool __init ccs_door_open(const char *parameter)
{
	if (IS_ENABLED(CONFIG_CCSECURITY_DOORS))
		return true;
	pr_warn("%s is ignored: built without CONFIG_CCSECURITY_DOORS\n",
		parameter);
	return false;
}

/*
 * Before the LSMs are initialised. ``panic`` stops a system whose policy can't
 * be enforced, where an administrator prefers that to running without.
 */
static int __init set_wish(char *value)
{
	if (!value)
		return 0;
	if (!strcmp(value, "off"))
		turned_off = ccs_door_open(CCS_NAME "=off");
	else if (!strcmp(value, "panic"))
		panic_if_refused = true;
	else if (strcmp(value, "on"))
		pr_err("ccsecurity=%s is not on, off or panic\n", value);
	return 0;
}
early_param(CCS_NAME, set_wish);

/**
 * ccs_turned_off - does the command line say ccsecurity=off?
 *
 * Return: true if nothing shall be restricted.
 */
bool __init ccs_turned_off(void)
{
	return turned_off;
}

/**
 * ccs_activation - how far are we?
 *
 * Context: Any.
 * Return: the state.
 */
enum ccs_activation ccs_activation(void)
{
	return READ_ONCE(activation.state);
}

/**
 * ccs_activation_set - enter a state; each is logged once
 * @state: the state
 * @what: the program or the reason that belongs to it; kept
 *
 * Context: May sleep.
 */
void ccs_activation_set(enum ccs_activation state, const char *what)
{
	mutex_lock(&ccs_policy_lock);
	activation.what = what;
	WRITE_ONCE(activation.state, state);
	if (states[state].log && !(activation.said & BIT(state))) {
		activation.said |= BIT(state);
		printk(states[state].log, what);
	}
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_activation_try - put the policy that was loaded in force
 * @source: what loaded it; kept
 * @failed: it said that something went wrong
 *
 * Context: May sleep.
 */
void ccs_activation_try(const char *source, bool failed)
{
	const char *const why = ccs_root_activate();

	if (why)
		ccs_activation_set(CCS_REFUSED, why);
	else
		ccs_activation_set(failed ? CCS_DOUBTFUL : CCS_DONE, source);
	ccs_event_policy(why ? CCSECURITY_POLICY_CHANGE_REFUSED :
			       CCSECURITY_POLICY_CHANGE_ACTIVATED);
	if (why && panic_if_refused)
		panic(CCS_NAME ": policy is not enforced: %s\n", why);
}

/**
 * ccs_activation_print - print the state for the node ``stat``
 * @emit: the writer
 *
 * Context: Policy lock held.
 */
void ccs_activation_print(struct ccs_emit *emit)
{
	ccs_emit(emit, "%-38s", "Policy in force:");
	ccs_emit(emit, states[activation.state].stat, activation.what);
	ccs_emit(emit, "\n%-38s%s\n", "Doors on the command line:",
		 IS_ENABLED(CONFIG_CCSECURITY_DOORS) ? "open" : "closed");
}
