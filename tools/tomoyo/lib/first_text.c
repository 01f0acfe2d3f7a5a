// SPDX-License-Identifier: GPL-2.0-only
/*
 * What every system's first policy has
 */

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "../../../security/tomoyo/ccs/abi.h"
#include "fail.h"
#include "first.h"
#include "text.h"

static const char *const managers[] = {
	"ccs-loadpolicy", "ccs-editpolicy", "ccs-setlevel", "ccs-setprofile",
	"ccs-queryd", "ccs-learn",
};

/**
 * struct profile - one of the first profiles
 * @number: its number
 * @comment: what it is for
 * @mode: its mode
 * @grant_log: grants are logged, whatever was asked for
 * @staged: only if that was asked for
 */
static const struct profile {
	unsigned int number;
	const char *comment;
	const char *mode;
	bool grant_log;
	bool staged;
} profiles[] = {
	{ 0, "Disabled", "disabled", false, false },
	{ 1, "Learning", "learning", false, false },
	{ 2, "Permissive", "permissive", false, false },
	{ 3, "Enforcing", "enforcing", false, false },
	{ 4, "Learning with logs", "learning", true, true },
	{ 5, "Permissive with logs", "permissive", true, true },
};

static const char auditd_text[] =
	"# Where ccs-auditd(8) stores records: the first rule whose conditions all\n"
	"# hold decides, and its last line says where.\n"
	"\n"
	"header.contains granted=yes\n"
	"destination     /dev/null\n";

static const char notifyd_text[] =
	"# Whom ccs-notifyd(8) tells of requests that wait, and how long they do.\n"
	"time_to_wait 0\n"
	"action_to_take mail -s Notification\\040from\\040ccs-notifyd root@localhost\n"
	"minimal_interval 60\n";

static const char patternize_text[] =
	"# Names that ccs-patternize(8) turns into patterns.\n"
	"\n"
	"# Processes and their descriptors.\n"
	"rewrite path_pattern proc:/self/task/\\$/fdinfo/\\$\n"
	"rewrite path_pattern proc:/self/task/\\$/fd/\\$\n"
	"rewrite head_pattern proc:/self/task/\\$/\n"
	"rewrite path_pattern proc:/self/fdinfo/\\$\n"
	"rewrite path_pattern proc:/self/fd/\\$\n"
	"rewrite path_pattern proc:/\\$/task/\\$/fdinfo/\\$\n"
	"rewrite path_pattern proc:/\\$/task/\\$/fd/\\$\n"
	"rewrite head_pattern proc:/\\$/task/\\$/\n"
	"rewrite path_pattern proc:/\\$/fdinfo/\\$\n"
	"rewrite path_pattern proc:/\\$/fd/\\$\n"
	"rewrite head_pattern proc:/\\$/\n"
	"\n"
	"# Terminals, pipes and memory.\n"
	"rewrite path_pattern devpts:/\\$\n"
	"rewrite path_pattern /dev/pts/\\$\n"
	"rewrite path_pattern pipe:[\\$]\n"
	"rewrite path_pattern pipefs:/[\\$]\n"
	"\n"
	"# Policy by its date.\n"
	"rewrite head_pattern /etc/ccs/policy/\\$-\\$-\\$.\\$:\\$:\\$/\n"
	"\n"
	"# Temporary files.\n"
	"rewrite tail_pattern /etc/mtab~\\$\n"
	"rewrite path_pattern /tmp/.ICE-unix/\\$\n"
	"rewrite path_pattern /tmp/.X11-unix/X\\$\n"
	"rewrite path_pattern /tmp/sh-thd-\\$\n"
	"rewrite path_pattern /tmp/sh-thd.\\?\\?\\?\\?\\?\\?\n"
	"rewrite path_pattern /tmp/tmp.\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\n"
	"rewrite head_pattern /tmp/tmp.\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?/\n"
	"rewrite path_pattern /tmp/zman\\?\\?\\?\\?\\?\\?\n"
	"rewrite head_pattern /tmp/keyring-\\?\\?\\?\\?\\?\\?/\n"
	"rewrite head_pattern /tmp/ssh-\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?/ /tmp/ssh-\\*/\n"
	"rewrite head_pattern /tmp/systemd-private-\\X-\\*/\n"
	"rewrite head_pattern /var/tmp/systemd-private-\\X-\\*/\n"
	"rewrite tail_pattern /.ICEauthority-\\?\n"
	"rewrite tail_pattern /.xauth\\?\\?\\?\\?\\?\\?\n"
	"\n"
	"# What belongs to a session, a boot or a font.\n"
	"rewrite head_pattern /run/user/\\$/\n"
	"rewrite tail_pattern /\\X-le64.cache-\\$\n"
	"rewrite head_pattern /var/log/journal/\\X/\n"
	"rewrite head_pattern /run/log/journal/\\X/\n"
	"rewrite path_pattern /run/systemd/journal/streams/\\$:\\$\n"
	"rewrite path_pattern /run/systemd/sessions/\\$\n"
	"rewrite path_pattern /run/systemd/inaccessible/\\*\n";

