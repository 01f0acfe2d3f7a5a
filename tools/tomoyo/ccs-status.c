// SPDX-License-Identifier: GPL-2.0-only
/*
 * Is this system protected?
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/advice.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/option.h"
#include "lib/status.h"
#include "lib/status_json.h"
#include "lib/when.h"

#define DIR "/etc/ccs"

#define OPTION_DIR	(CCS_OPTION_LONG + 0)
#define OPTION_EXPECT	(CCS_OPTION_LONG + 1)
#define OPTION_JSON	(CCS_OPTION_LONG + 2)
#define OPTION_ROOT	(CCS_OPTION_LONG + 3)
#define OPTION_LOCAL	(CCS_OPTION_LONG + 4)

/* Without an expectation: policy is not in force. */
#define EXIT_INACTIVE CCS_EXIT_INPUT

#define EXPECTATIONS 8

/**
 * struct job - what the command line asks for
 * @quiet: only the exit status, and complaints
 * @json: for programs
 * @expect: what shall be so
 * @expected: how much that is
 * @status: the state
 * @advice: how much is not as it should be
 */
struct job {
	bool quiet;
	bool json;
	const char *expect[EXPECTATIONS];
	size_t expected;
	struct ccs_status status;
	unsigned int advice;
};

static bool is_active(const struct ccs_status *status)
{
	return status->active;
}

static bool is_inactive(const struct ccs_status *status)
{
	return !status->active;
}

static bool is_complete(const struct ccs_status *status)
{
	return status->complete;
}

static bool is_enforcing(const struct ccs_status *status)
{
	return status->active && status->census.domains[CCS_CENSUS_ENFORCING];
}

static bool is_saved(const struct ccs_status *status)
{
	return status->active && !ccs_unsaved_any(&status->unsaved);
}

static const struct {
	const char *name;
	bool (*holds)(const struct ccs_status *status);
	const char *missed;
} expectations[] = {
	{ "active", is_active, "no policy is in force" },
	{ "inactive", is_inactive, "policy is in force" },
	{ "complete", is_complete,
	  "the policy in force is not all that should have been loaded" },
	{ "enforcing", is_enforcing, "no domain is in enforcing mode" },
	{ "saved", is_saved, "the policy in force is not the saved one" },
};

#define EXPECTABLE (sizeof(expectations) / sizeof(expectations[0]))

static void take_expectation(struct job *job, const char *name)
{
	size_t i;

	for (i = 0; i < EXPECTABLE; i++)
		if (!strcmp(name, expectations[i].name))
			break;
	if (i == EXPECTABLE)
		ccs_usage_error("'%s' is not active, inactive, complete, enforcing or saved",
				name);
	if (job->expected == EXPECTATIONS)
		ccs_usage_error("too much is expected");
	job->expect[job->expected++] = name;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'q')
		job->quiet = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else if (key == OPTION_LOCAL)
		job->status.local = true;
	else if (key == OPTION_DIR)
		job->status.dir = arg;
	else if (key == OPTION_ROOT)
		job->status.root = arg;
	else
		take_expectation(job, arg);
}

