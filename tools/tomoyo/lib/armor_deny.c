// SPDX-License-Identifier: GPL-2.0-only
/*
 * What AppArmor denies of what other rules allow
 *
 * Nothing is allowed here that no line says, so a denial only matters if a rule
 * allows it as well. Then the rule gives way: it is dropped, or its pattern
 * leaves the names out.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_glob.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"
#include "match.h"

#define MATTERS (~(CCS_ARMOR_MAP | CCS_ARMOR_LOCK))

static bool overlaps(const struct ccs_armor_file *rule,
		     const struct ccs_armor_file *deny)
{
	size_t i, k;

	for (i = 0; i < rule->name.count; i++)
		for (k = 0; k < deny->name.count; k++)
			if (ccs_armor_overlap(rule->name.item[i].text,
					      deny->name.item[k].text))
				return true;
	return false;
}

/* The part of the rule that is not denied becomes a rule of its own. */
static void split(struct ccs_armor_job *job, size_t index, unsigned int denied)
{
	struct ccs_armor_file *const file = &job->file[index];
	struct ccs_armor_file rest = *file;
	size_t i;

	rest.may &= ~denied;
	file->may &= denied;
	if (!(rest.may & MATTERS))
		return;
	rest.name = (struct ccs_list){};
	for (i = 0; i < file->name.count; i++)
		ccs_list_add(&rest.name, file->name.item[i].text);
	if (rest.target)
		rest.target = ccs_strdup(rest.target);
	job->file = ccs_realloc(job->file, (job->files + 1) *
				sizeof(*job->file));
	job->file[job->files++] = rest;
}

/* Return: false if the name stays allowed though some of it is denied. */
static bool leave_out(const char *name, const char *denied,
		      struct ccs_list *left)
{
	const bool plain = !ccs_match_patterned(name);
	char *rest;

	if (plain ? ccs_armor_overlap(denied, name) : !strcmp(name, denied))
		return true;
	if (!ccs_armor_overlap(name, denied)) {
		ccs_list_add(left, name);
		return true;
	}
	if (ccs_armor_subtract(name, denied, &rest)) {
		ccs_list_add(left, rest);
		free(rest);
		return true;
	}
	ccs_list_add(left, name);
	return false;
}

static bool narrow(struct ccs_armor_file *rule,
		   const struct ccs_armor_file *deny)
{
	bool all = true;
	size_t i, k;

	for (k = 0; k < deny->name.count; k++) {
		struct ccs_list left = {};

		for (i = 0; i < rule->name.count; i++)
			all &= leave_out(rule->name.item[i].text,
					 deny->name.item[k].text, &left);
		ccs_list_free(&rule->name);
		rule->name = left;
	}
	return all;
}

static void apply(struct ccs_armor_job *job, size_t deny, size_t index)
{
	const struct ccs_armor_file *const by = &job->file[deny];
	const struct ccs_item *const item = by->item;
	const struct ccs_item *const other = job->file[index].item;
	const unsigned int denied = job->file[index].may & by->may & MATTERS;

	if (job->file[index].deny || !denied || !overlaps(&job->file[index],
							  by))
		return;
	if (!by->owner) {
		split(job, index, denied);
		if (narrow(&job->file[index], &job->file[deny]))
			return;
	}
	ccs_convert_refuse(job->armor->convert, item,
			   "%s:%u still allows some of it: %s", other->file,
			   other->number, other->text);
}

/**
 * ccs_armor_deny - take what is denied out of the rules that allow it
 * @job: the profile, whose rules are all taken
 */
void ccs_armor_deny(struct ccs_armor_job *job)
{
	size_t i, k;

	for (i = 0; i < job->files; i++)
		for (k = 0; k < job->files && job->file[i].deny; k++)
			apply(job, i, k);
}
