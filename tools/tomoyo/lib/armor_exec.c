// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where AppArmor lets a program go that is executed
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_glob.h"
#include "armor_profile.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"
#include "match.h"

/* The first line that fits decides, so a plain name comes before patterns. */
static void put_one(struct ccs_armor_job *job,
		    const struct ccs_armor_file *file, const char *name,
		    const char *to)
{
	char *const line = ccs_format("file execute %s%s%s%s%s", name,
				      *to ? " " : "", to,
				      file->owner ? " path1.uid=task.fsuid" :
				      "", file->audit ? " grant_log=yes" : "");

	if (ccs_match_patterned(name))
		ccs_armor_line(job, file->item, "%s", line);
	else
		ccs_list_add_from(&job->first, line, file->item->file,
				  file->item->number);
	free(line);
}

/* Does the kernel ask for the program's one name where this one is executed? */
static bool is_aggregated(const struct ccs_armor_profile *profile,
			  const char *name)
{
	size_t i;

	if (profile->parent >= 0)
		return false;
	for (i = 0; i < profile->attached.count; i++)
		if (strcmp(profile->attached.item[i].text, profile->program) &&
		    ccs_armor_overlap(profile->attached.item[i].text, name))
			return true;
	return false;
}

static void put(struct ccs_armor_job *job, const struct ccs_armor_file *file,
		const char *name, const char *to)
{
	const struct ccs_armor *const armor = job->armor;
	size_t i;

	for (i = 0; i < armor->profiles; i++)
		if (is_aggregated(&armor->profile[i], name))
			put_one(job, file, armor->profile[i].program, to);
	put_one(job, file, name, to);
}

static void put_names(struct ccs_armor_job *job,
		      const struct ccs_armor_file *file, const char *to)
{
	size_t i;

	for (i = 0; i < file->name.count; i++)
		put(job, file, file->name.item[i].text, to);
}

static bool put_child(struct ccs_armor_job *job,
		      const struct ccs_armor_file *file,
		      const struct ccs_armor_profile *child)
{
	bool any = false;
	size_t i, k;

	for (i = 0; i < file->name.count; i++) {
		const char *const name = file->name.item[i].text;

		for (k = 0; k < child->attached.count; k++) {
			const char *const other = child->attached.item[k].text;

			if (!ccs_armor_overlap(name, other))
				continue;
			put(job, file, ccs_match_patterned(name) ? other :
			    name, child->domain);
			any = true;
		}
	}
	return any;
}

/* The exception policy has an initialize_domain for it. */
static bool put_profile(struct ccs_armor_job *job,
			const struct ccs_armor_file *file,
			const struct ccs_armor_profile *profile)
{
	size_t i, k;

	for (i = 0; i < file->name.count; i++) {
		for (k = 0; k < profile->attached.count; k++) {
			if (!ccs_armor_overlap(file->name.item[i].text,
					       profile->attached.item[k].text))
				continue;
			put_one(job, file, profile->program, "");
			return true;
		}
	}
	return false;
}

static bool put_attached(struct ccs_armor_job *job,
			 const struct ccs_armor_file *file)
{
	const struct ccs_armor *const armor = job->armor;
	bool any = false;
	size_t i;

	for (i = 0; i < armor->profiles; i++) {
		const struct ccs_armor_profile *const one = &armor->profile[i];

		if (one->hat)
			continue;
		if (one->parent == job->index &&
		    file->exec & CCS_ARMOR_TO_CHILD)
			any |= put_child(job, file, one);
		if (one->parent < 0 && file->exec & CCS_ARMOR_TO_PROFILE)
			any |= put_profile(job, file, one);
	}
	return any;
}

static void put_target(struct ccs_armor_job *job,
		       const struct ccs_armor_file *file)
{
	const struct ccs_armor *const armor = job->armor;
	const int found = ccs_armor_find(armor, file->target, file->exec &
					 CCS_ARMOR_TO_CHILD ? job->index : -1);

	if (found < 0)
		ccs_convert_refuse(armor->convert, file->item,
				   "there is no profile %s in the files",
				   file->target);
	else
		put_names(job, file, armor->profile[found].domain);
}

/**
 * ccs_armor_put_exec - write the lines of a rule with x
 * @job: the profile
 * @file: the rule
 */
void ccs_armor_put_exec(struct ccs_armor_job *job,
			const struct ccs_armor_file *file)
{
	bool any;

	if (file->target && file->exec &
	    (CCS_ARMOR_TO_PROFILE | CCS_ARMOR_TO_CHILD)) {
		put_target(job, file);
		return;
	}
	any = put_attached(job, file);
	if (file->exec & CCS_ARMOR_STAY)
		put_names(job, file, "keep");
	else if (file->exec & CCS_ARMOR_TO_NONE)
		put_names(job, file, "<kernel>");
	else if (!any)
		ccs_convert_refuse(job->armor->convert, file->item,
				   "there is no profile for it in the files");
}
