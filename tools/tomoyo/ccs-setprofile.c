// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles of domains
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/domain_pattern.h"
#include "lib/fail.h"
#include "lib/guard.h"
#include "lib/iface.h"
#include "lib/json.h"
#include "lib/line.h"
#include "lib/list.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/text.h"

#define OPTION_DRY_RUN	(CCS_OPTION_LONG + 0)
#define OPTION_STRICT	(CCS_OPTION_LONG + 1)
#define OPTION_CONFIRM	(CCS_OPTION_LONG + 2)
#define OPTION_FORCE	(CCS_OPTION_LONG + 3)
#define OPTION_FROM	(CCS_OPTION_LONG + 4)
#define OPTION_JSON	(CCS_OPTION_LONG + 5)
#define OPTION_PROC	(CCS_OPTION_LONG + 6)
#define OPTION_MATCH	(CCS_OPTION_LONG + 7)
#define OPTION_NAMESPACE (CCS_OPTION_LONG + 8)

/**
 * struct job - what the command line asks for
 * @recursive: the domains below as well
 * @strict: a domain that doesn't exist is a failure
 * @dry: only print what would be written
 * @json: print objects
 * @found: there is such a domain
 * @failed: a domain did not get the profile
 * @profile: the profile number, as text
 * @from: change only domains that have this one, NULL for any
 * @space: only domains of this namespace, NULL for any
 * @pattern: domains that it fits as well, NULL for none
 * @wanted: the domains
 * @guard: keeps the change from locking somebody out
 * @node: the domain policy
 */
struct job {
	bool recursive;
	bool strict;
	bool dry;
	bool json;
	bool found;
	bool failed;
	const char *profile;
	const char *from;
	const char *space;
	struct ccs_domain_pattern *pattern;
	struct ccs_list wanted;
	struct ccs_guard guard;
	struct ccs_node node;
};

/* Called for each domain with its name and its profile number. */
typedef enum ccs_exit (*visitor)(struct job *job, const char *name,
				 const char *profile);

static void take_pattern(struct job *job, const char *arg)
{
	char *const text = ccs_strdup(arg);

	ccs_text_normalise(text, strlen(text));
	if (job->pattern)
		ccs_usage_error("only one --match may be given");
	job->pattern = ccs_domain_pattern_new(text);
	if (!job->pattern)
		ccs_usage_error("neither a pattern of a pathname nor of a domainname: %s",
				arg);
	free(text);
}

static void take_namespace(struct job *job, const char *arg)
{
	if (*arg != '<' || strchr(arg, ' ') || !ccs_text_domainname(arg))
		ccs_usage_error("not a namespace: %s", arg);
	job->space = arg;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	switch (key) {
	case 'r':
		job->recursive = true;
		break;
	case OPTION_STRICT:
		job->strict = true;
		break;
	case OPTION_CONFIRM:
		ccs_confirm_take(&job->guard.confirm, arg);
		break;
	case OPTION_FORCE:
		job->guard.force = true;
		break;
	case OPTION_FROM:
		job->from = arg;
		break;
	case OPTION_JSON:
		job->json = true;
		break;
	case OPTION_MATCH:
		take_pattern(job, arg);
		break;
	case OPTION_NAMESPACE:
		take_namespace(job, arg);
		break;
	case OPTION_PROC:
		job->guard.proc = arg;
		break;
	default:
		job->dry = true;
	}
}

