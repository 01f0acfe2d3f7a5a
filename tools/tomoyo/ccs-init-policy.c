// SPDX-License-Identifier: GPL-2.0-only
/*
 * A system's first policy
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/fail.h"
#include "lib/first.h"
#include "lib/list.h"
#include "lib/option.h"
#include "lib/save.h"
#include "lib/version.h"

#define STAMP_SIZE sizeof("YY-MM-DD.hh:mm:ss")

enum {
	OPTION_DRY_RUN = CCS_OPTION_LONG,
	OPTION_FILE_ONLY,
	OPTION_FORCE,
	OPTION_FULL,
	OPTION_GRANT_LOG,
	OPTION_MAX_AUDIT,
	OPTION_MAX_LEARNING,
	OPTION_MODULE,
	OPTION_ONLY,
	OPTION_PENALTY,
	OPTION_POLICY_DIR,
	OPTION_PROFILE_SET,
	OPTION_REJECT_LOG,
	OPTION_ROOT,
	OPTION_USE_GROUP,
	OPTION_USE_PROFILE,
};

/**
 * struct file - a file that is made
 * @name: its name below the policy directory
 * @node: the node that it is policy for, NULL for none
 * @only: what --only calls it
 * @mode: its permissions
 * @make: makes its content
 */
static const struct file {
	const char *name;
	const char *node;
	const char *only;
	mode_t mode;
	void (*make)(const struct ccs_first *first, struct ccs_strbuf *out);
} files[] = {
	{ "policy/current/exception_policy.conf", "exception_policy",
	  "exception", 0600, ccs_first_exceptions },
	{ "policy/current/domain_policy.conf", "domain_policy",
	  "domain", 0600, ccs_first_domains },
	{ "policy/current/manager.conf", "manager",
	  "manager", 0600, ccs_first_managers },
	{ "policy/current/profile.conf", "profile",
	  "profile", 0600, ccs_first_profiles },
	{ "stat.conf", NULL, "stat", 0600, ccs_first_stat },
	{ "tools/auditd.conf", NULL, "auditd", 0644, ccs_first_auditd },
	{ "tools/patternize.conf", NULL,
	  "patternize", 0644, ccs_first_patternize },
	{ "tools/notifyd.conf", NULL, "notifyd", 0644, ccs_first_notifyd },
};

#define FILE_COUNT (sizeof(files) / sizeof(files[0]))

/* Links beside the directory of policies, where old tools look. */
static const char *const links[] = {
	"domain_policy.conf", "exception_policy.conf", "manager.conf",
	"profile.conf",
};

#define LINK_COUNT (sizeof(links) / sizeof(links[0]))

/**
 * struct job - what the command line asks for
 * @first: the policy
 * @dir: where it goes
 * @root: where this system is
 * @module: a module that the loader shall load first, NULL for none
 * @only: the files to make; empty for all
 * @dry: print what would be made
 * @force: make what is there already, too
 * @grouped: a use_group was given
 * @renew: there is a policy, and another one takes its place
 * @fd: descriptor of @dir
 * @failed: something could not be made
 */
struct job {
	struct ccs_first first;
	const char *dir;
	const char *root;
	const char *module;
	struct ccs_list only;
	bool dry;
	bool force;
	bool grouped;
	bool renew;
	int fd;
	bool failed;
};

static bool take_switch(const char *arg, const char *option)
{
	if (strcmp(arg, "yes") && strcmp(arg, "no"))
		ccs_usage_error("%s is yes or no", option);
	return *arg == 'y';
}

static unsigned int take_number(const char *arg, unsigned long max,
				const char *option)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(arg, &end, 10);
	if (*arg < '0' || *arg > '9' || *end || errno || value > max)
		ccs_usage_error("%s is a number up to %lu", option, max);
	return value;
}

static void take_only(struct job *job, const char *arg)
{
	char *const copy = ccs_strdup(arg);
	char *rest = copy, *word;
	size_t i;

	while ((word = strsep(&rest, ","))) {
		for (i = 0; i < FILE_COUNT && strcmp(word, files[i].only); i++)
			;
		if (i == FILE_COUNT)
			ccs_usage_error("--only does not know '%s'", word);
		ccs_list_add(&job->only, word);
	}
	free(copy);
}

