// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's rules about capabilities and other processes
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_profile.h"
#include "armor_read.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"

/* Several lines of the same name become several lines of policy. */
static const struct {
	const char *name;
	const char *line;
} capabilities[] = {
	{ "net_raw", "capability use_packet" },
	{ "net_admin", "capability use_route" },
	{ "sys_admin", "capability SYS_SETHOSTNAME" },
	{ "sys_boot", "capability SYS_REBOOT" },
	{ "sys_boot", "capability SYS_KEXEC_LOAD" },
	{ "sys_chroot", "file chroot " CCS_ARMOR_ANY_NAME },
	{ "sys_module", "capability use_kernel_module" },
	{ "sys_nice", "capability SYS_NICE" },
	{ "sys_ptrace", "capability SYS_PTRACE" },
	{ "sys_time", "capability SYS_TIME" },
	{ "sys_tty_config", "capability SYS_VHANGUP" },
};

static const struct {
	const char *name;
	int number;
} signals[] = {
	{ "hup", SIGHUP }, { "int", SIGINT }, { "quit", SIGQUIT },
	{ "ill", SIGILL }, { "trap", SIGTRAP }, { "abrt", SIGABRT },
	{ "bus", SIGBUS }, { "fpe", SIGFPE }, { "kill", SIGKILL },
	{ "usr1", SIGUSR1 }, { "segv", SIGSEGV }, { "usr2", SIGUSR2 },
	{ "pipe", SIGPIPE }, { "alrm", SIGALRM }, { "term", SIGTERM },
	{ "stkflt", SIGSTKFLT }, { "chld", SIGCHLD }, { "cont", SIGCONT },
	{ "stop", SIGSTOP }, { "stp", SIGTSTP }, { "ttin", SIGTTIN },
	{ "ttou", SIGTTOU }, { "urg", SIGURG }, { "xcpu", SIGXCPU },
	{ "xfsz", SIGXFSZ }, { "vtalrm", SIGVTALRM }, { "prof", SIGPROF },
	{ "winch", SIGWINCH }, { "io", SIGIO }, { "pwr", SIGPWR },
	{ "sys", SIGSYS }, { "exists", 0 },
};

#define COUNT(table) (sizeof(table) / sizeof(table[0]))

static bool put_capability(struct ccs_armor_job *job,
			   const struct ccs_armor_words *rule,
			   const char *name)
{
	bool any = false;
	size_t i;

	for (i = 0; i < COUNT(capabilities); i++) {
		if (name && strcmp(name, capabilities[i].name))
			continue;
		if (!strncmp(capabilities[i].line, "file", 4))
			ccs_armor_any(job, rule->item);
		ccs_armor_line(job, rule->item, "%s%s", capabilities[i].line,
			       rule->audit ? " grant_log=yes" : "");
		any = true;
	}
	if (name && strcmp(name, "mknod"))
		return any;
	job->mknod = true;
	return true;
}

/**
 * ccs_armor_capability - convert «capability [NAME...]»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_capability(struct ccs_armor_job *job,
			  const struct ccs_armor_words *rule)
{
	size_t i;

	if (rule->count == 1)
		put_capability(job, rule, NULL);
	for (i = 1; i < rule->count; i++)
		if (!put_capability(job, rule, rule->word[i]))
			ccs_convert_refuse(job->armor->convert, rule->item,
					   "%s: such a capability is not checked here",
					   rule->word[i]);
}

static int signal_number(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(signals); i++)
		if (!strcmp(name, signals[i].name))
			return signals[i].number;
	return -1;
}

static void put_signals(struct ccs_armor_job *job,
			const struct ccs_armor_words *rule, char *set,
			const char *domain)
{
	const char *name;

	if (!set)
		ccs_armor_line(job, rule->item, "ipc signal 0-64 %s", domain);
	while (set && (name = ccs_armor_next(&set))) {
		const int number = signal_number(name);

		if (number >= 0)
			ccs_armor_line(job, rule->item, "ipc signal %d %s",
				       number, domain);
		else
			ccs_convert_refuse(job->armor->convert, rule->item,
					   "%s: there is no such signal", name);
	}
}

/* Return: false if only receiving is allowed. */
static bool sends(char *list)
{
	const char *word;

	while ((word = ccs_armor_next(&list)))
		if (!strcmp(word, "send") || strchr(word, 'w'))
			return true;
	return false;
}

/* Return: the domain, NULL if it isn't one. */
static const char *peer_of(const struct ccs_armor_job *job, const char *name)
{
	const struct ccs_armor *const armor = job->armor;
	int found = name ? ccs_armor_find(armor, name, -1) : -1;

	if (!name || !strcmp(name, "**") || !strcmp(name, "*"))
		return "<kernel>";
	if (!strcmp(name, armor->profile[job->index].name))
		found = job->index;
	return found < 0 ? NULL : armor->profile[found].domain;
}

/**
 * ccs_armor_signal - convert «signal [(send)] [set=(NAME...)] [peer=NAME]»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_signal(struct ccs_armor_job *job,
		      const struct ccs_armor_words *rule)
{
	const char *peer = NULL, *domain;
	char *set = NULL;
	bool sending = true;
	size_t i;

	for (i = 1; i < rule->count; i++) {
		char *const word = rule->word[i];

		if (ccs_armor_key(word, "set="))
			set = word + 4;
		else if (ccs_armor_key(word, "peer="))
			peer = word + 5;
		else
			sending = sends(word);
	}
	domain = peer_of(job, peer);
	if (!sending)
		ccs_convert_refuse(job->armor->convert, rule->item,
				   "who sends a signal is checked, not who receives it");
	else if (!domain)
		ccs_convert_refuse(job->armor->convert, rule->item,
				   "there is no profile %s in the files", peer);
	else
		put_signals(job, rule, set, domain);
}
