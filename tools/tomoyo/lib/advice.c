// SPDX-License-Identifier: GPL-2.0-only
/*
 * What to do about the state of the protection
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "advice.h"
#include "fail.h"
#include "iface.h"
#include "text.h"

#define BEFORE_US "%s comes before ccsecurity: what it refuses is not learned"

/**
 * struct adviser - who is told
 * @status: the state
 * @tell: called for each advice
 * @data: passed to it
 */
struct adviser {
	const struct ccs_status *status;
	ccs_advice_tell tell;
	void *data;
};

static void tell(const struct adviser *adviser, const char *code, char *text,
		 char *next)
{
	adviser->tell(code, text, next, adviser->data);
	free(text);
	free(next);
}

static char *start_trigger(const struct ccs_status *status)
{
	return status->init ?
		ccs_format("boot with CCS_trigger=%s", status->init) :
		ccs_strdup("boot with CCS_trigger= and the program of process 1");
}

/* What the kernel says, and what helps; those with NULL need more than text. */
static const struct {
	const char *what;
	const char *next;
} reasons[] = {
	{ "process 1 has not started ", NULL },
	{ "process 1 is in another mount namespace",
	  "have process 1 execute init where the kernel started it" },
	{ " does not exist",
	  "install ccs-init there, or boot with CCS_loader=PATH" },
	{ " is loading policy", "wait until it has ended" },
	{ " and loads policy", "wait until it executes another program" },
};

static char *next_step(const struct ccs_status *status)
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strstr(status->why, reasons[i].what))
			return reasons[i].next ? ccs_strdup(reasons[i].next) :
						 start_trigger(status);
	return ccs_format("ccs-checkpolicy --all %s, correct it, boot, or boot with CCS=previous",
			  status->dir);
}

static void about_activation(const struct adviser *adviser)
{
	const struct ccs_status *const status = adviser->status;

	if (!status->active)
		tell(adviser, "not-active",
		     ccs_format("no policy is in force: %s", status->why),
		     next_step(status));
	else if (!status->complete)
		tell(adviser, "incomplete",
		     ccs_strdup("the loader failed, so policy may be missing"),
		     ccs_format("see dmesg, and ccs-checkpolicy --all %s",
				status->dir));
	else if (!status->census.domains[CCS_CENSUS_ENFORCING])
		tell(adviser, "nothing-enforced",
		     ccs_strdup("no domain is in enforcing mode, so nothing is refused"),
		     ccs_strdup("ccs-setprofile puts a domain there when its policy is learned"));
}

static void about_words(const struct adviser *adviser)
{
	const struct ccs_status *const status = adviser->status;
	size_t i;

	for (i = 0; i < status->words.count; i++) {
		const char *const word = status->words.item[i].text;

		if (!strcmp(word, "CCS=disabled") ||
		    !strcmp(word, "CCS=previous") ||
		    !strcmp(word, "CCS_NOLOAD"))
			tell(adviser, "boot-word",
			     ccs_format("booted with %s", word),
			     ccs_strdup("boot without it when the reason for it is gone"));
	}
}

/* Learning sees only what those before let pass. */
static void about_order(const struct adviser *adviser)
{
	static const char *const others[] = {
		"selinux", "smack", "apparmor", "tomoyo",
	};
	char *const copy = ccs_strdup(adviser->status->lsm ?
				      adviser->status->lsm : "");
	const char *const us = strstr(copy, "ccsecurity");
	size_t i;

	for (i = 0; us && i < sizeof(others) / sizeof(others[0]); i++) {
		const char *const other = strstr(copy, others[i]);

		if (other && other < us)
			tell(adviser, "module-order",
			     ccs_format(BEFORE_US, others[i]),
			     ccs_format("boot with ccsecurity in front of %s in lsm=",
					others[i]));
	}
	free(copy);
}

static void about_domains(const struct adviser *adviser)
{
	const struct ccs_census *const census = &adviser->status->census;

	if (census->exceeded)
		tell(adviser, "quota-exceeded",
		     ccs_format("domains that stopped learning: %u",
				census->exceeded),
		     ccs_strdup("use patterns (ccs-patternize) or raise max_learning_entry"));
	if (census->failed)
		tell(adviser, "transition-failed",
		     ccs_format("domains that programs could not leave: %u",
				census->failed),
		     ccs_strdup("see dmesg; delete transition_failed when it is corrected"));
}

static void about_memory(const struct adviser *adviser, const char *what)
{
	char *const label = ccs_format("Memory used by %s:", what);
	const unsigned long long used = ccs_status_number(adviser->status,
							  label);
	char *const quota = ccs_status_part(adviser->status, label, "Quota");
	const unsigned long long limit = quota ? strtoull(quota, NULL, 10) : 0;

	if (limit && used > limit / 10 * 9)
		tell(adviser, "memory",
		     ccs_format("memory of %s is nearly used up: %llu of %llu bytes",
				what, used, limit),
		     ccs_format("raise it in stat.conf: %s %llu", label,
				limit * 2));
	free(quota);
	free(label);
}

static void about_losses(const struct adviser *adviser)
{
	static const char *const labels[] = {
		"Records lost by audit", "Events lost by audit",
		"Events lost by query", "Events lost by policy",
	};
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		const unsigned long long count =
			ccs_status_number(adviser->status, labels[i]);
		char *const text = ccs_format("%s since boot: %llu", labels[i],
					      count);

		text[0] += 'a' - 'A';
		if (count)
			adviser->tell("lost", text, i ?
				      "memory was short when they were to be sent; see dmesg" :
				      "run ccs-auditd, or raise max_audit_log",
				      adviser->data);
		free(text);
	}
}