static void take_set(struct job *job, const char *arg)
{
	if (strcmp(arg, "classic") && strcmp(arg, "staged"))
		ccs_usage_error("--profile-set is classic or staged");
	job->first.staged = *arg == 's';
}

static void take_group(struct job *job, const char *arg)
{
	job->first.group[take_number(arg, CCS_FIRST_GROUPS - 1,
				     "use_group")] = true;
	job->grouped = true;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;
	struct ccs_first *const first = &job->first;

	switch (key) {
	case OPTION_DRY_RUN:
		job->dry = true;
		break;
	case OPTION_FILE_ONLY:
		first->file_only = true;
		break;
	case OPTION_FORCE:
		job->force = true;
		break;
	case OPTION_FULL:
		first->file_only = false;
		break;
	case OPTION_GRANT_LOG:
		first->grant_log = take_switch(arg, "grant_log");
		break;
	case OPTION_MAX_AUDIT:
		first->max_audit_log = take_number(arg, 65536, "max_audit_log");
		break;
	case OPTION_MAX_LEARNING:
		first->max_learning_entry = take_number(arg, 1048576,
							"max_learning_entry");
		break;
	case OPTION_MODULE:
		job->module = *arg ? arg : NULL;
		break;
	case OPTION_ONLY:
		take_only(job, arg);
		break;
	case OPTION_PENALTY:
		first->penalty = take_number(arg, 3600, "enforcing_penalty");
		break;
	case OPTION_POLICY_DIR:
		job->dir = arg;
		break;
	case OPTION_PROFILE_SET:
		take_set(job, arg);
		break;
	case OPTION_REJECT_LOG:
		first->reject_log = take_switch(arg, "reject_log");
		break;
	case OPTION_ROOT:
		job->root = arg;
		break;
	case OPTION_USE_GROUP:
		take_group(job, arg);
		break;
	default:
		first->profile = take_number(arg, 255, "use_profile");
	}
}

