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

#include "lib/diff.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/load.h"
#include "lib/option.h"
#include "lib/scratch.h"

#define OPTION_DIR	(CCS_OPTION_LONG + 0)
#define OPTION_DRY_RUN	(CCS_OPTION_LONG + 1)
#define OPTION_FILE	(CCS_OPTION_LONG + 2)

/**
 * struct policy - one of the policies that can be loaded
 * @letter: its option
 * @node: the node it goes to, and with .conf behind it its file
 * @read: reads it into a model; NULL if it can't be replaced
 */
struct policy {
	char letter;
	const char *node;
	void (*read)(struct ccs_model *model, struct ccs_lines *lines);
};

/*
 * In the order in which --dir loads them. Unlike at boot, profiles come before
 * the domains: a running kernel refuses a profile that is not defined.
 */
static const struct policy policies[] = {
	{ 'm', "manager", NULL },
	{ 'e', "exception_policy", ccs_model_exceptions },
	{ 'p', "profile", NULL },
	{ 'd', "domain_policy", ccs_model_domains },
	{ 's', "stat", NULL },
};

#define POLICY_COUNT (sizeof(policies) / sizeof(policies[0]))

/**
 * struct job - what the command line asks for
 * @policy: the policy to load, NULL until one is given
 * @replace: replace it instead of adding to it
 * @dry: only print what would be written
 * @dir: load every policy from here
 * @files: where the policy is; empty for standard input
 */
