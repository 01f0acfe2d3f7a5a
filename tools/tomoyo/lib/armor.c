// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles of AppArmor
 *
 * What AppArmor does not check is disabled, as otherwise a domain in enforcing
 * mode would be refused what its profile could not have a rule for. What has no
 * profile stays in <kernel>, where nothing is checked.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor.h"
#include "armor_profile.h"
#include "armor_read.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"
#include "scratch.h"

static const struct ccs_item nowhere = { .text = "", .file = "", .number = 0 };

static const char *const unchecked[] = {
	"file::getattr", "file::ioctl", "misc",
};

static const struct {
	unsigned int number;
	const char *comment;
	const char *mode;
} profiles[] = {
	{ 0, "Unconfined", "disabled" },
	{ 2, "Complain", "permissive" },
	{ 3, "Enforce", "enforcing" },
};

static void emit(struct ccs_convert *convert, enum ccs_convert_kind kind,
		 char *line)
{
	ccs_convert_emit(convert, kind, &nowhere, line);
	free(line);
}

static void put_profile(struct ccs_convert *convert, size_t i)
{
	const unsigned int number = profiles[i].number;
	size_t k;

	emit(convert, CCS_CONVERT_PROFILE,
	     ccs_format("%u-COMMENT=%s", number, profiles[i].comment));
	emit(convert, CCS_CONVERT_PROFILE,
	     ccs_format("%u-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 }",
			number));
	emit(convert, CCS_CONVERT_PROFILE,
	     ccs_format("%u-CONFIG={ mode=%s grant_log=no reject_log=yes }",
			number, profiles[i].mode));
	for (k = 0; number && k < sizeof(unchecked) / sizeof(*unchecked); k++)
		emit(convert, CCS_CONVERT_PROFILE,
		     ccs_format("%u-CONFIG::%s={ mode=disabled grant_log=no reject_log=no }",
				number, unchecked[k]));
}

static void put_frame(struct ccs_convert *convert)
{
	size_t i;

	emit(convert, CCS_CONVERT_PROFILE,
	     ccs_format("PROFILE_VERSION=20150505"));
	for (i = 0; i < sizeof(profiles) / sizeof(*profiles); i++)
		put_profile(convert, i);
	emit(convert, CCS_CONVERT_EXCEPTION,
	     ccs_format("keep_domain any from <kernel>"));
	emit(convert, CCS_CONVERT_DOMAIN, ccs_format("<kernel>"));
	emit(convert, CCS_CONVERT_DOMAIN, ccs_format("use_profile 0"));
	emit(convert, CCS_CONVERT_DOMAIN, ccs_format("use_group 0"));
	convert->given[CCS_CONVERT_PROFILE] = true;
	convert->given[CCS_CONVERT_EXCEPTION] = true;
	convert->given[CCS_CONVERT_DOMAIN] = true;
}

static void add_dirs(struct ccs_armor *armor, const char *path)
{
	const char *const slash = strrchr(path, '/');
	char *const dir = slash ? ccs_format("%.*s", (int)(slash - path),
					     path) : ccs_strdup(".");

	ccs_list_add(&armor->dir, path);
	ccs_list_add(&armor->dir, dir);
	free(dir);
}

static void drop(struct ccs_armor *armor)
{
	size_t i;

	for (i = 0; i < armor->profiles; i++) {
		struct ccs_armor_profile *const one = &armor->profile[i];

		free(one->name);
		free(one->attach);
		free(one->item.text);
		free(one->program);
		free(one->domain);
		ccs_list_free(&one->rule);
		ccs_list_free(&one->full);
		ccs_list_free(&one->attached);
	}
	free(armor->profile);
	ccs_armor_forget(armor);
	ccs_list_free(&armor->file);
	ccs_list_free(&armor->dir);
}

/**
 * ccs_armor_run - convert profiles of AppArmor
 * @convert: gets the policy; all zeroes
 * @paths: files and directories that they are in, up to NULL
 * @dirs: directories where included files are
 *
 * What isn't converted is listed on standard error.
 */
void ccs_armor_run(struct ccs_convert *convert, char **paths,
		   const struct ccs_list *dirs)
{
	struct ccs_armor armor = { .convert = convert, .inside = -1 };
	size_t i;

	convert->scratch = ccs_scratch_new();
	for (i = 0; i < dirs->count; i++)
		ccs_list_add(&armor.dir, dirs->item[i].text);
	for (i = 0; paths[i]; i++)
		add_dirs(&armor, paths[i]);
	for (i = 0; paths[i]; i++)
		ccs_armor_file(&armor, paths[i]);
	if (!armor.profiles)
		ccs_die(CCS_EXIT_INPUT, "%s: no profile in it", paths[0]);
	put_frame(convert);
	ccs_armor_place(&armor);
	for (i = 0; i < armor.profiles; i++)
		ccs_armor_rules(&armor, i);
	drop(&armor);
}