/**
 * ccs_first_domains - make domain policy
 * @first: what it shall be
 * @out: gets the lines
 */
void ccs_first_domains(const struct ccs_first *first, struct ccs_strbuf *out)
{
	char *line = ccs_format("<kernel>\nuse_profile %u\n", first->profile);
	int i;

	ccs_strbuf_puts(out, line);
	free(line);
	for (i = 0; i < CCS_FIRST_GROUPS; i++) {
		if (!first->group[i])
			continue;
		line = ccs_format("use_group %d\n", i);
		ccs_strbuf_puts(out, line);
		free(line);
	}
}

/**
 * ccs_first_managers - make the list of policy managers
 * @first: what it shall be
 * @out: gets the lines
 */
void ccs_first_managers(const struct ccs_first *first, struct ccs_strbuf *out)
{
	char *const real = realpath("/usr/sbin", NULL);
	char encoded[PATH_MAX];
	size_t i;

	(void)first;
	ccs_text_encode(real ? real : "/usr/sbin", encoded, sizeof(encoded));
	for (i = 0; i < sizeof(managers) / sizeof(managers[0]); i++) {
		char *const line = ccs_format("%s/%s\n", encoded, managers[i]);

		ccs_strbuf_puts(out, line);
		free(line);
	}
	free(real);
}

static const char *yes(bool value)
{
	return value ? "yes" : "no";
}

static void add_profile(const struct ccs_first *first,
			const struct profile *profile, struct ccs_strbuf *out)
{
	char *const text =
		ccs_format("%u-COMMENT=-----%s Mode-----\n"
			   "%u-PREFERENCE={ max_audit_log=%u max_learning_entry=%u enforcing_penalty=%u }\n"
			   "%u-CONFIG%s={ mode=%s grant_log=%s reject_log=%s }\n",
			   profile->number, profile->comment, profile->number,
			   first->max_audit_log, first->max_learning_entry,
			   first->penalty, profile->number,
			   first->file_only ? "::file" : "", profile->mode,
			   yes(first->grant_log || profile->grant_log),
			   yes(first->reject_log));

	ccs_strbuf_puts(out, text);
	free(text);
}

/**
 * ccs_first_profiles - make profiles
 * @first: what they shall be
 * @out: gets the lines
 */
void ccs_first_profiles(const struct ccs_first *first, struct ccs_strbuf *out)
{
	size_t i;

	ccs_strbuf_puts(out, "PROFILE_VERSION=20150505\n");
	for (i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++)
		if (!profiles[i].staged || first->staged)
			add_profile(first, &profiles[i], out);
}

/**
 * ccs_first_stat - make memory quotas
 * @first: what they shall be
 * @out: gets the lines
 */
void ccs_first_stat(const struct ccs_first *first, struct ccs_strbuf *out)
{
	(void)first;
	ccs_strbuf_puts(out, "# Bytes of memory that may be used; 0 is no limit.\n"
			"Memory used by policy: 67108864\n"
			"Memory used by audit log: 16777216\n"
			"Memory used by query message: 1048576\n");
}

/**
 * ccs_first_auditd - make a configuration for ccs-auditd
 * @first: what the profiles are
 * @out: gets the lines
 */
void ccs_first_auditd(const struct ccs_first *first, struct ccs_strbuf *out)
{
	size_t i;

	ccs_strbuf_puts(out, auditd_text);
	for (i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++) {
		const unsigned int number = profiles[i].number;
		char *text;

		if (profiles[i].staged && !first->staged)
			continue;
		text = ccs_format("\nheader.contains profile=%u\n"
				  "destination     /var/log/tomoyo/reject_%03u.log\n",
				  number, number);
		ccs_strbuf_puts(out, text);
		free(text);
	}
	ccs_strbuf_puts(out, "\n# Of profiles that are made later.\n"
			"destination     /var/log/tomoyo/reject_other.log\n");
}

/**
 * ccs_first_notifyd - make a configuration for ccs-notifyd
 * @first: ignored
 * @out: gets the lines
 */
void ccs_first_notifyd(const struct ccs_first *first, struct ccs_strbuf *out)
{
	(void)first;
	ccs_strbuf_puts(out, notifyd_text);
}

/**
 * ccs_first_patternize - make rules for ccs-patternize
 * @first: ignored
 * @out: gets the lines
 */
void ccs_first_patternize(const struct ccs_first *first,
			  struct ccs_strbuf *out)
{
	(void)first;
	ccs_strbuf_puts(out, patternize_text);
}
