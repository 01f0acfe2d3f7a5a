// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles of TOMOYO 1.3 and 1.6, read
 */

#include <stdlib.h>
#include <string.h>

#include "convert_kind.h"
#include "convert_profile.h"
#include "fail.h"

#define CAPABILITY "MAC_FOR_CAPABILITY::"

/* By enum ccs_old_mode. */
const char *const ccs_old_modes[] = {
	[CCS_OLD_DISABLED] = "disabled",
	[CCS_OLD_LEARNING] = "learning",
	[CCS_OLD_PERMISSIVE] = "permissive",
	[CCS_OLD_ENFORCING] = "enforcing",
};

/* A mode that nobody can read must not switch a check off. */
static const char *read_mode(const char *word, unsigned long *value)
{
	for (*value = 0; *value <= CCS_OLD_ENFORCING; ++*value)
		if (!strcmp(word, ccs_old_modes[*value]) ||
		    (*word == (char)('0' + *value) && !word[1]))
			return NULL;
	*value = CCS_OLD_ENFORCING;
	return "taken for enforcing: a mode is 0 to 3, disabled, learning, permissive or enforcing";
}

static const char *read_switch(const char *word, unsigned long *value)
{
	if (strcmp(word, "enabled"))
		return read_mode(word, value);
	*value = 1;
	return NULL;
}

static const char *read_number(const char *word, unsigned long *value)
{
	*value = strtoul(word, NULL, 10);
	return ccs_convert_decimal(word) && strlen(word) < 10 ?
		NULL : "not a number of at most nine digits";
}

static const struct {
	const char *name;
	const char *(*read)(const char *word, unsigned long *value);
} keys[] = {
	[CCS_OLD_FILE] = { "MAC_FOR_FILE", read_mode },
	[CCS_OLD_IOCTL] = { "MAC_FOR_IOCTL", read_mode },
	[CCS_OLD_ARGV0] = { "MAC_FOR_ARGV0", read_mode },
	[CCS_OLD_ENV] = { "MAC_FOR_ENV", read_mode },
	[CCS_OLD_NETWORK] = { "MAC_FOR_NETWORK", read_mode },
	[CCS_OLD_SIGNAL] = { "MAC_FOR_SIGNAL", read_mode },
	[CCS_OLD_CONCEAL] = { "DENY_CONCEAL_MOUNT", read_mode },
	[CCS_OLD_CHROOT] = { "RESTRICT_CHROOT", read_mode },
	[CCS_OLD_MOUNT] = { "RESTRICT_MOUNT", read_mode },
	[CCS_OLD_UNMOUNT] = { "RESTRICT_UNMOUNT", read_mode },
	[CCS_OLD_PIVOT_ROOT] = { "RESTRICT_PIVOT_ROOT", read_mode },
	[CCS_OLD_AUTOBIND] = { "RESTRICT_AUTOBIND", read_switch },
	[CCS_OLD_VERBOSE] = { "TOMOYO_VERBOSE", read_switch },
	[CCS_OLD_MAX_ACCEPT] = { "MAX_ACCEPT_ENTRY", read_number },
	[CCS_OLD_MAX_GRANT] = { "MAX_GRANT_LOG", read_number },
	[CCS_OLD_MAX_REJECT] = { "MAX_REJECT_LOG", read_number },
	[CCS_OLD_SLEEP] = { "SLEEP_PERIOD", read_number },
};

static struct ccs_old_profile *get(struct ccs_convert *convert,
				   unsigned long number)
{
	struct ccs_old_profile **const slot = &convert->profile[number];

	if (!*slot) {
		*slot = ccs_realloc(NULL, sizeof(**slot));
		memset(*slot, 0, sizeof(**slot));
	}
	return *slot;
}

static const char *take_capability(struct ccs_old_profile *profile,
				   const struct ccs_item *item,
				   const char *name, const char *word)
{
	unsigned long mode;
	const char *const why = read_mode(word, &mode);
	char *line;

	line = ccs_format("%s %s", name, ccs_old_modes[mode]);
	ccs_list_add_from(&profile->capability, line, item->file,
			  item->number);
	free(line);
	return why;
}

