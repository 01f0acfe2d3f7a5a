// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles of TOMOYO 1.3 and 1.6, printed in the words of today
 *
 * What an old release never checked must not be checked because a category is: a
 * working policy has no entries for it. The version of the profiles says so for
 * what 1.7 didn't check either; the rest is switched off here by name.
 */

#include <stdlib.h>
#include <string.h>

#include "convert_profile.h"
#include "fail.h"

#define DEFAULT_MAX_ACCEPT 2048
#define DEFAULT_MAX_LOG 1024

/* Items of today's file category that MAC_FOR_FILE was not about. */
static const struct {
	const char *item;
	enum ccs_old_key key;
} file_items[] = {
	{ "chmod", CCS_OLD_KEYS },
	{ "chown", CCS_OLD_KEYS },
	{ "chgrp", CCS_OLD_KEYS },
	{ "ioctl", CCS_OLD_IOCTL },
	{ "chroot", CCS_OLD_CHROOT },
	{ "mount", CCS_OLD_MOUNT },
	{ "unmount", CCS_OLD_UNMOUNT },
	{ "pivot_root", CCS_OLD_PIVOT_ROOT },
};

/* Categories of today that are one key each, in the order of printing. */
static const struct {
	const char *category;
	enum ccs_old_key key;
} categories[] = {
	{ "misc::env", CCS_OLD_ENV },
	{ "ipc::signal", CCS_OLD_SIGNAL },
	{ "capability::conceal_mount", CCS_OLD_CONCEAL },
	{ "file", CCS_OLD_FILE },
	{ "network", CCS_OLD_NETWORK },
};

/**
 * struct printer - a profile being printed
 * @convert: the policy
 * @profile: the profile
 * @number: its number
 */
struct printer {
	struct ccs_convert *convert;
	const struct ccs_old_profile *profile;
	unsigned int number;
};

static unsigned long limit(const struct printer *printer, enum ccs_old_key key,
			   unsigned long otherwise)
{
	return printer->profile->set[key] ? printer->profile->value[key] :
					    otherwise;
}

/* A log without room has no records, so none need be made. */
static const char *wanted(const struct printer *printer, enum ccs_old_key key)
{
	return limit(printer, key, DEFAULT_MAX_LOG) ? "yes" : "no";
}

static void put(const struct printer *printer, const struct ccs_item *item,
		const char *what)
{
	char *const line = ccs_format("%u-%s", printer->number, what);

	ccs_convert_emit(printer->convert, CCS_CONVERT_PROFILE, item, line);
	free(line);
}

static void put_config(const struct printer *printer,
		       const struct ccs_item *item, const char *what,
		       const char *mode)
{
	char *const line =
		ccs_format("CONFIG%s%s={ mode=%s grant_log=%s reject_log=%s }",
			   *what ? "::" : "", what, mode,
			   wanted(printer, CCS_OLD_MAX_GRANT),
			   wanted(printer, CCS_OLD_MAX_REJECT));

	put(printer, item, line);
	free(line);
}

static void put_file_items(const struct printer *printer)
{
	const struct ccs_old_profile *const profile = printer->profile;
	size_t i;

	for (i = 0; i < sizeof(file_items) / sizeof(file_items[0]); i++) {
		const enum ccs_old_key key = file_items[i].key;
		const unsigned long mode = key == CCS_OLD_KEYS ?
			CCS_OLD_DISABLED : profile->value[key];
		const struct ccs_item *item = profile->set[CCS_OLD_FILE];
		char *what;

		if (key != CCS_OLD_KEYS && profile->set[key])
			item = profile->set[key];
		if (mode == profile->value[CCS_OLD_FILE])
			continue;
		what = ccs_format("file::%s", file_items[i].item);
		put_config(printer, item, what, ccs_old_modes[mode]);
		free(what);
	}
}

static void put_capabilities(const struct printer *printer)
{
	const struct ccs_list *const list = &printer->profile->capability;
	size_t i;

	for (i = 0; i < list->count; i++) {
		char *const name = ccs_strdup(list->item[i].text);
		char *mode = name;
		char *const what = ccs_format("capability::%s",
					      strsep(&mode, " "));
		struct ccs_item item = list->item[i];

		item.text = ccs_format("%u-MAC_FOR_CAPABILITY::%s=%s",
				       printer->number, name, mode);
		put_config(printer, &item, what, mode);
		free(item.text);
		free(what);
		free(name);
	}
}

