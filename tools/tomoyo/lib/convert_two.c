// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy of TOMOYO 2.3 to 2.6, and of 1.7 and 1.8
 *
 * Most of it is a part of what 1.7 (2.3) and 1.8 (2.4 and later) have, by the
 * same words, so lines stay as they are. What these check besides, and 2.x never
 * did, is disabled: otherwise a domain in enforcing mode would be refused what
 * its policy could not have a line for. TOMOYO 2.2 is 1.6 in what it knows.
 *
 * Of 1.7 and 1.8 nothing is other than it was; each line is tried, so that what
 * would be refused, or says nothing, is told before the policy is needed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert_kind.h"
#include "convert_line.h"
#include "fail.h"
#include "scratch.h"

#define VERSION "PROFILE_VERSION="
#define PROGRAMS "/usr/sbin/tomoyo-"

/* Checked by 1.8, and not by 2.4 and later. */
static const char *const only_new[] = {
	"capability", "ipc", "network::inet_stream_accept",
	"network::inet_dgram_recv", "network::inet_raw_recv",
	"network::unix_stream_accept", "network::unix_dgram_recv",
	"network::unix_seqpacket_accept", "network::inet_seqpacket_bind",
	"network::inet_seqpacket_listen", "network::inet_seqpacket_connect",
	"network::inet_seqpacket_accept", NULL,
};

/* Checked by 1.7, and not by 2.3. */
static const char *const only_old[] = {
	"capability", "ipc", "misc", "network", NULL,
};

/* Policy managers that have a namesake here. */
static const char *const managers[] = {
	"auditd", "editpolicy", "editpolicy-agent", "loadpolicy", "notifyd",
	"queryd", "setlevel", "setprofile",
};

/* What follows the namespace, if there is one. */
static const char *behind_namespace(const char *line)
{
	const char *const space = *line == '<' ? strchr(line, ' ') : NULL;

	return space ? space + 1 : line;
}

static bool is_version(const struct ccs_item *item)
{
	return !strncmp(behind_namespace(item->text), VERSION,
			strlen(VERSION));
}

/**
 * ccs_convert_is_two - is it policy of 2.3 or later, or of 1.7 or later?
 * @convert: a policy, not converted yet
 *
 * Return: false if it is of 2.2, or of 1.6 or before.
 */
bool ccs_convert_is_two(const struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_PROFILE];
	size_t i;

	for (i = 0; i < in->count; i++)
		if (is_version(&in->item[i]))
			return true;
	return false;
}

/* 1.8 knows the form of 2.4 and of 2.5, but not the number of the latter. */
static char *version_of(const struct ccs_item *item)
{
	const char *const at = behind_namespace(item->text);
	const int prefix = at - item->text;

	return ccs_format("%.*s%s", prefix, item->text,
			  strcmp(at, VERSION "20110903") ? at :
			  VERSION "20150505");
}

/* «[NAMESPACE ]NUMBER-» of a line that sets a mode; 0 for any other line. */
static size_t profile_prefix(const char *line)
{
	const char *const at = behind_namespace(line);
	const size_t digits = strspn(at, "0123456789");

	if (!digits || strncmp(at + digits, "-CONFIG", 7))
		return 0;
	return at - line + digits + 1;
}

/* A key that isn't known is accepted, as files of other versions have more. */
static const char *const preferences[] = {
	"create_domain", "enforcing_penalty", "exec.argv0", "exec.realpath",
	"max_audit_log", "max_entry", "max_grant_log", "max_learning_entry",
	"max_reject_log", "path_info", "pattern.pipe", "pattern.port",
	"pattern.proc", "pattern.pts", "pattern.temp", "penalty",
	"symlink.target", "task_info", "verbose",
};

static bool is_preference(const char *key, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(preferences) / sizeof(*preferences); i++)
		if (strlen(preferences[i]) == len &&
		    !memcmp(preferences[i], key, len))
			return true;
	return false;
}

static void tell_ignored(struct ccs_convert *convert,
			 const struct ccs_item *item)
{
	const char *at = strstr(item->text, "PREFERENCE");

	at = at ? strchr(at, '{') : NULL;
	while (at && *++at) {
		const size_t len = strcspn(at, "= }");

		if (at[len] == '=' && !is_preference(at, len))
			ccs_convert_refuse(convert, item,
					   "converted, but %.*s has no effect",
					   (int)len, at);
		at = strchr(at, ' ');
	}
}

static void disable(struct ccs_convert *convert, const struct ccs_item *item,
		    size_t prefix, const char *const *names)
{
	for (; *names; names++) {
		char *const line =
			ccs_format("%.*sCONFIG::%s={ mode=disabled grant_log=no reject_log=no }",
				   (int)prefix, item->text, *names);

		ccs_convert_emit(convert, CCS_CONVERT_PROFILE, item, line);
		free(line);
	}
}