static const struct ccs_option options[] = {
	{ 'q', "quiet", NULL, "print nothing but what is not as expected" },
	{ OPTION_DIR, "dir", "DIR", "where policy is saved; " DIR },
	{ OPTION_EXPECT, "expect", "WHAT",
	  "fail unless policy is so; may be repeated. active: in force;\n"
	  "complete: and was loaded without a failure; enforcing: and\n"
	  "refuses something; saved: and is the saved one; inactive" },
	{ OPTION_JSON, "json", NULL, "print an object" },
	{ OPTION_LOCAL, "local-time", NULL,
	  "say times in local time, with how far it is from UTC" },
	{ OPTION_ROOT, "root", "DIR",
	  "where /proc and the list of security modules are looked for" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-status",
	.usage = "[OPTION...]",
	.about = "Say whether policy is in force and why not, what it restricts, what was lost,\n"
		 "what is not saved, and what to do about it. Times are UTC.\n",
	.options = options,
	.take = take_option,
};

static void label(const char *name)
{
	printf("%-12s", name);
}

static void print_words(const struct ccs_status *status)
{
	size_t i;

	label("boot");
	for (i = 0; i < status->words.count; i++)
		printf("%s ", status->words.item[i].text);
	printf("(doors %s)\n", status->doors ? status->doors : "unknown");
}

static void print_profile(const struct ccs_census_profile *profile)
{
	const bool other = strcmp(profile->namespace, "<kernel>");

	label("profile");
	printf("%s%s%u %s%s: %u domain%s, %u process%s%s%s\n",
	       other ? profile->namespace : "", other ? " " : "",
	       profile->number, ccs_census_modes[profile->mode],
	       !profile->defined ? " (not defined)" :
	       profile->mixed ? " in part" : "",
	       profile->domains, profile->domains == 1 ? "" : "s",
	       profile->processes, profile->processes == 1 ? "" : "es",
	       profile->comment ? ", " : "",
	       profile->comment ? profile->comment : "");
}

/* When something happened last, NULL if it never did. */
static char *last_of(const struct ccs_status *status, const char *label)
{
	char *const utc = ccs_status_part(status, label, "Last");
	char *const when = utc ? ccs_when(utc, status->local) : NULL;

	free(utc);
	return when;
}

static void print_policy(const struct ccs_status *status)
{
	const struct ccs_census *const census = &status->census;
	char *const last = last_of(status, "Policy update:");
	unsigned int domains = 0;
	size_t i;

	for (i = 0; i < CCS_CENSUS_MODES; i++)
		domains += census->domains[i];
	label("policy");
	printf("%u domain%s, %u entries, edition %llu", domains,
	       domains == 1 ? "" : "s", census->entries,
	       ccs_status_number(status, "Policy edition:"));
	if (last)
		printf(", changed %s", last);
	putchar('\n');
	free(last);
	for (i = 0; i < census->count; i++)
		if (census->profile[i].domains || census->profile[i].processes)
			print_profile(&census->profile[i]);
}

static char *violation_label(enum ccs_census_mode mode)
{
	return ccs_format("Policy violation in %s mode:",
			  ccs_census_modes[mode]);
}

static void print_violations(const struct ccs_status *status)
{
	int mode;

	for (mode = CCS_CENSUS_LEARNING; mode < CCS_CENSUS_MODES; mode++) {
		char *const name = violation_label(mode);
		char *const last = last_of(status, name);

		label(mode == CCS_CENSUS_LEARNING ? "violations" : "");
		printf("%llu in %s mode%s%s\n",
		       ccs_status_number(status, name), ccs_census_modes[mode],
		       last ? ", last " : "", last ? last : "");
		free(last);
		free(name);
	}
}

static const struct {
	const char *name;
	const char *label;
} memories[] = {
	{ "policy", "Memory used by policy:" },
	{ "audit log", "Memory used by audit log:" },
	{ "queries", "Memory used by query message:" },
};

#define MEMORIES (sizeof(memories) / sizeof(memories[0]))

static void print_memory(const struct ccs_status *status)
{
	size_t i;

	label("memory");
	for (i = 0; i < MEMORIES; i++) {
		char *const quota = ccs_status_part(status, memories[i].label,
						    "Quota");

		printf("%s%s %llu%s%s", i ? ", " : "", memories[i].name,
		       ccs_status_number(status, memories[i].label),
		       quota ? " of " : "", quota ? quota : "");
		free(quota);
	}
	puts(" bytes");
}

static void print_daemons(const struct ccs_status *status)
{
	const char *gap = "";
	size_t i;

	label("daemons");
	for (i = 0; i < CCS_STATUS_DAEMONS; i++) {
		const char *const name = ccs_status_daemons[i];
		const pid_t pid = ccs_status_daemon(status, name);

		if (!pid)
			continue;
		printf("%s%s (%d)", gap, name, pid);
		gap = ", ";
	}
	puts(*gap ? "" : "none");
}

static void print_unsaved(const struct ccs_status *status)
{
	const struct ccs_unsaved *const unsaved = &status->unsaved;

	label("saved");
	if (!unsaved->files)
		puts("no");
	else if (!ccs_unsaved_any(unsaved))
		puts("as in force");
	else
		printf("differs: domains %u, exception policy %u, managers %u, profiles %s\n",
		       unsaved->domains, unsaved->exceptions,
		       unsaved->managers, unsaved->profiles ? "yes" : "no");
}

static void print_text(const struct ccs_status *status)
{
	printf("%s: %s\n", status->active ? "active" : "NOT ACTIVE",
	       status->why);
	label("version");
	puts(status->version ? status->version : "unknown");
	label("modules");
	puts(status->lsm ? status->lsm : "unknown");
	print_words(status);
	print_policy(status);
	print_violations(status);
	print_memory(status);
	label("lost");
	printf("%llu records, %llu events\n",
	       ccs_status_number(status, "Records lost by audit"),
	       ccs_status_number(status, "Events lost by audit") +
	       ccs_status_number(status, "Events lost by query") +
	       ccs_status_number(status, "Events lost by policy"));
	label("waiting");
	printf("%u request%s\n", status->waiting,
	       status->waiting == 1 ? "" : "s");
	label("managers");
	printf("%zu\n", status->managers.count);
	print_daemons(status);
	print_unsaved(status);
}

static void advise(const char *code, const char *text, const char *next,
		   void *data)
{
	struct job *const job = data;

	(void)code;
	job->advice++;
	if (job->quiet || job->json)
		return;
	printf("* %s\n", text);
	if (next)
		printf("    %s\n", next);
}

static void print_json(const struct ccs_status *status)
{
	struct ccs_strbuf out = {};

	ccs_status_json(&out, status);
	fputs(out.text, stdout);
	ccs_strbuf_free(&out);
}

/* Return: false after a message for each thing that is not as expected. */
static bool meets(const struct job *job)
{
	bool met = true;
	size_t i, k;

	for (i = 0; i < job->expected; i++)
		for (k = 0; k < EXPECTABLE; k++) {
			if (strcmp(job->expect[i], expectations[k].name) ||
			    expectations[k].holds(&job->status))
				continue;
			ccs_warn("NOT AS EXPECTED (%s): %s", job->expect[i],
				 expectations[k].missed);
			met = false;
		}
	return met;
}

/* That there is none is an error message; why not is known better here. */
static enum ccs_exit explain(struct job *job)
{
	const int err = job->status.err;

	if (err != -ENOENT && err != -ENOTDIR)
		return ccs_iface_explain(err);
	ccs_warn("TOMOYO interface not found at %s", ccs_iface_path());
	ccs_advice_missing(&job->status, advise, job);
	return CCS_EXIT_IFACE;
}

static enum ccs_exit without_interface(struct job *job)
{
	enum ccs_exit code;

	if (job->json)
		print_json(&job->status);
	else if (!job->quiet)
		puts("NOT ACTIVE: there is no interface");
	fflush(stdout);
	code = explain(job);
	if (job->expected && meets(job))
		return CCS_EXIT_OK;
	return code;
}

static enum ccs_exit judge(const struct job *job)
{
	if (job->expected)
		return meets(job) ? CCS_EXIT_OK : CCS_EXIT_NEGATIVE;
	if (!job->status.active)
		return EXIT_INACTIVE;
	return job->advice ? CCS_EXIT_NEGATIVE : CCS_EXIT_OK;
}

static enum ccs_exit run(struct job *job)
{
	const int err = ccs_status_read(&job->status);

	if (err)
		return ccs_iface_fail("stat", err);
	if (job->status.err)
		return without_interface(job);
	if (job->json)
		print_json(&job->status);
	else if (!job->quiet)
		print_text(&job->status);
	ccs_advice(&job->status, advise, job);
	return judge(job);
}

int main(int argc, char **argv)
{
	struct job job = { .status = { .root = "", .dir = DIR } };
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	code = ccs_flush_stdout(run(&job));
	ccs_status_free(&job.status);
	return code;
}
