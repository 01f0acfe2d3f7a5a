// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's rules as lines of a domain
 */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_glob.h"
#include "armor_profile.h"
#include "armor_read.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"

#define WORDS 128

/**
 * ccs_armor_line - add a line to the domain
 * @job: the profile
 * @item: the rule that it comes from
 * @format: the line
 */
void ccs_armor_line(struct ccs_armor_job *job, const struct ccs_item *item,
		    const char *format, ...)
{
	va_list args;
	char *line;

	va_start(args, format);
	if (vasprintf(&line, format, args) < 0)
		ccs_die(CCS_EXIT_IO, "out of memory");
	va_end(args);
	ccs_list_add_from(&job->line, line, item->file, item->number);
	free(line);
}

/**
 * ccs_armor_any - make the group of all names
 * @job: the profile that needs it
 * @item: the rule that does
 */
void ccs_armor_any(struct ccs_armor_job *job, const struct ccs_item *item)
{
	static const char *const names[] = {
		"/", "/\\*", "/\\{\\*\\}/", "/\\{\\*\\}/\\*", "\\*",
		"\\*/\\*", "\\*/\\{\\*\\}/\\*", "\\*:/", "\\*:/\\*",
		"\\*:/\\{\\*\\}/", "\\*:/\\{\\*\\}/\\*",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *const line = ccs_format("path_group %s %s",
					      &CCS_ARMOR_ANY_NAME[1], names[i]);

		ccs_list_add_from(&job->member, line, item->file,
				  item->number);
		free(line);
	}
}

/**
 * ccs_armor_key - what is behind a key
 * @word: «KEY=VALUE»
 * @key: «KEY=»
 *
 * Return: the value, NULL if the word begins with another key.
 */
const char *ccs_armor_key(const char *word, const char *key)
{
	const size_t len = strlen(key);

	return strncmp(word, key, len) ? NULL : word + len;
}

static void take_ptrace(struct ccs_armor_job *job,
			const struct ccs_armor_words *rule)
{
	char *list = rule->count > 1 && !strchr(rule->word[1], '=') ?
		     rule->word[1] : NULL;
	bool trace = !list;
	const char *word;

	while (list && (word = ccs_armor_next(&list)))
		trace |= !strcmp(word, "trace") || !strcmp(word, "rw") ||
			 !strcmp(word, "w");
	if (!trace) {
		ccs_convert_refuse(job->armor->convert, rule->item,
				   "only who traces is checked");
		return;
	}
	if (rule->count > 1 && ccs_armor_key(rule->word[rule->count - 1],
					     "peer="))
		ccs_convert_refuse(job->armor->convert, rule->item,
				   "converted, but whom it may trace is not checked");
	ccs_armor_line(job, rule->item, "capability SYS_PTRACE%s",
		       rule->audit ? " grant_log=yes" : "");
}

/* «change_profile [PROGRAM] -> NAME» */
static void take_change(struct ccs_armor_job *job,
			const struct ccs_armor_words *rule)
{
	const struct ccs_armor *const armor = job->armor;
	const bool plain = rule->count == 3 && !strcmp(rule->word[1], "->");
	const int found = plain ? ccs_armor_find(armor, rule->word[2], -1) : -1;

	if (found < 0)
		ccs_convert_refuse(armor->convert, rule->item, plain ?
				   "there is no such profile in the files" :
				   "only one that names a profile is converted");
	else
		ccs_armor_line(job, rule->item,
			       "task manual_domain_transition %s",
			       armor->profile[found].domain);
}

/* One without @take is refused, and @why says why. */
static const struct {
	const char *word;
	void (*take)(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule);
	const char *why;
} rules[] = {
	{ "capability", ccs_armor_capability, NULL },
	{ "network", ccs_armor_network, NULL },
	{ "unix", ccs_armor_unix, NULL },
	{ "signal", ccs_armor_signal, NULL },
	{ "ptrace", take_ptrace, NULL },
	{ "mount", ccs_armor_mount, NULL },
	{ "remount", ccs_armor_mount, NULL },
	{ "umount", ccs_armor_unmount, NULL },
	{ "unmount", ccs_armor_unmount, NULL },
	{ "pivot_root", ccs_armor_pivot, NULL },
	{ "change_profile", take_change, NULL },
	{ "set", NULL, "resources are not limited here" },
	{ "rlimit", NULL, "resources are not limited here" },
	{ "dbus", NULL, "messages of D-Bus are not checked here" },
	{ "userns", NULL, "user namespaces are not checked here" },
	{ "io_uring", NULL, "io_uring is not checked here" },
	{ "mqueue", NULL, "message queues are not checked here" },
	{ "change_hat", NULL, "there are no hats here" },
	{ "all", NULL, "a rule that allows everything is not converted" },
	{ "other", NULL, "files of others can't be told from all files" },
};

