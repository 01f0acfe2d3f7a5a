// SPDX-License-Identifier: GPL-2.0-only
/*
 * A row of the operation matrix
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "operation.h"

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000
#define STEP 10

static const char *const mode_names[] = {
	"disabled", "learning", "permissive", "enforcing",
};

static const char *mode_name(int profile)
{
	return mode_names[profile - DISABLED];
}

/* @text is @pattern (skip_pattern()). */
bool operation_match(const char *text, const char *pattern)
{
	const char *const rest = skip_pattern(text, pattern);

	return rest && !*rest;
}

const char *operation_domain(const struct operation *operation)
{
	return operation->domain ?: PROBE_DOMAIN;
}

/* "file::mkdir" for file_mkdir. */
static const char *item_of(const struct operation *operation)
{
	static char item[128];
	const char *const end = strchr(operation->id, '_');

	if (operation->item)
		return operation->item;
	snprintf(item, sizeof(item), "%.*s::%s", (int)(end - operation->id), operation->id,
		 end + 1);
	return item;
}

static int set_item(int profile, const char *item, const char *setting)
{
	return policy("profile", "%d-CONFIG::%s={ %s }\n", profile, item, setting);
}

/* Calls @fn with each line of @lines; 0 or its first error number. */
static int each_line(const char *lines, int (*fn)(int profile, char *line), int profile)
{
	char *const copy = strdup(lines ?: "");
	char *rest = copy;
	char *line;
	int err = 0;

	while (!err && (line = strsep(&rest, "\n")))
		if (*line)
			err = fn(profile, line);
	free(copy);
	return err;
}

static int set_profile_line(int profile, char *line)
{
	return policy("profile", "%d-%s\n", profile, line);
}

static int reset_profile_line(int profile, char *line)
{
	line[strcspn(line, "=")] = '\0';
	return policy("profile", "%d-%s={ use_default }\n", profile, line);
}

static int delete_exception(int profile, char *line)
{
	(void)profile;
	return policy_lax("exception_policy", "delete %s\n", line);
}

/* Only the item of @operation in the mode of @profile, the others disabled. */
static int set_modes(const struct operation *operation, int profile)
{
	char setting[64];

	snprintf(setting, sizeof(setting), "mode=%s grant_log=yes reject_log=yes",
		 mode_name(profile));
	return policy("profile", "%d-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n",
		      profile) ?:
	       set_item(profile, item_of(operation), setting) ?:
	       each_line(operation->profile, set_profile_line, profile);
}

/* As fresh_world(), and what @operation needs; 0 or an error number. */
int operation_enter(const struct operation *operation, int profile, bool granted)
{
	const char *const domain = operation_domain(operation);
	int err = fresh_world(profile) ?: set_modes(operation, profile);

	if (!err && operation->exception)
		err = policy("exception_policy", "%s", operation->exception);
	if (!err)
		err = domain_allow(domain, "use_profile %d", profile);
	if (!err && operation->also)
		err = domain_policy(domain, operation->also);
	if (!err && granted)
		err = domain_allow(domain, "%s", operation->entry ?: operation->request);
	audit_forget();
	return err;
}

void operation_leave(const struct operation *operation, int profile)
{
	set_item(profile, item_of(operation), "use_default");
	each_line(operation->profile, reset_profile_line, profile);
	each_line(operation->exception, delete_exception, profile);
	leave_world();
}

/* Does it, once; 0 or the error number of preparing it. */
int operation_act(const struct operation *operation, struct outcome *outcome)
{
	const char *const *const args = operation->args;
	const int err = operation->prepare ? operation->prepare() : 0;

	if (err)
		return err;
	outcome->status = probe(operation->fn, args[0], args[1], args[2], args[3], args[4],
				args[5], args[6], args[7], NULL);
	outcome->happened = operation->happened ? operation->happened() :
						  !outcome->status;
	if (operation->cleanup)
		operation->cleanup();
	return 0;
}

long operation_violations(int profile)
{
	char label[64];

	if (profile == DISABLED)
		return 0;
	snprintf(label, sizeof(label), "Policy violation in %s mode:", mode_name(profile));
	return stat_value(label);
}

/* There is the record, and no other, that an act in this mode leaves. */
bool operation_recorded(const struct operation *operation, int profile, bool granted)
{
	const char *const domain = operation_domain(operation);
	const char *const request = operation->request;
	char verdict[128];
	int waited, count;

	if (profile == DISABLED)
		return !audit_count(domain, request);
	snprintf(verdict, sizeof(verdict), "# profile=%d mode=%s granted=%s (global-pid=",
		 profile, mode_name(profile), granted ? "yes" : "no");
	for (waited = 0; waited < PATIENCE && !audit_count(domain, request); waited += STEP)
		usleep(STEP * 1000);
	count = audit_count(domain, request);
	if (audit_has(domain, request, verdict) &&
	    (count == 1 || operation->repeats))
		return true;
	printf("# %d records of \"%s\", wanted: %s\n", count, request, verdict);
	audit_show();
	return false;
}

/* The entries, which are to become @wanted; the caller frees them. */
char *operation_entries(const struct operation *operation, const char *wanted)
{
	char *entries = domain_entries(operation_domain(operation));
	int waited;

	for (waited = 0; waited < PATIENCE && !operation_match(entries, wanted);
	     waited += STEP) {
		usleep(STEP * 1000);
		free(entries);
		entries = domain_entries(operation_domain(operation));
	}
	return entries;
}

/* What @operation makes of these entries by learning; the caller frees it. */
char *operation_learned(const struct operation *operation, const char *before)
{
	const char *const learned = operation->learned ?: operation->request;
	char *text;

	if (asprintf(&text, "%s%s%s", before, learned, *learned ? "\n" : "") < 0)
		abort();
	return text;
}