struct job {
	const struct policy *policy;
	bool replace;
	bool dry;
	const char *dir;
	struct ccs_list files;
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
		job->dry = true;
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
	  "to it; only what differs is written, what is new first" },
	{ OPTION_DIR, "dir", "DIR",
	  "load all five policies from DIR/NAME.conf" },
	{ OPTION_DRY_RUN, "dry-run", NULL,
	  "print what would be written, and write nothing" },
	{ OPTION_FILE, "file", "FILE",
	  "read FILE instead of standard input; may be repeated" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-loadpolicy",
	.usage = "{-d|-df|-e|-ef|-m|-p|-s} [OPTION...] < POLICY\n"
		 "       ccs-loadpolicy [-f] --dir DIR [OPTION...]",
	.about = "Write policy into the kernel. Lines that it refuses are reported with\n"
		 "their place and the reason; all others take effect.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit bad_file(const char *path, int err)
{
	ccs_warn("cannot read %s: %s", path, strerror(-err));
	return CCS_EXIT_IO;
}

static int open_file(struct ccs_lines *lines, const char *path)
{
	if (strcmp(path, "-"))
		return ccs_lines_open(lines, path);
	ccs_lines_of(lines, stdin, "stdin");
	return 0;
}

/* Opens all files before the first line of any is written. */
static enum ccs_exit open_files(const struct ccs_list *files,
				struct ccs_lines *lines)
{
	size_t i;
	int err;

	for (i = 0; i < files->count; i++) {
		err = open_file(&lines[i], files->item[i].text);
		if (err)
			return bad_file(files->item[i].text, err);
	}
	return CCS_EXIT_OK;
}

static enum ccs_exit append(const struct job *job, const struct policy *policy,
			    struct ccs_lines *lines, size_t count)
{
	struct ccs_load load;
	int err = ccs_load_open(&load, policy->node, job->dry);
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	if (err)
		return ccs_iface_fail(policy->node, err);
	for (i = 0; i < count && !err; i++) {
		err = ccs_load_lines(&load, &lines[i]);
		if (ferror(lines[i].file))
			code = bad_file(lines[i].name, -EIO);
	}
	if (load.rejected)
		code = CCS_EXIT_INPUT;
	if (err)
		code = ccs_iface_fail(policy->node, err);
	ccs_load_close(&load);
	return code;
}

static int read_node(struct ccs_model *model, const struct policy *policy)
{
	struct ccs_strbuf text = {};
	struct ccs_lines lines;
	FILE *file;
	int err = ccs_node_read(policy->node, &text);

	if (!err && text.len) {
		file = fmemopen(text.text, text.len, "r");
		if (!file)
			ccs_die(CCS_EXIT_IO, "out of memory");
		ccs_lines_of(&lines, file, NULL);
		policy->read(model, &lines);
		ccs_lines_close(&lines);
	}
	ccs_strbuf_free(&text);
	ccs_model_finish(model);
	return err;
}

static enum ccs_exit write_difference(const struct job *job,
				      const struct policy *policy,
				      const struct ccs_model *to)
{
	enum ccs_exit code = CCS_EXIT_OK;
	struct ccs_model from;
	struct ccs_load load;
	int err;

	ccs_model_init(&from, to->scratch);
	err = read_node(&from, policy);
	if (!err)
		err = ccs_load_open(&load, policy->node, job->dry);
	if (!err) {
		err = ccs_diff_load(&load, &from, to);
		if (load.rejected)
			code = CCS_EXIT_INPUT;
		ccs_load_close(&load);
	}
	if (err)
		code = ccs_iface_fail(policy->node, err);
	ccs_model_free(&from);
	return code;
}

/* Nothing is written unless all of the new policy could be read. */
static enum ccs_exit replace(const struct job *job,
			     const struct policy *policy,
			     struct ccs_lines *lines, size_t count)
{
	enum ccs_exit code = CCS_EXIT_OK;
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_model to;
	size_t i;

	ccs_model_init(&to, scratch);
	for (i = 0; i < count; i++) {
		policy->read(&to, &lines[i]);
		if (ferror(lines[i].file))
			code = bad_file(lines[i].name, -EIO);
	}
	ccs_model_finish(&to);
	if (!code && to.errors) {
		ccs_warn("nothing was changed");
		code = CCS_EXIT_INPUT;
	}
	if (!code)
		code = write_difference(job, policy, &to);
	ccs_model_free(&to);
	ccs_scratch_free(scratch);
	return code;
}

static enum ccs_exit load(const struct job *job, const struct policy *policy,
			  const struct ccs_list *files)
{
	struct ccs_lines *const lines =
		ccs_realloc(NULL, files->count * sizeof(*lines));
	enum ccs_exit code;
	size_t i;

	memset(lines, 0, files->count * sizeof(*lines));
	code = open_files(files, lines);
	if (!code && job->replace && policy->read)
		code = replace(job, policy, lines, files->count);
	else if (!code)
		code = append(job, policy, lines, files->count);
	for (i = 0; i < files->count; i++)
		if (lines[i].file)
			ccs_lines_close(&lines[i]);
	free(lines);
	return code;
}

/* Policies without a file are left alone. */
static enum ccs_exit load_dir(const struct job *job)
{
	enum ccs_exit code = CCS_EXIT_OK;
	enum ccs_exit one;
	bool found = false;
	size_t i;

	for (i = 0; i < POLICY_COUNT; i++) {
		struct ccs_list files = {};
		char *const path = ccs_format("%s/%s.conf", job->dir,
					      policies[i].node);

		if (!access(path, F_OK)) {
			found = true;
			ccs_list_add(&files, path);
			one = load(job, &policies[i], &files);
			code = one > code ? one : code;
		}
		ccs_list_free(&files);
		free(path);
	}
	if (!found)
		return bad_file(job->dir, -ENOENT);
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
	if (job->replace && job->policy && !job->policy->read)
		ccs_usage_error("-f works with -d, -e and --dir");
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc)
		check_operand(&job, argv[i]);
	check_job(&job);
	if (!job.dry || job.replace)
		ccs_iface_need();
	if (job.dir) {
		code = load_dir(&job);
	} else {
		if (!job.files.count)
			ccs_list_add(&job.files, "-");
		code = load(&job, job.policy, &job.files);
	}
	ccs_list_free(&job.files);
	return ccs_flush_stdout(code);
}
