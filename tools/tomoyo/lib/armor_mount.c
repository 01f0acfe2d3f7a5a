// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's rules about mounts
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

#include "armor_glob.h"
#include "armor_read.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"

/* A word of options that is a flag, or says what is done instead of a mount. */
static const struct {
	const char *word;
	unsigned long flag;
	const char *kind;
} options[] = {
	{ "ro", MS_RDONLY, NULL },
	{ "rw", 0, NULL },
	{ "nosuid", MS_NOSUID, NULL },
	{ "suid", 0, NULL },
	{ "nodev", MS_NODEV, NULL },
	{ "dev", 0, NULL },
	{ "noexec", MS_NOEXEC, NULL },
	{ "exec", 0, NULL },
	{ "sync", MS_SYNCHRONOUS, NULL },
	{ "async", 0, NULL },
	{ "mand", MS_MANDLOCK, NULL },
	{ "dirsync", MS_DIRSYNC, NULL },
	{ "noatime", MS_NOATIME, NULL },
	{ "atime", 0, NULL },
	{ "nodiratime", MS_NODIRATIME, NULL },
	{ "relatime", MS_RELATIME, NULL },
	{ "strictatime", MS_STRICTATIME, NULL },
	{ "silent", MS_SILENT, NULL },
	{ "rbind", MS_REC, "--bind" },
	{ "bind", 0, "--bind" },
	{ "move", 0, "--move" },
	{ "remount", 0, "--remount" },
	{ "private", 0, "--make-private" },
	{ "make-private", 0, "--make-private" },
	{ "make-rprivate", MS_REC, "--make-private" },
	{ "rprivate", MS_REC, "--make-private" },
	{ "shared", 0, "--make-shared" },
	{ "make-shared", 0, "--make-shared" },
	{ "make-rshared", MS_REC, "--make-shared" },
	{ "rshared", MS_REC, "--make-shared" },
	{ "slave", 0, "--make-slave" },
	{ "make-slave", 0, "--make-slave" },
	{ "make-rslave", MS_REC, "--make-slave" },
	{ "rslave", MS_REC, "--make-slave" },
	{ "unbindable", 0, "--make-unbindable" },
	{ "make-unbindable", 0, "--make-unbindable" },
};

/**
 * struct mount - what a rule is about
 * @told: it names options
 * @flags: those that are flags
 * @kind: what is done instead of a mount, NULL for a mount
 * @type: file systems
 * @from: devices or directories
 * @to: mount points
 */
struct mount {
	bool told;
	unsigned long flags;
	const char *kind;
	struct ccs_list type;
	struct ccs_list from;
	struct ccs_list to;
};

static bool take_options(struct mount *mount, char *list)
{
	const char *word;
	size_t i;

	mount->told = true;
	while ((word = ccs_armor_next(&list))) {
		for (i = 0; i < sizeof(options) / sizeof(*options); i++)
			if (!strcmp(word, options[i].word))
				break;
		if (i == sizeof(options) / sizeof(*options))
			return false;
		mount->flags |= options[i].flag;
		if (options[i].kind)
			mount->kind = options[i].kind;
	}
	return true;
}

/* A name that begins nowhere is that of a file system or of nothing. */
static void add_dirs(struct ccs_list *list, const struct ccs_list *names)
{
	size_t i;

	for (i = 0; i < names->count; i++) {
		const char *const name = names->item[i].text;
		const bool ends = name[strlen(name) - 1] == '/';
		char *const dir = ccs_format("%s%s", name, ends ? "" : "/");

		ccs_list_add(list, dir);
		free(dir);
	}
	ccs_list_unique(list);
}

static const char *take_dirs(struct ccs_list *list, const char *text)
{
	struct ccs_list names = {};
	const char *const why = ccs_armor_glob(text, &names);

	add_dirs(list, &names);
	ccs_list_free(&names);
	return why;
}

static const char *take_names(struct mount *mount,
			      const struct ccs_armor_words *rule, size_t i)
{
	const char *why = NULL;

	if (i < rule->count && strcmp(rule->word[i], "->")) {
		const bool is_dir = mount->kind &&
				    strcmp(mount->kind, "--remount");

		why = is_dir ? take_dirs(&mount->from, rule->word[i]) :
		      ccs_armor_glob(rule->word[i], &mount->from);
		i++;
	}
	if (!why && i + 1 < rule->count && !strcmp(rule->word[i], "->")) {
		why = take_dirs(&mount->to, rule->word[i + 1]);
		i += 2;
	}
	if (!why && i < rule->count)
		return "there is more than a device and a directory";
	return why;
}

static const char *take(struct mount *mount,
			const struct ccs_armor_words *rule)
{
	size_t i;

	for (i = 1; i < rule->count; i++) {
		char *const word = rule->word[i];
		const char *type = ccs_armor_key(word, "fstype=");

		type = type ? type : ccs_armor_key(word, "vfstype=");
		if (!strcmp(word, "options"))
			return "flags that may be there or not are not converted";
		if (ccs_armor_key(word, "options=")) {
			if (!take_options(mount, word + 8))
				return "one of the options is no flag of mount";
		} else if (type) {
			char *list = word + (type - word), *one;

			while ((one = ccs_armor_next(&list)))
				ccs_armor_glob(one, &mount->type);
		} else {
			break;
		}
	}
	return take_names(mount, rule, i);
}

