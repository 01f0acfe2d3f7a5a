// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loading policy by hand
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/dropin.h"
#include "lib/dropin_change.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/line.h"
#include "lib/load.h"
#include "lib/loader.h"
#include "lib/option.h"

#define OPTION_DIR	(CCS_OPTION_LONG + 0)
#define OPTION_DRY_RUN	(CCS_OPTION_LONG + 1)
#define OPTION_FILE	(CCS_OPTION_LONG + 2)
#define OPTION_ATOMIC	(CCS_OPTION_LONG + 3)
#define OPTION_PARTIAL	(CCS_OPTION_LONG + 4)
#define OPTION_CONFIRM	(CCS_OPTION_LONG + 5)
#define OPTION_FORCE	(CCS_OPTION_LONG + 6)
#define OPTION_KEEP	(CCS_OPTION_LONG + 7)
#define OPTION_PROC	(CCS_OPTION_LONG + 8)
#define OPTION_POLICY_D	(CCS_OPTION_LONG + 9)
#define OPTION_ESCAPE	(CCS_OPTION_LONG + 10)

/**
 * struct policy - one of the policies that can be loaded
 * @letter: its option
 * @node: the node it goes to, and with .conf behind it its file
 * @whole: it can be replaced
 */
struct policy {
	char letter;
	const char *node;
	bool whole;
};

static const struct policy policies[] = {
	{ 'm', "manager", false },
	{ 'e', "exception_policy", true },
	{ 'p', "profile", false },
	{ 'd', "domain_policy", true },
	{ 's', "stat", false },
};

#define POLICY_COUNT (sizeof(policies) / sizeof(policies[0]))

/**
 * struct job - what the command line asks for
 * @policy: the policy to load, NULL until one is given
 * @replace: replace it instead of adding to it
 * @keep: confirm a change that waits
 * @dropins: load policy.d
 * @escape: take bytes that are not ASCII as what policy writes for them
 * @dir: load every policy from here
 * @files: where the policy is; empty for standard input
 * @apps: files of policy.d, of exception policy and of domain policy
 * @loader: what is loaded
 * @quotas: lines for the node stat, which is no part of policy
 */
struct job {
	const struct policy *policy;
	bool replace;
	bool keep;
	bool dropins;
	bool escape;
	const char *dir;
	struct ccs_list files;
	struct ccs_list apps[2];
	struct ccs_loader loader;
	struct ccs_list quotas;
};

static void take_policy(struct job *job, int letter)
{
	size_t i;

	if (job->policy && job->policy->letter != letter)
		ccs_usage_error("only one policy may be given");
	for (i = 0; i < POLICY_COUNT; i++)
		if (policies[i].letter == letter)
			job->policy = &policies[i];
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	switch (key) {
	case 'f':
		job->replace = true;
		break;
	case OPTION_DRY_RUN:
		job->loader.dry = true;
		break;
	case OPTION_ATOMIC:
		job->loader.atomic = true;
		break;
	case OPTION_PARTIAL:
		job->loader.partial = true;
		break;
	case OPTION_CONFIRM:
		ccs_confirm_take(&job->loader.guard.confirm, arg);
		break;
	case OPTION_FORCE:
		job->loader.guard.force = true;
		break;
	case OPTION_PROC:
		job->loader.guard.proc = arg;
		break;
	case OPTION_POLICY_D:
		job->dropins = true;
		break;
	case OPTION_ESCAPE:
		job->escape = true;
		break;
	case OPTION_KEEP:
		job->keep = true;
		break;
	case OPTION_DIR:
		job->dir = arg;
		break;
	case OPTION_FILE:
		ccs_list_add(&job->files, arg);
		break;
	default:
		take_policy(job, key);
	}
}

