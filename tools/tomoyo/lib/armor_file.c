// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's rules about files
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_glob.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"

static const struct {
	char letter;
	unsigned int may;
	unsigned int exec;
} letters[] = {
	{ 'r', CCS_ARMOR_READ, 0 },
	{ 'w', CCS_ARMOR_WRITE | CCS_ARMOR_APPEND, 0 },
	{ 'a', CCS_ARMOR_APPEND, 0 },
	{ 'l', CCS_ARMOR_LINK, 0 },
	{ 'm', CCS_ARMOR_MAP, 0 },
	{ 'k', CCS_ARMOR_LOCK, 0 },
	{ 'x', CCS_ARMOR_EXEC, 0 },
	{ 'p', 0, CCS_ARMOR_TO_PROFILE },
	{ 'P', 0, CCS_ARMOR_TO_PROFILE },
	{ 'c', 0, CCS_ARMOR_TO_CHILD },
	{ 'C', 0, CCS_ARMOR_TO_CHILD },
	{ 'i', 0, CCS_ARMOR_STAY },
	{ 'u', 0, CCS_ARMOR_TO_NONE },
	{ 'U', 0, CCS_ARMOR_TO_NONE },
};

static bool take_letter(char letter, struct ccs_armor_file *file)
{
	size_t i;

	for (i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (letters[i].letter != letter)
			continue;
		file->may |= letters[i].may;
		file->exec |= letters[i].exec;
		return true;
	}
	return false;
}

static bool take_letters(const char *word, struct ccs_armor_file *file)
{
	for (; *word; word++)
		if (!take_letter(*word, file))
			return false;
	return file->may;
}

static bool is_path(const char *word)
{
	return *word == '/' || *word == '{';
}

/* Everything but execution, which has no default. */
static bool take_all(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule,
		     struct ccs_armor_file *file)
{
	take_letters("rwlmk", file);
	ccs_armor_glob("/**", &file->name);
	if (!rule->deny)
		ccs_convert_refuse(job->armor->convert, rule->item,
				   "execution is left out: where would programs go?");
	return true;
}

static const char *take_words(const struct ccs_armor_words *rule, size_t from,
			      struct ccs_armor_file *file)
{
	char *const *const word = rule->word + from;
	const size_t count = rule->count - from;
	const size_t path = is_path(word[0]) ? 0 : 1;

	if (count < 2 || !is_path(word[path]))
		return "not a rule about a file";
	if (!take_letters(word[!path], file))
		return "there is no such access";
	if (count == 4 && !strcmp(word[2], "->"))
		file->target = ccs_strdup(word[3]);
	else if (count > 2)
		return "there is more than a name and access";
	if (file->may & CCS_ARMOR_EXEC && !file->exec && !file->deny)
		return "x does not say where the program goes";
	return ccs_armor_glob(word[path], &file->name);
}

/* «link [subset] NEW -> OLD» */
static const char *take_link(const struct ccs_armor_words *rule,
			     struct ccs_armor_file *file)
{
	const size_t at = 1 + (rule->count > 1 &&
			       !strcmp(rule->word[1], "subset"));

	if (rule->count != at + 3 || strcmp(rule->word[at + 1], "->"))
		return "not a rule about a link";
	file->may = CCS_ARMOR_LINK;
	file->target = ccs_strdup(rule->word[at + 2]);
	return ccs_armor_glob(rule->word[at], &file->name);
}

/**
 * ccs_armor_take_file - take a rule about files
 * @job: gets it
 * @rule: the rule
 *
 * Return: false if it is about something else.
 */
bool ccs_armor_take_file(struct ccs_armor_job *job,
			 const struct ccs_armor_words *rule)
{
	const bool link = !strcmp(rule->word[0], "link");
	const bool named = !strcmp(rule->word[0], "file");
	struct ccs_armor_file file = {
		.item = rule->item,
		.deny = rule->deny,
		.owner = rule->owner,
		.audit = rule->audit,
	};
	const char *why = NULL;

	if (!link && !named && !is_path(rule->word[0]) &&
	    (rule->count < 2 || !is_path(rule->word[1]) ||
	     !take_letters(rule->word[0], &(struct ccs_armor_file){})))
		return false;
	if (named && rule->count == 1)
		take_all(job, rule, &file);
	else
		why = link ? take_link(rule, &file) :
		      take_words(rule, named, &file);
	if (why) {
		ccs_convert_refuse(job->armor->convert, rule->item, "%s", why);
		free(file.target);
		return true;
	}
	job->unchecked += !file.deny &&
			  file.may & (CCS_ARMOR_MAP | CCS_ARMOR_LOCK);
	job->file = ccs_realloc(job->file, (job->files + 1) *
				sizeof(*job->file));
	job->file[job->files++] = file;
	return true;
}

static void put_each(struct ccs_armor_job *job,
		     const struct ccs_armor_file *file, const char *operation)
{
	size_t i;

	for (i = 0; i < file->name.count; i++)
		ccs_armor_line(job, file->item, "file %s %s%s%s", operation,
			       file->name.item[i].text,
			       file->owner ? " path1.uid=task.fsuid" : "",
			       file->audit ? " grant_log=yes" : "");
}

static void put_links(struct ccs_armor_job *job,
		      const struct ccs_armor_file *file)
{
	struct ccs_list old = {};
	const char *const why = ccs_armor_glob(file->target, &old);
	size_t i, k;

	if (why)
		ccs_convert_refuse(job->armor->convert, file->item, "%s", why);
	for (i = 0; i < file->name.count; i++)
		for (k = 0; k < old.count; k++)
			ccs_armor_line(job, file->item, "file link %s %s%s%s",
				       old.item[k].text,
				       file->name.item[i].text,
				       file->owner ?
				       " path1.uid=task.fsuid" : "",
				       file->audit ? " grant_log=yes" : "");
	ccs_list_free(&old);
}

/**
 * ccs_armor_put_files - write the lines of all rules about files
 * @job: the profile, whose rules are all taken
 */
void ccs_armor_put_files(struct ccs_armor_job *job)
{
	size_t i;

	for (i = 0; i < job->files; i++) {
		const struct ccs_armor_file *const file = &job->file[i];

		if (file->deny)
			continue;
		if (file->may & CCS_ARMOR_EXEC)
			ccs_armor_put_exec(job, file);
		if (file->may & CCS_ARMOR_READ)
			put_each(job, file, "read");
		if ((file->may & CCS_ARMOR_APPEND) &&
		    !(file->may & CCS_ARMOR_WRITE))
			put_each(job, file, "append");
		if (file->may & CCS_ARMOR_LINK && file->target &&
		    !(file->may & CCS_ARMOR_EXEC))
			put_links(job, file);
	}
	ccs_armor_put_writes(job);
}
