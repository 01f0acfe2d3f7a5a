// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files of AppArmor
 */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "armor_read.h"
#include "convert_line.h"
#include "fail.h"

/* Files in files; one that includes itself ends here. */
#define DEPTH 32
/* All files together. */
#define READS 20000

static void __attribute__((noreturn)) die_io(const char *path)
{
	ccs_die(CCS_EXIT_IO, "cannot read %s: %s", path, strerror(errno));
}

/* A byte 0 ends the text, as it would for AppArmor. */
static void read_text(const char *path, struct ccs_strbuf *text)
{
	FILE *const file = fopen(path, "re");
	size_t got;

	if (!file)
		die_io(path);
	do {
		got = fread(ccs_strbuf_reserve(text, 4096), 1, 4096, file);
		text->len += got;
	} while (got);
	if (ferror(file))
		die_io(path);
	fclose(file);
	ccs_strbuf_add(text, "", 1);
}

static int is_policy(const struct dirent *entry)
{
	static const char *const other[] = {
		"~", ".rpmnew", ".rpmsave", ".dpkg-old", ".dpkg-new",
		".dpkg-dist", ".dpkg-bak", ".orig", ".rej",
	};
	const size_t len = strlen(entry->d_name);
	size_t i;

	for (i = 0; i < sizeof(other) / sizeof(*other); i++) {
		const size_t tail = strlen(other[i]);

		if (len >= tail && !strcmp(entry->d_name + len - tail,
					   other[i]))
			return 0;
	}
	return *entry->d_name != '.' && strcmp(entry->d_name, "README");
}

/* Directories below are for includes. */
static void read_dir(struct ccs_armor *armor, const char *dir)
{
	struct dirent **entry;
	struct stat info;
	int count = scandir(dir, &entry, is_policy, alphasort);
	int i;

	if (count < 0)
		die_io(dir);
	for (i = 0; i < count; i++) {
		char *const path = ccs_format("%s/%s", dir, entry[i]->d_name);

		if (!stat(path, &info) && S_ISREG(info.st_mode))
			ccs_armor_file(armor, path);
		free(path);
		free(entry[i]);
	}
	free(entry);
}

static char *find_include(const struct ccs_armor *armor, const char *name)
{
	size_t i;

	if (*name == '/')
		return ccs_strdup(name);
	for (i = 0; i < armor->dir.count; i++) {
		char *const path = ccs_format("%s/%s", armor->dir.item[i].text,
					      name);
		struct stat info;

		if (!stat(path, &info))
			return path;
		free(path);
	}
	return NULL;
}

/* «include [if exists] <NAME>», also with quotation marks or without any. */
static void include(struct ccs_armor *armor, const struct ccs_item *item)
{
	static const char exists[] = "if exists ";
	char *name = ccs_strdup(strchr(item->text, ' ') ?: "");
	char *at = name + strspn(name, " ");
	const bool may_lack = !strncmp(at, exists, sizeof(exists) - 1);
	struct stat info;
	char *path;

	if (may_lack)
		at += sizeof(exists) - 1;
	at += strspn(at, "<\" ");
	at[strcspn(at, ">\",")] = '\0';
	path = *at ? find_include(armor, at) : NULL;
	if (path && stat(path, &info)) {
		free(path);
		path = NULL;
	}
	if (path && S_ISDIR(info.st_mode))
		read_dir(armor, path);
	else if (path)
		ccs_armor_file(armor, path);
	else if (!may_lack)
		ccs_convert_refuse(armor->convert, item,
				   "not found; where it is can be told by --include");
	free(path);
	free(name);
}

static void take_line(struct ccs_armor *armor, const struct ccs_item *item)
{
	if (strchr("@$", *item->text))
		ccs_armor_assign(armor, item);
	else
		include(armor, item);
}

static void take_rule(struct ccs_armor *armor, const struct ccs_item *item)
{
	const char *unknown;
	char *full;

	if (!strncmp(item->text, "abi ", 4))
		return;
	if (armor->inside < 0) {
		ccs_convert_refuse(armor->convert, item, "not in a profile");
		return;
	}
	full = ccs_armor_expand(armor, item->text, &unknown);
	if (!full) {
		ccs_convert_refuse(armor->convert, item, "%s", unknown);
		return;
	}
	ccs_list_add_from(&armor->profile[armor->inside].rule, item->text,
			  item->file, item->number);
	ccs_list_add_from(&armor->profile[armor->inside].full, full,
			  item->file, item->number);
	free(full);
}

static bool is_condition(const char *text)
{
	return !strncmp(text, "if ", 3) || !strncmp(text, "else", 4);
}

static void take_open(struct ccs_armor *armor, const struct ccs_item *item)
{
	if (armor->skip || is_condition(item->text)) {
		armor->skip++;
		ccs_convert_refuse(armor->convert, item,
				   "conditions are not converted");
		return;
	}
	ccs_armor_open(armor, item);
}

static void take_close(struct ccs_armor *armor, const struct ccs_item *item)
{
	if (armor->skip)
		armor->skip--;
	else if (armor->inside >= 0)
		armor->inside = armor->profile[armor->inside].outside;
	else
		ccs_die(CCS_EXIT_INPUT, "%s:%u: a brace that closes nothing",
			item->file, item->number);
}

static void take(struct ccs_armor *armor, enum ccs_armor_end end,
		 const struct ccs_item *item)
{
	if (end == CCS_ARMOR_BROKEN)
		ccs_die(CCS_EXIT_INPUT, "%s:%u: %s: no comma at the end",
			item->file, item->number, item->text);
	if (end == CCS_ARMOR_CLOSE)
		take_close(armor, item);
	else if (end == CCS_ARMOR_OPEN)
		take_open(armor, item);
	else if (armor->skip)
		ccs_convert_refuse(armor->convert, item,
				   "in a condition, which is not converted");
	else if (end == CCS_ARMOR_LINE)
		take_line(armor, item);
	else
		take_rule(armor, item);
}

static void read_statements(struct ccs_armor *armor, const char *name,
			    const char *text)
{
	struct ccs_armor_reader reader = { .at = text, .number = 1 };
	const int outside = armor->inside;
	enum ccs_armor_end end;

	while ((end = ccs_armor_statement(&reader))) {
		const struct ccs_item item = {
			.text = reader.text.text,
			.file = name,
			.number = reader.begin,
		};

		take(armor, end, &item);
	}
	if (armor->inside != outside || (armor->skip && !armor->depth))
		ccs_die(CCS_EXIT_INPUT, "%s:%u: a block is not closed", name,
			reader.number);
	ccs_strbuf_free(&reader.text);
}

/**
 * ccs_armor_file - read a file, or all files of a directory
 * @armor: takes the profiles in it, or the rules if it is in a profile
 * @path: its name
 *
 * Ends the program if it can't be read, or braces or commas are missing.
 */
void ccs_armor_file(struct ccs_armor *armor, const char *path)
{
	struct ccs_strbuf text = {};
	struct stat info;

	if (stat(path, &info))
		die_io(path);
	if (S_ISDIR(info.st_mode)) {
		read_dir(armor, path);
		return;
	}
	if (armor->depth == DEPTH || armor->reads == READS)
		ccs_die(CCS_EXIT_INPUT, "%s: too many files that include each other",
			path);
	ccs_list_add(&armor->file, path);
	if (!armor->depth)
		ccs_armor_forget(armor);
	read_text(path, &text);
	armor->depth++;
	armor->reads++;
	read_statements(armor, armor->file.item[armor->file.count - 1].text,
			text.text);
	armor->depth--;
	ccs_strbuf_free(&text);
}