static void take_keyword(struct ccs_armor_job *job,
			 const struct ccs_armor_words *rule)
{
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		if (strcmp(rule->word[0], rules[i].word))
			continue;
		if (!rules[i].take)
			ccs_convert_refuse(job->armor->convert, rule->item,
					   "%s", rules[i].why);
		else if (!rule->deny)
			rules[i].take(job, rule);
		return;
	}
	ccs_convert_refuse(job->armor->convert, rule->item,
			   "%s: no such rule is known", rule->word[0]);
}

static bool take_prefix(struct ccs_armor_words *rule)
{
	const char *const word = rule->word[0];

	if (!strcmp(word, "deny"))
		rule->deny = true;
	else if (!strcmp(word, "owner"))
		rule->owner = true;
	else if (!strcmp(word, "audit"))
		rule->audit = true;
	else if (strcmp(word, "allow") && strcmp(word, "quiet") &&
		 !ccs_armor_key(word, "priority="))
		return false;
	rule->word++;
	rule->count--;
	return true;
}

static void take(struct ccs_armor_job *job, const struct ccs_item *item,
		 const char *full)
{
	char *const text = ccs_strdup(full);
	char *words[WORDS];
	struct ccs_armor_words rule = { .item = item, .word = words };

	rule.count = ccs_armor_split(text, words, WORDS);
	while (rule.count > 1 && take_prefix(&rule))
		;
	if (rule.count == WORDS)
		ccs_convert_refuse(job->armor->convert, item,
				   "it has too many words");
	else if (rule.count && !ccs_armor_take_file(job, &rule))
		take_keyword(job, &rule);
	free(text);
}

static void refuse_hat(struct ccs_armor *armor,
		       const struct ccs_armor_profile *hat)
{
	size_t i;

	ccs_convert_refuse(armor->convert, &hat->item,
			   "there are no hats here, and no way to change to one");
	for (i = 0; i < hat->rule.count; i++)
		ccs_convert_refuse(armor->convert, &hat->rule.item[i],
				   "in a hat, which is not converted");
}

static void put_lines(struct ccs_armor *armor, enum ccs_convert_kind kind,
		      struct ccs_list *list)
{
	size_t i;

	ccs_list_unique(list);
	for (i = 0; i < list->count; i++)
		ccs_convert_emit(armor->convert, kind, &list->item[i],
				 list->item[i].text);
	ccs_list_free(list);
}

static void put_head(struct ccs_armor *armor,
		     const struct ccs_armor_profile *profile)
{
	static const char *const groups = "use_group 0";
	char *const use = ccs_format("use_profile %u", profile->unconfined ? 0 :
				     profile->complain ? 2 : 3);

	ccs_strbuf_puts(&armor->convert->out[CCS_CONVERT_DOMAIN], "\n");
	ccs_convert_emit(armor->convert, CCS_CONVERT_DOMAIN, &profile->item,
			 profile->domain);
	ccs_convert_emit(armor->convert, CCS_CONVERT_DOMAIN, &profile->item,
			 use);
	ccs_convert_emit(armor->convert, CCS_CONVERT_DOMAIN, &profile->item,
			 groups);
	ccs_strbuf_puts(&armor->convert->out[CCS_CONVERT_DOMAIN], "\n");
	free(use);
}

static void drop_files(struct ccs_armor_job *job)
{
	size_t i;

	for (i = 0; i < job->files; i++) {
		free(job->file[i].target);
		ccs_list_free(&job->file[i].name);
	}
	free(job->file);
}

/**
 * ccs_armor_rules - write the domain that a profile becomes
 * @armor: the profiles
 * @index: which one
 */
void ccs_armor_rules(struct ccs_armor *armor, int index)
{
	const struct ccs_armor_profile *const profile = &armor->profile[index];
	struct ccs_armor_job job = { .armor = armor, .index = index };
	size_t i;

	if (profile->hat) {
		refuse_hat(armor, profile);
		return;
	}
	put_head(armor, profile);
	for (i = 0; i < profile->rule.count; i++)
		take(&job, &profile->rule.item[i], profile->full.item[i].text);
	ccs_armor_deny(&job);
	ccs_armor_put_files(&job);
	put_lines(armor, CCS_CONVERT_EXCEPTION, &job.member);
	put_lines(armor, CCS_CONVERT_DOMAIN, &job.first);
	put_lines(armor, CCS_CONVERT_DOMAIN, &job.line);
	if (job.unchecked)
		ccs_convert_refuse(armor->convert, &profile->item,
				   "mapping (m) and locks (k) are not checked here; %u rules have them",
				   job.unchecked);
	drop_files(&job);
}