static void about_auditd(const struct adviser *adviser)
{
	if (!ccs_status_daemon(adviser->status, "ccs-auditd") &&
	    ccs_status_number(adviser->status, "Memory used by audit log:"))
		tell(adviser, "auditd",
		     ccs_strdup("records wait, and ccs-auditd does not run to store them"),
		     ccs_strdup("start it: systemctl enable --now ccs-auditd"));
}

static bool is_shell(const char *path)
{
	static const char *const shells[] = {
		"sh", "bash", "dash", "zsh", "ksh", "busybox", "python3",
		"perl",
	};
	const char *const name = strrchr(path, '/') + 1;
	size_t i;

	for (i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (!strcmp(name, shells[i]))
			return true;
	return false;
}

static bool is_missing(const struct ccs_status *status, const char *name)
{
	char *const decoded = ccs_text_decode(name);
	char *const path = decoded ? ccs_format("%s%s", status->root,
						decoded) : NULL;
	const bool missing = path && access(path, F_OK);

	free(path);
	free(decoded);
	return missing;
}

static void about_managers(const struct adviser *adviser)
{
	const struct ccs_status *const status = adviser->status;
	unsigned int usable = 0;
	size_t i;

	for (i = 0; i < status->managers.count; i++) {
		const char *const name = status->managers.item[i].text;

		if (*name != '/') {
			usable += *name == '<';
			continue;
		}
		if (is_missing(status, name))
			tell(adviser, "manager-missing",
			     ccs_format("manager %s does not exist", name),
			     ccs_format("echo 'delete %s' | ccs-loadpolicy -m",
					name));
		else
			usable++;
		if (is_shell(name))
			tell(adviser, "manager-shell",
			     ccs_format("manager %s runs whatever it is given",
					name),
			     ccs_format("echo 'delete %s' | ccs-loadpolicy -m",
					name));
	}
	if (status->active && !usable)
		tell(adviser, "no-manager",
		     ccs_strdup("nobody can change policy until the next boot"),
		     ccs_format("name ccs-loadpolicy in %s/manager.conf",
				status->dir));
}

static void about_saving(const struct adviser *adviser)
{
	const struct ccs_status *const status = adviser->status;

	if (!status->active)
		return;
	if (!status->unsaved.files)
		tell(adviser, "never-saved",
		     ccs_format("%s has no complete policy for the next boot",
				status->dir),
		     ccs_strdup("ccs-savepolicy"));
	else if (ccs_unsaved_any(&status->unsaved))
		tell(adviser, "unsaved",
		     ccs_format("the policy in force is not the one in %s",
				status->dir),
		     ccs_strdup("ccs-savepolicy, if it is to stay"));
}

static void about_confirmation(const struct adviser *adviser)
{
	const unsigned long long left =
		ccs_status_number(adviser->status,
				  "Policy seconds left to confirm:");

	if (left)
		tell(adviser, "unconfirmed",
		     ccs_format("the last change is undone in %llu seconds",
				left),
		     ccs_strdup("write confirm to the node domain_policy to keep it"));
}

/**
 * ccs_advice - say what is not as it should be
 * @status: the state, of a kernel with the interface
 * @tell_one: called for each such thing
 * @data: passed to it
 */
void ccs_advice(const struct ccs_status *status, ccs_advice_tell tell_one,
		void *data)
{
	const struct adviser adviser = {
		.status = status, .tell = tell_one, .data = data,
	};

	about_activation(&adviser);
	about_words(&adviser);
	about_order(&adviser);
	about_confirmation(&adviser);
	about_domains(&adviser);
	about_memory(&adviser, "policy");
	about_memory(&adviser, "audit log");
	about_memory(&adviser, "query message");
	about_auditd(&adviser);
	about_losses(&adviser);
	about_managers(&adviser);
	about_saving(&adviser);
}

/* The last one of several words counts. */
static bool is_turned_off(const struct ccs_status *status)
{
	static const char key[] = CCS_LSM_NAME "=";
	bool off = false;
	size_t i;

	for (i = 0; i < status->words.count; i++) {
		const char *const word = status->words.item[i].text;

		if (!strncmp(word, key, strlen(key)))
			off = !strcmp(word + strlen(key), "off");
	}
	return off;
}

static bool is_running(const char *modules)
{
	const size_t len = strlen(CCS_LSM_NAME);
	const char *at = modules;

	while ((at = strstr(at, CCS_LSM_NAME))) {
		if ((at == modules || at[-1] == ',') &&
		    (!at[len] || at[len] == ','))
			return true;
		at += len;
	}
	return false;
}

/**
 * ccs_advice_missing - say why there is no interface, and what helps
 * @status: the state, of a kernel without it
 * @tell_one: called for each such thing
 * @data: passed to it
 */
void ccs_advice_missing(const struct ccs_status *status,
			ccs_advice_tell tell_one, void *data)
{
	const struct adviser adviser = {
		.status = status, .tell = tell_one, .data = data,
	};

	if (is_turned_off(status))
		tell(&adviser, "turned-off",
		     ccs_strdup("ccsecurity=off on the kernel command line turns it off"),
		     ccs_strdup("boot without that word"));
	else if (!status->lsm)
		tell(&adviser, "no-securityfs",
		     ccs_strdup("securityfs is not mounted"),
		     ccs_strdup("mount -t securityfs securityfs " CCS_SECURITYFS));
	else if (!is_running(status->lsm))
		tell(&adviser, "not-running",
		     ccs_format("this kernel does not run " CCS_LSM_NAME ", but %s",
				status->lsm),
		     ccs_format("boot with lsm=%s,%s; without effect it is not built in",
				CCS_LSM_NAME, status->lsm));
	else
		tell(&adviser, "no-nodes",
		     ccs_strdup("the kernel runs " CCS_LSM_NAME " but made no nodes"),
		     ccs_strdup("see dmesg"));
}