static const struct ccs_option options[] = {
	{ 'r', "recursive", NULL, "change the domains below each DOMAIN too" },
	CCS_CONFIRM_OPTION(OPTION_CONFIRM),
	{ OPTION_DRY_RUN, "dry-run", NULL,
	  "print what would be written, and write nothing" },
	CCS_FORCE_OPTION(OPTION_FORCE),
	{ OPTION_FROM, "from", "PROFILE",
	  "change only domains that have this profile now" },
	{ OPTION_JSON, "json", NULL, "print one object for each domain" },
	{ OPTION_MATCH, "match", "PATTERN",
	  "change domains of programs that PATTERN fits, such as '/usr/bin/\\*',\n"
	  "or, if it begins with <, domains that it fits word by word" },
	{ OPTION_NAMESPACE, "namespace", "NAME",
	  "change only domains of this namespace, and all of them if neither\n"
	  "--match nor a DOMAIN is given" },
	{ OPTION_PROC, "proc", "DIR", "where proc is, instead of /proc" },
	{ OPTION_STRICT, "strict", NULL,
	  "fail with status 1 if a DOMAIN doesn't exist" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-setprofile",
	.usage = "[OPTION...] PROFILE DOMAIN...\n"
		 "       ccs-setprofile {--match PATTERN|--namespace NAME} [OPTION...] PROFILE",
	.about = "Give domains another profile, then print each with the profile that it\n"
		 "has now. A DOMAIN is one word: '<kernel> /usr/sbin/sshd', or -, and then\n"
		 "they are read from standard input, one a line. Domains below\n"
		 "that exist already keep their profile unless -r is given; those that\n"
		 "come to be later start with their parent's.\n",
	.options = options,
	.take = take_option,
};

/* Is @name below the domain @top? */
static bool below(const char *name, const char *top)
{
	const size_t len = strlen(top);

	return !strncmp(name, top, len) && name[len] == ' ';
}

static bool wanted(const struct job *job, const char *name)
{
	const size_t len = job->space ? strlen(job->space) : 0;
	size_t i;

	if (len && (strncmp(name, job->space, len) ||
		    (name[len] && name[len] != ' ')))
		return false;
	if (len && !job->pattern && !job->wanted.count)
		return true;
	if (job->pattern && ccs_domain_pattern_fits(job->pattern, name))
		return true;
	for (i = 0; i < job->wanted.count; i++) {
		const char *const top = job->wanted.item[i].text;

		if (!strcmp(name, top) || (job->recursive && below(name, top)))
			return true;
	}
	return false;
}

/* Visits each domain in the text of the domain policy. */
static enum ccs_exit visit(struct job *job, char *text, visitor each)
{
	enum ccs_exit code = CCS_EXIT_OK;
	const char *name = NULL;
	char *line;

	while (!code && (line = strsep(&text, "\n"))) {
		if (*line == '<')
			name = line;
		if (!name || strncmp(line, "use_profile ", 12))
			continue;
		code = each(job, name, line + 12);
		name = NULL;
	}
	return code;
}

static enum ccs_exit visit_kernel(struct job *job, visitor each)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read("domain_policy", &text);
	enum ccs_exit code;

	if (err)
		return ccs_iface_fail("domain_policy", err);
	code = visit(job, text.text, each);
	ccs_strbuf_free(&text);
	return code;
}

static enum ccs_exit refused(const struct job *job, const char *name,
			     const char *line)
{
	const char *const reason = job->node.reason.len ?
		job->node.reason.text : "not accepted by the kernel";

	if (strstr(reason, "not defined"))
		ccs_warn("profile %s is not defined in namespace %.*s",
			 job->profile, (int)strcspn(name, " "), name);
	else
		ccs_warn("%s: %s: %s", name, line, reason);
	return CCS_EXIT_INPUT;
}

/* Writes the line where the job is: nowhere yet, in memory, or in the kernel. */
static enum ccs_exit put(struct job *job, const char *name, const char *line)
{
	int err;

	if (job->dry) {
		puts(line);
		return CCS_EXIT_OK;
	}
	err = job->node.name ? ccs_node_put(&job->node, line) :
	      ccs_preview_line(job->guard.preview, "domain_policy", line,
			       &job->node.reason);
	if (err == -EINVAL)
		return refused(job, name, line);
	return err ? ccs_iface_fail("domain_policy", err) : CCS_EXIT_OK;
}

static enum ccs_exit change(struct job *job, const char *name,
			    const char *profile)
{
	enum ccs_exit code;
	char *line;

	if (!wanted(job, name) || !strcmp(profile, job->profile) ||
	    (job->from && strcmp(profile, job->from)))
		return CCS_EXIT_OK;
	line = ccs_format("select %s", name);
	code = put(job, name, line);
	free(line);
	if (code)
		return code;
	line = ccs_format("use_profile %s", job->profile);
	code = put(job, name, line);
	free(line);
	return code;
}

static void show_object(const struct job *job, const char *name,
			const char *profile)
{
	struct ccs_strbuf text = {};

	ccs_json_string(&text, name);
	printf("{\"schema\":1,\"domain\":%s,\"requested\":%s,\"actual\":%s,\"ok\":%s}\n",
	       text.text, job->profile, profile,
	       strcmp(profile, job->profile) ? "false" : "true");
	ccs_strbuf_free(&text);
}

static enum ccs_exit show(struct job *job, const char *name,
			  const char *profile)
{
	if (!wanted(job, name))
		return CCS_EXIT_OK;
	job->found = true;
	if (job->json)
		show_object(job, name, profile);
	else
		printf("%s %s\n", profile, name);
	if (strcmp(profile, job->profile) && !job->from)
		job->failed = true;
	return CCS_EXIT_OK;
}