static void put_categories(const struct printer *printer)
{
	const struct ccs_old_profile *const profile = printer->profile;
	size_t i;

	for (i = 0; i < sizeof(categories) / sizeof(categories[0]); i++) {
		const enum ccs_old_key key = categories[i].key;

		/* A capability line may say more. */
		if (key == CCS_OLD_CONCEAL && !profile->value[key])
			continue;
		if (profile->set[key])
			put_config(printer, profile->set[key],
				   categories[i].category,
				   ccs_old_modes[profile->value[key]]);
	}
}

static void put_audit(const struct printer *printer)
{
	const struct ccs_old_profile *const profile = printer->profile;
	const struct ccs_item *const grant = profile->set[CCS_OLD_MAX_GRANT];
	const struct ccs_item *const reject = profile->set[CCS_OLD_MAX_REJECT];
	char *line;

	if (!grant && !reject)
		return;
	line = ccs_format("PREFERENCE::audit={ max_grant_log=%lu max_reject_log=%lu %s }",
			  limit(printer, CCS_OLD_MAX_GRANT, DEFAULT_MAX_LOG),
			  limit(printer, CCS_OLD_MAX_REJECT, DEFAULT_MAX_LOG),
			  "task_info=yes path_info=yes");
	put(printer, grant ? grant : reject, line);
	free(line);
}

/* Where argv[0] was learned it is learned as a condition. */
static void put_learning(const struct printer *printer)
{
	const struct ccs_old_profile *const profile = printer->profile;
	const struct ccs_item *const max = profile->set[CCS_OLD_MAX_ACCEPT];
	const bool argv0 = ccs_old_profile_argv0(printer->convert,
						 printer->number);
	char *line;

	if (!max && !argv0)
		return;
	line = ccs_format("PREFERENCE::learning={ verbose=no max_entry=%lu %s%s %s }",
			  limit(printer, CCS_OLD_MAX_ACCEPT,
				DEFAULT_MAX_ACCEPT),
			  "exec.realpath=yes exec.argv0=", argv0 ? "yes" : "no",
			  "symlink.target=no");
	put(printer, max ? max : profile->set[CCS_OLD_ARGV0], line);
	free(line);
}

static void put_messages(const struct printer *printer)
{
	const struct ccs_old_profile *const profile = printer->profile;
	const struct ccs_item *const verbose = profile->set[CCS_OLD_VERBOSE];
	const struct ccs_item *const sleep = profile->set[CCS_OLD_SLEEP];
	const char *const shown = limit(printer, CCS_OLD_VERBOSE, 1) ? "yes" :
								       "no";
	char *line;

	if (verbose) {
		line = ccs_format("PREFERENCE::permissive={ verbose=%s }",
				  shown);
		put(printer, verbose, line);
		free(line);
	}
	if (!verbose && !sleep)
		return;
	line = ccs_format("PREFERENCE::enforcing={ verbose=%s penalty=%lu }",
			  shown, limit(printer, CCS_OLD_SLEEP, 0));
	put(printer, sleep ? sleep : verbose, line);
	free(line);
}

/* A line for CONFIG stands for whatever line made the profile known. */
static const struct ccs_item *any_line(const struct ccs_old_profile *profile)
{
	size_t i;

	if (profile->comment)
		return profile->comment;
	for (i = 0; i < CCS_OLD_KEYS; i++)
		if (profile->set[i])
			return profile->set[i];
	return profile->capability.item;
}

/**
 * ccs_old_profile_print - add the lines of one profile
 * @convert: the policy
 * @number: the number of the profile
 */
void ccs_old_profile_print(struct ccs_convert *convert, unsigned int number)
{
	const struct printer printer = {
		.convert = convert,
		.profile = convert->profile[number],
		.number = number,
	};
	const struct ccs_item *const any = any_line(printer.profile);

	if (!any)
		return;
	if (printer.profile->comment)
		put(&printer, any, strchr(any->text, '-') + 1);
	put_config(&printer, any, "", ccs_old_modes[CCS_OLD_DISABLED]);
	put_file_items(&printer);
	put_capabilities(&printer);
	put_categories(&printer);
	put_audit(&printer);
	put_learning(&printer);
	put_messages(&printer);
}