static const char *text_at(const struct ccs_list *list, size_t i,
			   const char *other)
{
	return i < list->count ? list->item[i].text : other;
}

static void put_one(struct ccs_armor_job *job,
		    const struct ccs_armor_words *rule,
		    const struct mount *mount, const char *from,
		    const char *to)
{
	char flags[32];
	size_t i = 0;

	snprintf(flags, sizeof(flags), mount->told ? "0x%lX" :
		 CCS_ARMOR_ANY_NUMBER, mount->flags);
	do {
		ccs_armor_line(job, rule->item, "file mount %s %s %s %s%s",
			       from, to, mount->kind ? mount->kind :
			       text_at(&mount->type, i, "\\*"), flags,
			       rule->audit ? " grant_log=yes" : "");
	} while (++i < mount->type.count && !mount->kind);
}

static void put(struct ccs_armor_job *job, const struct ccs_armor_words *rule,
		const struct mount *mount)
{
	size_t i = 0, k;

	if (!mount->from.count || !mount->to.count)
		ccs_armor_any(job, rule->item);
	do {
		k = 0;
		do
			put_one(job, rule, mount,
				text_at(&mount->from, i, CCS_ARMOR_ANY_NAME),
				text_at(&mount->to, k, CCS_ARMOR_ANY_NAME));
		while (++k < mount->to.count);
	} while (++i < mount->from.count);
}

/* «remount DIR» and changes of propagation have a mount point alone. */
static void move_names(struct mount *mount, bool remount)
{
	if (remount)
		mount->kind = "--remount";
	if (mount->to.count || !mount->kind || !strcmp(mount->kind, "--bind") ||
	    !strcmp(mount->kind, "--move"))
		return;
	add_dirs(&mount->to, &mount->from);
	ccs_list_free(&mount->from);
	ccs_list_add(&mount->from, "any");
}

/**
 * ccs_armor_mount - convert «mount» and «remount»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_mount(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule)
{
	struct mount mount = {};
	const char *const why = take(&mount, rule);

	if (why) {
		ccs_convert_refuse(job->armor->convert, rule->item, "%s", why);
	} else {
		move_names(&mount, *rule->word[0] == 'r');
		put(job, rule, &mount);
	}
	ccs_list_free(&mount.type);
	ccs_list_free(&mount.from);
	ccs_list_free(&mount.to);
}

/**
 * ccs_armor_unmount - convert «umount [DIR]»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_unmount(struct ccs_armor_job *job,
		       const struct ccs_armor_words *rule)
{
	struct ccs_list dirs = {};
	const char *why = rule->count > 2 ?
			  "there is more than a directory" : NULL;
	size_t i;

	if (!why && rule->count == 2)
		why = take_dirs(&dirs, rule->word[1]);
	if (why) {
		ccs_convert_refuse(job->armor->convert, rule->item, "%s", why);
		return;
	}
	if (rule->count == 1) {
		ccs_armor_any(job, rule->item);
		ccs_list_add(&dirs, CCS_ARMOR_ANY_NAME);
	}
	for (i = 0; i < dirs.count; i++)
		ccs_armor_line(job, rule->item, "file unmount %s%s",
			       dirs.item[i].text,
			       rule->audit ? " grant_log=yes" : "");
	ccs_list_free(&dirs);
}

/* Directories that a rule names, or all of them. */
static const char *take_place(struct ccs_armor_job *job,
			      const struct ccs_armor_words *rule,
			      struct ccs_list *dirs, const char *text)
{
	if (text)
		return take_dirs(dirs, text);
	ccs_armor_any(job, rule->item);
	ccs_list_add(dirs, CCS_ARMOR_ANY_NAME);
	return NULL;
}

/**
 * ccs_armor_pivot - convert «pivot_root [oldroot=DIR] [DIR]»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_pivot(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule)
{
	const char *const old = rule->count > 1 ?
		ccs_armor_key(rule->word[1], "oldroot=") : NULL;
	const size_t at = old ? 2 : 1;
	struct ccs_list from = {}, to = {};
	const char *why = rule->count > at + 1 ?
			  "where it leads to is not converted" : NULL;
	size_t i, k;

	if (!why)
		why = take_place(job, rule, &to, old);
	if (!why)
		why = take_place(job, rule, &from,
				 rule->count > at ? rule->word[at] : NULL);
	if (why)
		ccs_convert_refuse(job->armor->convert, rule->item, "%s", why);
	for (i = 0; i < from.count && !why; i++)
		for (k = 0; k < to.count; k++)
			ccs_armor_line(job, rule->item,
				       "file pivot_root %s %s",
				       from.item[i].text, to.item[k].text);
	ccs_list_free(&from);
	ccs_list_free(&to);
}