static const struct ccs_option options[] = {
	{ 'd', NULL, NULL, "domain policy" },
	{ 'e', NULL, NULL, "exception policy" },
	{ 'm', NULL, NULL, "managers" },
	{ 'p', NULL, NULL, "profiles" },
	{ 's', NULL, NULL, "memory quotas" },
	{ 'f', NULL, NULL,
	  "with -d, -e or --dir: replace the policy instead of adding\n"
	  "to it" },
	{ OPTION_ATOMIC, "atomic", NULL,
	  "fail if the kernel can't change everything at once" },
	CCS_CONFIRM_OPTION(OPTION_CONFIRM),
	{ OPTION_DIR, "dir", "DIR",
	  "load all five policies from DIR/NAME.conf, and DIR/policy.d" },
	{ OPTION_DRY_RUN, "dry-run", NULL,
	  "print what would be written, and write nothing" },
	{ OPTION_ESCAPE, "escape", NULL,
	  "take bytes that are not ASCII as what policy writes for them,\n"
	  "instead of as spaces" },
	{ OPTION_FILE, "file", "FILE",
	  "read FILE instead of standard input; may be repeated" },
	CCS_FORCE_OPTION(OPTION_FORCE),
	{ OPTION_KEEP, "keep", NULL,
	  "confirm the change that waits for it, or only that which made\n"
	  "the EDITION" },
	{ OPTION_PARTIAL, "partial", NULL,
	  "take the lines that are accepted, one by one" },
	{ OPTION_POLICY_D, "policy-d", NULL,
	  "load what is new in DIR/policy.d (DIR is /etc/ccs unless\n"
	  "given), and unload what was loaded and is there no more" },
	{ OPTION_PROC, "proc", "DIR", "where proc is, instead of /proc" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-loadpolicy",
	.usage = "{-d|-df|-e|-ef|-m|-p|-s} [OPTION...] < POLICY\n"
		 "       ccs-loadpolicy [-f] --dir DIR [OPTION...]\n"
		 "       ccs-loadpolicy --keep [EDITION]\n"
		 "       ccs-loadpolicy --policy-d [DIR]",
	.about = "Write policy into the kernel: all of it at once, or, if a line would be\n"
		 "refused or somebody locked out, nothing. Then it is read back.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

static enum ccs_exit bad_file(const char *path, int err)
{
	ccs_warn("cannot read %s: %s", path, strerror(-err));
	return CCS_EXIT_IO;
}

static enum ccs_exit read_file(const struct job *job, struct ccs_list *list,
			       const char *path)
{
	struct ccs_lines lines;
	bool foreign = false;
	int err = 0;

	if (strcmp(path, "-"))
		err = ccs_lines_open(&lines, path);
	else
		ccs_lines_of(&lines, stdin, "stdin");
	if (err)
		return bad_file(path, err);
	lines.escape = job->escape;
	while (ccs_lines_next(&lines)) {
		foreign |= lines.foreign;
		ccs_list_add_from(list, lines.text,
				  strcmp(path, "-") ? path : "stdin",
				  lines.number);
	}
	if (foreign)
		ccs_hint("--escape takes such bytes as what policy writes for them");
	err = ccs_lines_close(&lines);
	return err ? bad_file(path, err) : CCS_EXIT_OK;
}

static struct ccs_list *list_for(struct job *job, const struct policy *policy)
{
	struct ccs_loader_part *const part =
		ccs_loader_part(&job->loader, policy->node);

	if (!part)
		return &job->quotas;
	part->used = true;
	part->replace = job->replace && policy->whole;
	return &part->lines;
}

static enum ccs_exit read_files(struct job *job)
{
	struct ccs_list *const list = list_for(job, job->policy);
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	if (!job->files.count)
		ccs_list_add(&job->files, "-");
	for (i = 0; i < job->files.count && !code; i++)
		code = read_file(job, list, job->files.item[i].text);
	return code;
}

static enum ccs_exit read_dropins(struct job *job, struct ccs_list *files,
				  const char *node, const char *suffix)
{
	struct ccs_loader_part *const part =
		ccs_loader_part(&job->loader, node);
	char *const dir = ccs_format("%s/" CCS_DROPIN_DIR, job->dir);
	int err;

	ccs_dropin_list(files, dir, suffix);
	err = ccs_dropin_append(&part->lines, files);
	part->used |= files->count;
	free(dir);
	return err ? CCS_EXIT_IO : CCS_EXIT_OK;
}

/* Policies without a file are left alone. */
static enum ccs_exit read_dir(struct job *job)
{
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	for (i = 0; i < POLICY_COUNT && !code; i++) {
		char *const path = ccs_format("%s/%s.conf", job->dir,
					      policies[i].node);
		const char *kept;

		/* The list of files keeps it as long as lines name it. */
		if (!access(path, F_OK)) {
			ccs_list_add(&job->files, path);
			kept = job->files.item[job->files.count - 1].text;
			code = read_file(job, list_for(job, &policies[i]),
					 kept);
		}
		free(path);
	}
	if (!job->files.count)
		return bad_file(job->dir, -ENOENT);
	if (!code)
		code = read_dropins(job, &job->apps[0], "exception_policy",
				    CCS_DROPIN_EXCEPTION);
	if (!code)
		code = read_dropins(job, &job->apps[1], "domain_policy",
				    CCS_DROPIN_DOMAIN);
	return code;
}

static enum ccs_exit load_quotas(const struct job *job)
{
	struct ccs_load load;
	enum ccs_exit code = CCS_EXIT_OK;
	int err = ccs_load_open(&load, "stat", job->loader.dry);
	size_t i;

	if (err)
		return ccs_iface_fail("stat", err);
	for (i = 0; i < job->quotas.count && !err; i++)
		err = ccs_load_line(&load, job->quotas.item[i].file,
				    job->quotas.item[i].number,
				    job->quotas.item[i].text);
	if (err)
		code = ccs_iface_fail("stat", err);
	else if (load.rejected)
		code = CCS_EXIT_INPUT;
	ccs_load_close(&load);
	return code;
}

static bool has_policy(const struct job *job)
{
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (job->loader.part[i].used)
			return true;
	return false;
}

static enum ccs_exit load(struct job *job)
{
	enum ccs_exit code = job->dir ? read_dir(job) : read_files(job);

	if (!code && has_policy(job))
		code = ccs_loader_run(&job->loader);
	if (!code && job->quotas.count)
		code = load_quotas(job);
	if (!code && job->dir && !job->loader.dry &&
	    ccs_dropin_record(job->dir, false))
		code = CCS_EXIT_IO;
	return code;
}

static void check_operand(const struct job *job, const char *operand)
{
	if (!job->policy && !job->dir &&
	    operand[strspn(operand, "sedpmuaf")] == '\0')
		ccs_usage_error("'%s' is the syntax of version 1.7; write -%s",
				operand, operand);
	ccs_usage_error("unexpected word '%s'", operand);
}

static void check_job(const struct job *job)
{
	if (job->dir && (job->policy || job->files.count))
		ccs_usage_error("--dir loads every policy from its own file");
	if (!job->dir && !job->policy)
		ccs_usage_error("which policy? use -e -d -p -m or -s");
	if (job->replace && job->policy && !job->policy->whole)
		ccs_usage_error("-f works with -d, -e and --dir");
	if (job->loader.atomic && job->loader.partial)
		ccs_usage_error("--atomic and --partial exclude each other");
}

/* An edition may be given, to keep just that. */
static enum ccs_exit keep_change(const struct job *job, int count, char **words)
{
	if (job->policy || job->dir)
		ccs_usage_error("--keep loads nothing");
	if (count > 1)
		ccs_usage_error("unexpected word '%s'", words[1]);
	if (count && words[0][strspn(words[0], "0123456789")])
		ccs_usage_error("not an edition: %s", words[0]);
	ccs_iface_need();
	return ccs_confirm_keep(count ? words[0] : NULL);
}

static enum ccs_exit load_dropins(struct job *job, int count, char **words)
{
	enum ccs_exit code;

	if (job->policy || job->dir)
		ccs_usage_error("--policy-d loads nothing else");
	if (count > 1)
		ccs_usage_error("unexpected word '%s'", words[1]);
	ccs_iface_need();
	code = ccs_dropin_load(&job->loader, count ? words[0] : "/etc/ccs");
	ccs_loader_free(&job->loader);
	return ccs_flush_stdout(code);
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	ccs_loader_init(&job.loader);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (job.keep)
		return keep_change(&job, argc - i, argv + i);
	if (job.dropins)
		return load_dropins(&job, argc - i, argv + i);
	if (i < argc)
		check_operand(&job, argv[i]);
	check_job(&job);
	if (!job.loader.dry || job.replace)
		ccs_iface_need();
	code = load(&job);
	ccs_loader_free(&job.loader);
	ccs_list_free(&job.quotas);
	ccs_list_free(&job.files);
	ccs_list_free(&job.apps[0]);
	ccs_list_free(&job.apps[1]);
	return ccs_flush_stdout(code);
}