static const struct ccs_option options[] = {
	{ OPTION_DRY_RUN, "dry-run", NULL,
	  "print what would be made, and make nothing" },
	{ OPTION_PENALTY, "enforcing_penalty", "N",
	  "tenths of a second that a refused request waits; 0" },
	{ OPTION_FILE_ONLY, "file-only-profile", NULL,
	  "profiles restrict files only" },
	{ OPTION_FORCE, "force", NULL,
	  "make what is there already, too; policy goes into a new\n"
	  "directory, with what --only leaves out as it was, and the\n"
	  "old one is the previous one then" },
	{ OPTION_FULL, "full-profile", NULL,
	  "profiles restrict everything (the default)" },
	{ OPTION_GRANT_LOG, "grant_log", "YES", "yes or no (the default)" },
	{ OPTION_MAX_AUDIT, "max_audit_log", "N",
	  "records that may wait; 1024" },
	{ OPTION_MAX_LEARNING, "max_learning_entry", "N",
	  "entries that a domain may learn; 2048" },
	{ OPTION_MODULE, "module_name", "NAME",
	  "have the loader load this module first; none" },
	{ OPTION_ONLY, "only", "LIST",
	  "make these only: exception, domain, manager, profile,\n"
	  "stat, auditd, patternize, notifyd; with commas" },
	{ OPTION_POLICY_DIR, "policy_dir", "DIR", "where to; /etc/ccs" },
	{ OPTION_PROFILE_SET, "profile-set", "SET",
	  "classic (profiles 0 to 3, the default), or staged: also 4\n"
	  "and 5, which learn and permit with all logs" },
	{ OPTION_REJECT_LOG, "reject_log", "YES", "yes (the default) or no" },
	{ OPTION_ROOT, "root", "DIR", "for the system below DIR" },
	{ OPTION_USE_GROUP, "use_group", "N",
	  "acl_group of the first domain; 0; may be repeated" },
	{ OPTION_USE_PROFILE, "use_profile", "N",
	  "profile of the first domain; 0" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-init-policy",
	.usage = "[OPTION...]",
	.about = "Make a first policy for this system in /etc/ccs: what every program needs\n"
		 "to start, domains for the services that are installed, four profiles, and\n"
		 "configurations of our daemons. Nothing that exists is touched. Options may\n"
		 "be written without dashes, as in use_profile=1.\n",
	.options = options,
	.take = take_option,
};

static void report(struct job *job, const char *name, int err)
{
	if (err) {
		job->failed = true;
		ccs_warn("%s/%s: %s", job->dir, name, strerror(-err));
	} else {
		fprintf(stderr, "%s/%s: OK\n", job->dir, name);
	}
}

static bool is_there(const struct job *job, const char *name)
{
	struct stat status;

	return !fstatat(job->fd, name, &status, 0);
}

static void make_dir(struct job *job, const char *name)
{
	if (is_there(job, name))
		return;
	report(job, name, mkdirat(job->fd, name, 0700) ? -errno : 0);
}

static void make_link(struct job *job, const char *name, const char *target)
{
	report(job, name, ccs_save_link(job->fd, name, target));
}

/* A new directory by its date becomes the current one. */
static void make_stamp(struct job *job)
{
	char stamp[STAMP_SIZE], path[32], old[32] = "";
	const time_t now = time(NULL);
	ssize_t n;

	strftime(stamp, sizeof(stamp), "%y-%m-%d.%H:%M:%S", localtime(&now));
	snprintf(path, sizeof(path), "policy/%s", stamp);
	make_dir(job, path);
	n = readlinkat(job->fd, "policy/current", old, sizeof(old) - 1);
	old[n > 0 ? n : 0] = '\0';
	make_link(job, "policy/previous", *old ? old : stamp);
	make_link(job, "policy/current", stamp);
}

static bool wanted(const struct job *job, const char *only)
{
	size_t i;

	for (i = 0; i < job->only.count; i++)
		if (!strcmp(job->only.item[i].text, only))
			return true;
	return !job->only.count;
}

static bool wants_policy(const struct job *job)
{
	size_t i;

	for (i = 0; i < FILE_COUNT; i++)
		if (files[i].node && wanted(job, files[i].only))
			return true;
	return false;
}

static void make_tree(struct job *job)
{
	size_t i;

	make_dir(job, "policy");
	make_dir(job, "tools");
	if (!is_there(job, "policy/current/"))
		make_stamp(job);
	else
		job->renew = job->force && wants_policy(job);
	for (i = 0; i < LINK_COUNT; i++) {
		char *const target = ccs_format("policy/current/%s", links[i]);
		struct stat status;

		if (fstatat(job->fd, links[i], &status, AT_SYMLINK_NOFOLLOW))
			make_link(job, links[i], target);
		free(target);
	}
}

/* Adds what the current policy has, if it has it; false after a message. */
static bool keep_part(struct job *job, const char *node,
		      struct ccs_version_part *part, size_t *count)
{
	char *const name = ccs_format("policy/current/%s.conf", node);
	const int err = ccs_save_read(job->fd, name, &part->text);
	const bool bad = err && err != -ENOENT;

	part->node = node;
	*count += !err;
	if (bad)
		report(job, name, err);
	free(name);
	return !bad;
}

/* Returns false after a message about what can't be kept. */
static bool take_parts(struct job *job, struct ccs_version_part *part,
		       size_t *count)
{
	bool good = true;
	size_t i;

	for (i = 0; i < FILE_COUNT && files[i].node && good; i++) {
		part[*count].linked = true;
		if (wanted(job, files[i].only)) {
			files[i].make(&job->first, &part[*count].text);
			part[(*count)++].node = files[i].node;
		} else {
			good = keep_part(job, files[i].node, &part[*count],
					 count);
		}
	}
	/* What the administrator saved counts more than stat.conf. */
	part[*count].linked = false;
	if (good && !wanted(job, "stat"))
		good = keep_part(job, "stat", &part[*count], count);
	return good;
}

static void tell_made(struct job *job)
{
	size_t i;

	for (i = 0; i < FILE_COUNT; i++)
		if (files[i].node && wanted(job, files[i].only))
			report(job, files[i].name, 0);
}

/* All of it at once: what is half made must not be what is loaded next. */
static void make_version(struct job *job)
{
	struct ccs_version_part part[LINK_COUNT + 1] = {};
	size_t count = 0, i;

	if (!take_parts(job, part, &count) ||
	    ccs_version_save(job->dir, part, count, CCS_VERSION_FORCE))
		job->failed = true;
	else
		tell_made(job);
	for (i = 0; i <= LINK_COUNT; i++)
		ccs_strbuf_free(&part[i].text);
}

static void make_file(struct job *job, const struct file *file)
{
	struct ccs_strbuf text = {};
	int err;

	if (!wanted(job, file->only) || (job->renew && file->node) ||
	    (!job->dry && !job->force && is_there(job, file->name)))
		return;
	file->make(&job->first, &text);
	if (job->dry) {
		printf("=== %s/%s ===\n%s", job->dir, file->name, text.text);
	} else {
		err = ccs_save_file(job->fd, file->name, text.text, text.len);
		if (!err && fchmodat(job->fd, file->name, file->mode, 0))
			err = -errno;
		report(job, file->name, err);
	}
	ccs_strbuf_free(&text);
}

static void make_module(struct job *job)
{
	char *text;
	int err;

	if (!job->module || is_there(job, "ccs-load-module"))
		return;
	text = ccs_format("#!/bin/sh\nPATH=$PATH:/sbin:/bin\nexec modprobe %s\n",
			  job->module);
	err = ccs_save_file(job->fd, "ccs-load-module", text, strlen(text));
	if (!err && fchmodat(job->fd, "ccs-load-module", 0700, 0))
		err = -errno;
	report(job, "ccs-load-module", err);
	free(text);
}

static void open_dir(struct job *job)
{
	if (job->root && (chroot(job->root) || chdir("/")))
		ccs_die(CCS_EXIT_IO, "%s: %s", job->root, strerror(errno));
	if (job->dry)
		return;
	if (mkdir(job->dir, 0700) && errno != EEXIST)
		ccs_die(CCS_EXIT_IO, "%s: %s", job->dir, strerror(errno));
	job->fd = open(job->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (job->fd < 0)
		ccs_die(CCS_EXIT_IO, "%s: %s", job->dir, strerror(errno));
}

/* As of old, NAME=VALUE is an option, and these two are. */
static bool is_bare_option(const char *word)
{
	return *word != '-' && (strchr(word, '=') ||
				!strcmp(word, "file-only-profile") ||
				!strcmp(word, "full-profile"));
}

static char **with_dashes(int argc, char **argv, struct ccs_list *made)
{
	char **const all = ccs_realloc(NULL, (argc + 1) * sizeof(*all));
	int i;

	for (i = 0; i < argc; i++) {
		all[i] = argv[i];
		if (!i || !is_bare_option(argv[i]))
			continue;
		all[i] = ccs_format("--%s", argv[i]);
		ccs_list_add(made, all[i]);
		free(all[i]);
		all[i] = made->item[made->count - 1].text;
	}
	all[argc] = NULL;
	return all;
}

int main(int argc, char **argv)
{
	struct job job = {
		.first = {
			.reject_log = true,
			.max_audit_log = 1024,
			.max_learning_entry = 2048,
		},
		.dir = "/etc/ccs",
	};
	struct ccs_list made = {};
	char **const words = with_dashes(argc, argv, &made);
	size_t i;

	ccs_fail_setup(tool.name, NULL);
	if (ccs_tool_options(&tool, argc, words, &job) < argc)
		ccs_usage_error("takes options only");
	if (!job.grouped)
		job.first.group[0] = true;
	umask(077);
	open_dir(&job);
	if (!job.dry)
		make_tree(&job);
	if (job.renew)
		make_version(&job);
	for (i = 0; i < FILE_COUNT; i++)
		make_file(&job, &files[i]);
	if (!job.dry)
		make_module(&job);
	ccs_list_free(&job.only);
	ccs_list_free(&made);
	free(words);
	return ccs_flush_stdout(job.failed ? CCS_EXIT_INPUT : CCS_EXIT_OK);
}