static enum ccs_exit hint_children(struct job *job, const char *name,
				   const char *profile)
{
	size_t i;

	if (wanted(job, name) || !strcmp(profile, job->profile))
		return CCS_EXIT_OK;
	for (i = 0; i < job->wanted.count; i++) {
		if (!below(name, job->wanted.item[i].text))
			continue;
		ccs_hint("domains below keep their profiles, such as %s %s; change them with -r",
			 profile, name);
		return CCS_EXIT_NEGATIVE;
	}
	return CCS_EXIT_OK;
}

static enum ccs_exit forget(struct job *job, const char *name,
			    const char *profile)
{
	(void)profile;
	ccs_list_drop(&job->wanted, name);
	return CCS_EXIT_OK;
}

/* Last, for it leaves only those domains in the list that don't exist. */
static enum ccs_exit check_existence(struct job *job)
{
	enum ccs_exit code = visit_kernel(job, forget);
	size_t i;

	for (i = 0; i < job->wanted.count; i++) {
		ccs_warn("no such domain: %s", job->wanted.item[i].text);
		code = CCS_EXIT_NEGATIVE;
	}
	if (!code && !job->dry && !job->found) {
		ccs_warn("no such domain");
		code = CCS_EXIT_NEGATIVE;
	}
	return code;
}

/* In memory first. */
static enum ccs_exit judge(struct job *job)
{
	enum ccs_exit code = ccs_guard_read(&job->guard);

	if (!code)
		code = visit_kernel(job, change);
	ccs_strbuf_free(&job->node.reason);
	return code ? code : ccs_guard_judge(&job->guard);
}

static enum ccs_exit write_change(struct job *job)
{
	enum ccs_exit code;
	int err = ccs_node_open(&job->node, "domain_policy", true);

	if (err)
		return ccs_iface_fail("domain_policy", err);
	err = ccs_node_strict(&job->node);
	code = err ? ccs_iface_fail("domain_policy", err) :
		     ccs_guard_arm(&job->guard, &job->node);
	if (!code)
		code = visit_kernel(job, change);
	ccs_node_close(&job->node);
	return code;
}

static enum ccs_exit change_all(struct job *job)
{
	enum ccs_exit code;

	if (job->dry)
		return visit_kernel(job, change);
	code = judge(job);
	if (!code)
		code = write_change(job);
	if (!code)
		code = visit_kernel(job, show);
	if (!code && job->failed) {
		/* A kernel without strict mode refuses without a word. */
		ccs_warn("profile %s is not defined", job->profile);
		code = CCS_EXIT_INPUT;
	}
	if (!code)
		visit_kernel(job, hint_children);
	return code ? code : ccs_guard_settle(&job->guard);
}

static void take_domain(struct job *job, const char *word)
{
	char *const name = ccs_strdup(word);

	ccs_text_normalise(name, strlen(name));
	if (!ccs_text_domainname(name))
		ccs_die(CCS_EXIT_INPUT, "not a legal domainname: %s", word);
	ccs_list_add(&job->wanted, name);
	free(name);
}

static void take_domains(struct job *job, char **argv)
{
	for (; *argv; argv++) {
		struct ccs_lines lines;

		if (strcmp(*argv, "-")) {
			take_domain(job, *argv);
			continue;
		}
		ccs_lines_of(&lines, stdin, "stdin");
		while (ccs_lines_next(&lines))
			take_domain(job, lines.text);
		ccs_lines_close(&lines);
	}
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	char number[16];
	char *end;
	int i;

	ccs_fail_setup(tool.name, NULL);
	ccs_guard_init(&job.guard);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i < (job.pattern || job.space ? 1 : 2))
		ccs_usage_error("needs a profile number and a domain");
	snprintf(number, sizeof(number), "%lu", strtoul(argv[i], &end, 10));
	if (*argv[i] < '0' || *argv[i] > '9' || *end)
		ccs_usage_error("not a profile number: %s", argv[i]);
	job.profile = number;
	take_domains(&job, argv + i + 1);
	ccs_iface_need();
	code = change_all(&job);
	if (!code && job.strict)
		code = check_existence(&job);
	ccs_list_free(&job.wanted);
	ccs_domain_pattern_free(job.pattern);
	ccs_guard_free(&job.guard);
	return ccs_flush_stdout(code);
}