static void put_profile_line(struct ccs_convert *convert,
			     const struct ccs_item *item,
			     const char *const *names, struct ccs_list *done)
{
	const size_t prefix = profile_prefix(item->text);
	const size_t before = done->count;
	char *const key = ccs_format("%.*s", (int)prefix, item->text);

	ccs_convert_emit(convert, CCS_CONVERT_PROFILE, item, item->text);
	tell_ignored(convert, item);
	if (prefix && names) {
		ccs_list_add(done, key);
		ccs_list_unique(done);
	}
	if (done->count > before)
		disable(convert, item, prefix, names);
	free(key);
}

static void put_profiles(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_PROFILE];
	const char *const *names = convert->mainline ? only_new : NULL;
	struct ccs_list done = {};
	size_t i;

	/* The version says what the other lines mean. */
	for (i = 0; i < in->count; i++) {
		char *line;

		if (!is_version(&in->item[i]))
			continue;
		line = version_of(&in->item[i]);
		if (names && strstr(line, VERSION "20090903"))
			names = only_old;
		ccs_convert_emit(convert, CCS_CONVERT_PROFILE, &in->item[i],
				 line);
		free(line);
	}
	for (i = 0; i < in->count; i++)
		if (!is_version(&in->item[i]))
			put_profile_line(convert, &in->item[i], names, &done);
	ccs_list_free(&done);
}

/**
 * ccs_convert_two_managers - convert manager.conf of any 2.x
 * @convert: the policy
 */
void ccs_convert_two_managers(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_MANAGER];
	size_t i, k;

	for (i = 0; i < in->count; i++) {
		const struct ccs_item *const item = &in->item[i];
		const bool known = convert->mainline &&
				   !strncmp(item->text, PROGRAMS,
					    strlen(PROGRAMS));
		const char *const name = known ?
					 item->text + strlen(PROGRAMS) : NULL;
		char *line = NULL;

		for (k = 0; name && k < sizeof(managers) / sizeof(*managers);
		     k++)
			if (!strcmp(name, managers[k]))
				line = ccs_format("/usr/sbin/ccs-%s", name);
		ccs_convert_emit(convert, CCS_CONVERT_MANAGER, item,
				 line ? line : item->text);
		free(line);
	}
}

/* It checks less, so its domains would be refused what no line could allow. */
static void refuse_mainline(const struct ccs_convert *convert)
{
	const struct ccs_list *const in = convert->in;
	int kind;
	size_t i;

	for (kind = 0; kind <= CCS_CONVERT_MANAGER; kind++) {
		for (i = 0; i < in[kind].count; i++) {
			const struct ccs_item *const item = &in[kind].item[i];

			if (strcmp(item->text, VERSION "20110903") &&
			    strncmp(item->text, PROGRAMS, strlen(PROGRAMS)))
				continue;
			ccs_die(CCS_EXIT_INPUT,
				"%s:%u: %s: policy of TOMOYO 2; give --mainline",
				item->file, item->number, item->text);
		}
	}
}

static void put_lines(struct ccs_convert *convert, enum ccs_convert_kind kind)
{
	const struct ccs_list *const in = &convert->in[kind];
	size_t i;

	for (i = 0; i < in->count; i++)
		ccs_convert_emit(convert, kind, &in->item[i],
				 in->item[i].text);
}

/* What follows a domain that is refused must not go to the one before. */
static void put_domains(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_DOMAIN];
	struct ccs_strbuf *const out = &convert->out[CCS_CONVERT_DOMAIN];
	bool inside = false;
	size_t i;

	for (i = 0; i < in->count; i++) {
		const struct ccs_item *const item = &in->item[i];
		const size_t before = out->len;

		if (*item->text != '<' && !inside) {
			ccs_convert_refuse(convert, item,
					   "not in a domain that is converted");
			continue;
		}
		if (*item->text == '<' && before)
			ccs_strbuf_puts(out, "\n");
		ccs_convert_emit(convert, CCS_CONVERT_DOMAIN, item,
				 item->text);
		if (*item->text != '<')
			continue;
		inside = out->len > before + !!before;
		if (!inside && before) {
			out->len = before;
			out->text[before] = '\0';
		}
	}
}

/**
 * ccs_convert_two - convert a policy of TOMOYO 2.3 or later, or check one of 1.7
 * @convert: the policy, as for ccs_convert_run()
 *
 * What isn't converted is listed on standard error.
 */
void ccs_convert_two(struct ccs_convert *convert)
{
	if (!convert->mainline)
		refuse_mainline(convert);
	convert->scratch = ccs_scratch_new();
	put_profiles(convert);
	ccs_convert_two_managers(convert);
	put_lines(convert, CCS_CONVERT_EXCEPTION);
	put_domains(convert);
}