static const char *take(struct ccs_old_profile *profile,
			const struct ccs_item *item, const char *key,
			const char *word)
{
	const char *why;
	size_t i;

	if (!strcmp(key, "COMMENT")) {
		profile->comment = item;
		return NULL;
	}
	if (!strncmp(key, CAPABILITY, strlen(CAPABILITY)))
		return take_capability(profile, item, key + strlen(CAPABILITY),
				       word);
	for (i = 0; i < CCS_OLD_KEYS && strcmp(key, keys[i].name); i++)
		;
	if (i == CCS_OLD_KEYS)
		return "not a profile line of 1.3 or 1.6";
	why = keys[i].read(word, &profile->value[i]);
	if (!why || keys[i].read != read_number)
		profile->set[i] = item;
	return why;
}

static const char *read_line(struct ccs_convert *convert,
			     const struct ccs_item *item, char *line)
{
	char *word, *end;
	unsigned long number;

	if (*line < '0' || *line > '9')
		return "a line begins with the number of its profile";
	number = strtoul(line, &end, 10);
	if (*end++ != '-' || number >= CCS_CONVERT_PROFILES)
		return "a profile has a number from 0 to 255";
	word = strchr(end, '=');
	if (!word)
		return "no «=»";
	*word++ = '\0';
	return take(get(convert, number), item, end, word);
}

/* Only entries can say now what MAC_FOR_ARGV0 said. */
static void check_argv0(struct ccs_convert *convert, unsigned long number)
{
	const struct ccs_old_profile *const profile = convert->profile[number];

	if (!profile->value[CCS_OLD_ARGV0] ||
	    ccs_old_profile_argv0(convert, number))
		return;
	ccs_convert_refuse(convert, profile->set[CCS_OLD_ARGV0],
			   "argv[0] is checked with file::execute now, by conditions; that needs the same mode as MAC_FOR_FILE, and domain and exception policy given at once");
}

static void check_unmount(struct ccs_convert *convert,
			  const struct ccs_old_profile *profile)
{
	if (profile->value[CCS_OLD_UNMOUNT] &&
	    !(convert->given[CCS_CONVERT_SYSTEM] &&
	      convert->given[CCS_CONVERT_DOMAIN]))
		ccs_convert_refuse(convert, profile->set[CCS_OLD_UNMOUNT],
				   "every unmount needs a permission now; give system and domain policy at once");
}

/**
 * ccs_old_profile_argv0 - do the entries of a domain say which argv[0] is allowed?
 * @convert: the policy
 * @number: the profile of the domain
 *
 * Return: true if argv[0] was checked, and its check can be one with that of
 * the program.
 */
bool ccs_old_profile_argv0(const struct ccs_convert *convert,
			   unsigned long number)
{
	const struct ccs_old_profile *const profile =
		number < CCS_CONVERT_PROFILES ? convert->profile[number] : NULL;

	return profile && profile->value[CCS_OLD_ARGV0] &&
	       profile->value[CCS_OLD_ARGV0] == profile->value[CCS_OLD_FILE] &&
	       convert->given[CCS_CONVERT_EXCEPTION] &&
	       convert->given[CCS_CONVERT_DOMAIN];
}

/**
 * ccs_old_profile_argv0_lost - was argv[0] enforced, and can't be any more?
 * @convert: the policy
 * @number: the profile of the domain
 *
 * Return: true if so: then permissions to execute would allow more than they
 * did.
 */
bool ccs_old_profile_argv0_lost(const struct ccs_convert *convert,
				unsigned long number)
{
	const struct ccs_old_profile *const profile =
		number < CCS_CONVERT_PROFILES ? convert->profile[number] : NULL;

	return profile && profile->value[CCS_OLD_ARGV0] == CCS_OLD_ENFORCING &&
	       !ccs_old_profile_argv0(convert, number);
}

/**
 * ccs_convert_profiles - convert profile.conf, or status.txt
 * @convert: the policy
 */
void ccs_convert_profiles(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_PROFILE];
	size_t i;

	for (i = 0; i < in->count; i++) {
		char *const line = ccs_strdup(in->item[i].text);
		const char *const why = read_line(convert, &in->item[i], line);

		if (why)
			ccs_convert_refuse(convert, &in->item[i], "%s", why);
		free(line);
	}
	ccs_strbuf_puts(&convert->out[CCS_CONVERT_PROFILE],
			"PROFILE_VERSION=20090903\n"
			"PREFERENCE::learning={ verbose=no max_entry=2048 exec.realpath=yes exec.argv0=no symlink.target=no }\n");
	for (i = 0; i < CCS_CONVERT_PROFILES; i++) {
		if (!convert->profile[i])
			continue;
		check_argv0(convert, i);
		check_unmount(convert, convert->profile[i]);
		ccs_old_profile_print(convert, i);
	}
}
