// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's one right to write as the operations that it stands for
 *
 * They are many, and renaming has two names. So names that may be written are
 * in a path_group of the domain, and each operation is one line about that.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"

#define OWNER 1
#define AUDIT 2
#define GROUPS 4

/**
 * struct group - names with the same conditions
 * @name: the group, NULL if there is none
 * @item: the first rule of it
 * @old: conditions for a file that is there
 * @new: conditions for one that is made
 */
struct group {
	char *name;
	const struct ccs_item *item;
	const char *old;
	const char *new;
};

static unsigned int kind_of(const struct ccs_armor_file *file)
{
	return (file->owner ? OWNER : 0) | (file->audit ? AUDIT : 0);
}

/* The index tells apart what would be spelled alike. */
static char *name_group(const struct ccs_armor_job *job, unsigned int kind)
{
	static const char *const suffix[GROUPS] = {
		"", "_OWN", "_LOGGED", "_OWN_LOGGED",
	};
	const char *const from = job->armor->profile[job->index].name;
	char *const name = ccs_format("APPARMOR_%u_%s_WRITE%s", job->index + 1,
				      from, suffix[kind]);
	char *at;

	for (at = name; *at; at++)
		if (!isalnum((unsigned char)*at))
			*at = '_';
	return name;
}

static void start(const struct ccs_armor_job *job, struct group *group,
		  unsigned int kind, const struct ccs_item *item)
{
	static const char *const old[GROUPS] = {
		"", " path1.uid=task.fsuid", " grant_log=yes",
		" path1.uid=task.fsuid grant_log=yes",
	};

	if (group->name)
		return;
	*group = (struct group) {
		.name = name_group(job, kind),
		.item = item,
		.old = old[kind],
		.new = old[kind & AUDIT],
	};
}

static void collect(struct ccs_armor_job *job, struct group *groups)
{
	size_t i, k;

	for (i = 0; i < job->files; i++) {
		const struct ccs_armor_file *const file = &job->file[i];
		struct group *const group = &groups[kind_of(file)];

		if (file->deny || !(file->may & CCS_ARMOR_WRITE) ||
		    !file->name.count)
			continue;
		start(job, group, kind_of(file), file->item);
		for (k = 0; k < file->name.count; k++) {
			char *const line = ccs_format("path_group %s %s",
						      group->name,
						      file->name.item[k].text);

			ccs_list_add_from(&job->member, line, file->item->file,
					  file->item->number);
			free(line);
		}
	}
}

static void put(struct ccs_armor_job *job, const struct group *group)
{
	const char *const name = group->name;

	ccs_armor_line(job, group->item,
		       "file write/append/unlink/rmdir/truncate @%s%s", name,
		       group->old);
	ccs_armor_line(job, group->item, "file symlink @%s%s", name,
		       group->new);
	ccs_armor_line(job, group->item,
		       "file create/mkdir/mkfifo/mksock @%s "
		       CCS_ARMOR_ANY_NUMBER "%s", name, group->new);
	ccs_armor_line(job, group->item,
		       "file chmod/chown/chgrp @%s " CCS_ARMOR_ANY_NUMBER "%s",
		       name, group->old);
	if (job->mknod)
		ccs_armor_line(job, group->item,
			       "file mkblock/mkchar @%s " CCS_ARMOR_ANY_NUMBER
			       " " CCS_ARMOR_ANY_NUMBER " "
			       CCS_ARMOR_ANY_NUMBER "%s", name, group->new);
	ccs_armor_line(job, group->item,
		       "network unix stream bind/listen/connect/accept @%s%s",
		       name, group->new);
	ccs_armor_line(job, group->item,
		       "network unix dgram bind/send/recv @%s%s", name,
		       group->new);
	ccs_armor_line(job, group->item,
		       "network unix seqpacket bind/listen/connect/accept @%s%s",
		       name, group->new);
}

static void put_renames(struct ccs_armor_job *job, const struct group *groups)
{
	size_t i, k;

	for (i = 0; i < GROUPS; i++)
		for (k = 0; k < GROUPS; k++)
			if (groups[i].name && groups[k].name)
				ccs_armor_line(job, groups[i].item,
					       "file rename @%s @%s%s",
					       groups[i].name, groups[k].name,
					       groups[i].old);
}

/* A link may be to what may be written, which is most of what AppArmor allows. */
static void put_links(struct ccs_armor_job *job, const struct group *groups,
		      const struct ccs_armor_file *file)
{
	bool any = false;
	size_t i, k;

	for (i = 0; i < GROUPS; i++) {
		any |= !!groups[i].name;
		for (k = 0; k < file->name.count && groups[i].name; k++)
			ccs_armor_line(job, file->item, "file link @%s %s%s",
				       groups[i].name,
				       file->name.item[k].text, groups[i].old);
	}
	if (!any)
		ccs_convert_refuse(job->armor->convert, file->item,
				   "l: there is no file that it may write, so none to link to");
}

/**
 * ccs_armor_put_writes - write the lines of rules with w, and of links
 * @job: the profile, whose rules are all taken
 */
void ccs_armor_put_writes(struct ccs_armor_job *job)
{
	struct group groups[GROUPS] = {};
	size_t i;

	collect(job, groups);
	for (i = 0; i < GROUPS; i++)
		if (groups[i].name)
			put(job, &groups[i]);
	put_renames(job, groups);
	for (i = 0; i < job->files; i++)
		if (!job->file[i].deny && !job->file[i].target &&
		    job->file[i].may & CCS_ARMOR_LINK)
			put_links(job, groups, &job->file[i]);
	for (i = 0; i < GROUPS; i++)
		free(groups[i].name);
}
