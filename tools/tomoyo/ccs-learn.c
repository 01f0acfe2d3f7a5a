// SPDX-License-Identifier: GPL-2.0-only
/*
 * From no policy to an enforced one
 */

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/course.h"
#include "lib/guard.h"
#include "lib/iface.h"
#include "lib/json.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/profile_mode.h"
#include "lib/program.h"
#include "lib/source.h"
#include "lib/text.h"

#define STATE	"/var/lib/ccs/learn"
#define RULES	"/etc/ccs/tools/patternize.conf"

enum {
	OPTION_PROGRAM = CCS_OPTION_LONG,
	OPTION_DOMAIN,
	OPTION_UNTIL_QUIET,
	OPTION_ROUNDS,
	OPTION_SETTLE,
	OPTION_LEARNING,
	OPTION_PROFILE,
	OPTION_RULES,
	OPTION_STATE,
	OPTION_RESTART,
	OPTION_ANY_STATUS,
	OPTION_CONFIRM,
	OPTION_FORCE,
	OPTION_NO_VERIFY,
	OPTION_DRY_RUN,
	OPTION_JSON,
};

/**
 * struct job - what the command line asks for, and how far it is done
 * @program: the program that is learned
 * @domain: the domain that is learned
 * @profile: number of the profile that it gets
 * @learning: number of the profile that learns
 * @rules_file: where the administrator's rules are
 * @state_dir: where the state is kept
 * @restart: forget what an interrupted run learned
 * @no_verify: don't run it under the new policy
 * @yes: ask nothing
 * @dry: only propose
 * @json: for programs
 * @verbose: say what became of each line
 * @guard: --confirm and --force
 * @course: how it is learned
 * @learn: what is learned
 * @rules: the administrator's rules
 * @applied: the proposal is in force
 * @refused: requests that were refused afterwards, -1 if nobody looked
 */
struct job {
	const char *program;
	const char *domain;
	const char *profile;
	const char *learning;
	const char *rules_file;
	const char *state_dir;
	bool restart;
	bool no_verify;
	bool yes;
	bool dry;
	bool json;
	bool verbose;
	struct ccs_guard guard;
	struct ccs_course course;
	struct ccs_learn learn;
	struct ccs_rewrites rules;
	bool applied;
	long refused;
};

static unsigned int number(const char *option, const char *arg,
			   unsigned long most)
{
	char *end;
	const unsigned long value = strtoul(arg, &end, 10);

	if (*arg < '0' || *arg > '9' || *end || !value || value > most)
		ccs_usage_error("--%s %s: a number from 1 to %lu is needed",
				option, arg, most);
	return value;
}

static unsigned int seconds(const char *arg)
{
	static const struct {
		const char *unit;
		unsigned int seconds;
	} units[] = { { "", 1 }, { "s", 1 }, { "m", 60 }, { "h", 3600 } };
	char *end;
	const unsigned long value = strtoul(arg, &end, 10);
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (!strcmp(end, units[i].unit) && *arg >= '1' &&
		    *arg <= '9' && value <= 86400)
			return value * units[i].seconds;
	ccs_usage_error("--until-quiet %s: a time such as 90, 90s, 10m or 2h is needed",
			arg);
}

static void take_flag(struct job *job, int key)
{
	job->yes |= key == 'y';
	job->verbose |= key == 'v';
	job->restart |= key == OPTION_RESTART;
	job->guard.force |= key == OPTION_FORCE;
	job->course.any_status |= key == OPTION_ANY_STATUS;
	job->no_verify |= key == OPTION_NO_VERIFY;
	job->dry |= key == OPTION_DRY_RUN;
	job->json |= key == OPTION_JSON;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (!arg)
		take_flag(job, key);
	else if (key == OPTION_PROGRAM)
		job->program = arg;
	else if (key == OPTION_DOMAIN)
		job->domain = arg;
	else if (key == OPTION_UNTIL_QUIET)
		job->course.quiet = seconds(arg);
	else if (key == OPTION_ROUNDS)
		job->course.most = number("rounds", arg, CCS_COURSE_MAX);
	else if (key == OPTION_SETTLE)
		job->course.settle = number("settle", arg, CCS_COURSE_MAX);
	else if (key == OPTION_CONFIRM)
		ccs_confirm_take(&job->guard.confirm, arg);
	else
		*(key == OPTION_LEARNING ? &job->learning :
		  key == OPTION_PROFILE ? &job->profile :
		  key == OPTION_RULES ? &job->rules_file :
					&job->state_dir) = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_PROGRAM, "program", "PATH",
	  "learn this program, whoever starts it (default: COMMAND)" },
	{ OPTION_DOMAIN, "domain", "DOMAIN",
	  "learn this domain and those below it instead" },
	{ OPTION_UNTIL_QUIET, "until-quiet", "TIME",
	  "run no COMMAND: a round is this time, in which others use the\n"
	  "program; seconds, or with m or h" },
	{ OPTION_SETTLE, "settle", "N",
	  "rounds without anything new that end learning (default: 2)" },
	{ OPTION_ROUNDS, "rounds", "N", "rounds at most (default: 10)" },
	{ OPTION_ANY_STATUS, "any-status", NULL,
	  "go on if COMMAND fails" },
	{ OPTION_LEARNING, "learning", "N",
	  "profile to learn in (default: the first that learns)" },
	{ OPTION_PROFILE, "profile", "N",
	  "profile to have in the end (default: the first that enforces)" },
	{ OPTION_RULES, "rules", "FILE",
	  "rules of ccs-patternize for names (default:\n" RULES ")" },
	{ OPTION_STATE, "state", "DIR",
	  "where an interrupted run is kept (default: " STATE ")" },
	{ OPTION_RESTART, "restart", NULL,
	  "forget what an interrupted run learned" },
	CCS_CONFIRM_OPTION(OPTION_CONFIRM),
	CCS_FORCE_OPTION(OPTION_FORCE),
	{ OPTION_NO_VERIFY, "no-verify", NULL,
	  "do not run COMMAND under the new policy" },
	{ OPTION_DRY_RUN, "dry-run", NULL,
	  "learn and propose, and leave the policy as it was" },
	{ 'y', "yes", NULL, "apply without a question" },
	{ OPTION_JSON, "json", NULL, "print the proposal for programs" },
	{ 'v', "verbose", NULL,
	  "say what became of each learned line" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-learn",
	.usage = "[OPTION...] [--] COMMAND...\n       ccs-learn [OPTION...] --until-quiet TIME",
	.about = "Learn the policy of a program: run COMMAND, which uses it, again and again\n"
		 "until nothing new is learned; make patterns and groups of names that are\n"
		 "alike; show what the policy would get; and, if that is wanted, put it in\n"
		 "force and run COMMAND once more under it. Until then, and whatever ends\n"
		 "the program, the policy is put back as it was.\n",
	.options = options,
	.take = take_option,
	.command = true,
};

/* Says which domain it is, and what leads to it. */
static char *choose_domain(struct job *job)
{
	char encoded[PATH_MAX * 4];
	char *path, *name;

	if (job->domain) {
		name = ccs_strdup(job->domain);
		ccs_text_normalise(name, strlen(name));
		if (!ccs_text_domainname(name))
			ccs_die(CCS_EXIT_INPUT, "not a legal domainname: %s",
				job->domain);
		job->learn.ns = ccs_format("%.*s", (int)strcspn(name, " "),
					   name);
		return name;
	}
	path = ccs_program_find(job->program ?: *job->course.command);
	ccs_text_encode(path, encoded, sizeof(encoded));
	free(path);
	job->learn.ns = ccs_strdup("<kernel>");
	job->learn.line = ccs_format("initialize_domain %s from any", encoded);
	return ccs_format("<kernel> %s", encoded);
}

static char *choose_profile(const struct job *job, const char *profiles,
			    const char *wanted, const char *mode)
{
	const char *const ns = job->learn.ns;
	char *found = wanted ? ccs_profile_mode(profiles, ns, wanted) :
			       ccs_profile_with(profiles, ns, mode);

	if (!found && wanted)
		ccs_die(CCS_EXIT_INPUT, "profile %s is not defined in namespace %s",
			wanted, ns);
	if (!found)
		ccs_die(CCS_EXIT_INPUT, "no profile of namespace %s has mode=%s",
			ns, mode);
	if (wanted && !strcmp(mode, "learning") && strcmp(found, mode))
		ccs_die(CCS_EXIT_INPUT, "profile %s does not learn: its mode is %s",
			wanted, found);
	if (!wanted)
		return found;
	free(found);
	return ccs_strdup(wanted);
}

static enum ccs_exit choose_profiles(struct job *job, char **final)
{
	struct ccs_strbuf text = {};
	int err;

	ccs_strbuf_puts(&text, "");
	err = ccs_node_read("profile", &text);
	if (err)
		return ccs_iface_fail("profile", err);
	job->learn.learning = choose_profile(job, text.text, job->learning,
					     "learning");
	*final = choose_profile(job, text.text, job->profile, "enforcing");
	ccs_strbuf_free(&text);
	return CCS_EXIT_OK;
}

static enum ccs_exit read_rules(struct job *job)
{
	const char *const file = job->rules_file ?: RULES;
	struct ccs_source source;
	enum ccs_exit code;
	int err;

	if (!job->rules_file && access(RULES, F_OK))
		return CCS_EXIT_OK;
	code = ccs_source_open(&source, file, NULL);
	if (code)
		return code;
	err = ccs_rewrites_read(&job->rules, &source.lines);
	code = ccs_source_close(&source);
	return !code && err ? CCS_EXIT_INPUT : code;
}

static void tell_lessons(const struct job *job)
{
	const struct ccs_lessons *const lessons = &job->learn.lessons;
	size_t i;

	for (i = 0; job->verbose && i < lessons->count; i++) {
		const struct ccs_lesson *const lesson = &lessons->lesson[i];

		if (strcmp(lesson->learned, lesson->line))
			fprintf(stderr, "%s: %s\n    becomes %s\n",
				lesson->domain, lesson->learned, lesson->line);
	}
}

/* Whatever happens while learning, it ends with the policy put back. */
static enum ccs_exit learn(struct job *job)
{
	enum ccs_exit code, end;
	size_t news;

	if (ccs_learn_state_read(&job->learn.state) && !job->restart)
		fprintf(stderr, "going on from %s\n", job->learn.state.path);
	if (job->restart)
		ccs_learn_state_forget(&job->learn.state);
	code = ccs_learn_start(&job->learn);
	if (code)
		return code;
	code = ccs_course_all(&job->course);
	if (job->course.rounds.signal)
		ccs_learn_look(&job->learn, &news);
	end = ccs_learn_stop(&job->learn);
	tell_lessons(job);
	if (!code && !job->learn.lessons.count && !job->learn.lessons.known) {
		ccs_warn("nothing was learned; does anything run in %s?",
			 job->learn.top);
		code = CCS_EXIT_NEGATIVE;
	}
	return code ? code : end;
}

static void print_json(const struct job *job,
		       const struct ccs_proposal *proposal)
{
	struct ccs_strbuf out = {};
	unsigned int i;

	ccs_strbuf_puts(&out, "{\"schema\":1,\"domain\":");
	ccs_json_string(&out, job->learn.top);
	ccs_strbuf_puts(&out, ",");
	ccs_proposal_json(proposal, &out);
	printf("%s,\"rounds\":[", out.text);
	for (i = 0; i < job->course.count; i++)
		printf("%s%zu", i ? "," : "", job->course.news[i]);
	printf("],\"learned\":%zu,\"proposed\":%zu,\"applied\":%s,\"refused\":",
	       job->learn.lessons.count, proposal->lines,
	       job->applied ? "true" : "false");
	if (job->refused < 0)
		puts("null}");
	else
		printf("%ld}\n", job->refused);
	ccs_strbuf_free(&out);
}

/* Time for another run under the new policy, and then for an answer. */
static unsigned int wait_seconds(const struct job *job)
{
	const unsigned int wanted = ccs_confirm_seconds(&job->guard.confirm);
	const unsigned int run = job->no_verify ? 0 : 2 * job->course.longest + 30;

	if (!wanted && (!job->course.command || job->no_verify))
		return 0;
	return wanted + run > 3600 ? 3600 : wanted + run;
}

static enum ccs_exit verify(struct job *job)
{
	const unsigned long before = ccs_course_violations();
	enum ccs_exit code;

	if (!job->course.command || job->no_verify)
		return CCS_EXIT_OK;
	fprintf(stderr, "running it once more, under the new policy\n");
	code = ccs_course_run(&job->course);
	job->refused = ccs_course_violations() - before;
	if (job->refused)
		ccs_warn("%ld requests were refused", job->refused);
	return job->refused && !code ? CCS_EXIT_NEGATIVE : code;
}

static enum ccs_exit keep(struct job *job)
{
	char *edition;
	enum ccs_exit code;

	if (!job->guard.confirm.edition)
		return CCS_EXIT_OK;
	if (!job->yes && ccs_confirm_seconds(&job->guard.confirm))
		return ccs_confirm_settle(&job->guard.confirm);
	edition = ccs_format("%llu", job->guard.confirm.edition);
	code = ccs_confirm_keep(edition);
	free(edition);
	return code;
}

/* Would the new policy lock somebody out? */
static enum ccs_exit judge(struct job *job,
			   const struct ccs_proposal *proposal)
{
	struct ccs_strbuf domain = {}, exception = {};
	enum ccs_exit code = ccs_guard_read(&job->guard);

	if (!code) {
		ccs_proposal_text(proposal, job->learn.base.text, &domain);
		ccs_proposal_exception(proposal, job->learn.ns, &exception);
		ccs_preview_text(job->guard.preview, "exception_policy",
				 exception.text);
		ccs_preview_text(job->guard.preview, "domain_policy",
				 domain.text);
		code = ccs_guard_judge(&job->guard);
	}
	ccs_guard_drop(&job->guard);
	ccs_strbuf_free(&domain);
	ccs_strbuf_free(&exception);
	return code;
}

static enum ccs_exit apply(struct job *job,
			   const struct ccs_proposal *proposal)
{
	enum ccs_exit code = judge(job, proposal);

	if (!code)
		code = ccs_learn_apply(&job->learn, proposal,
				       wait_seconds(job));
	if (code)
		return code;
	ccs_confirm_committed(&job->guard.confirm, job->learn.said.text);
	code = verify(job);
	if (code && job->guard.confirm.edition)
		ccs_hint("the new policy is not kept: the kernel undoes it by itself");
	if (!code)
		code = keep(job);
	if (code)
		return code;
	job->applied = true;
	ccs_learn_state_drop(&job->learn.state);
	fprintf(stderr, "%s is in profile %s; save it with ccs-savepolicy\n",
		job->learn.top, proposal->profile);
	return CCS_EXIT_OK;
}

static enum ccs_exit propose(struct job *job, const char *profile)
{
	struct ccs_proposal proposal = { .profile = profile };
	enum ccs_exit code = CCS_EXIT_OK;

	if (job->learn.line)
		ccs_list_add(&proposal.exception, job->learn.line);
	ccs_proposal_make(&proposal, &job->learn.lessons,
			  job->learn.base.text);
	if (!job->json)
		ccs_proposal_print(&proposal);
	fflush(stdout);
	fprintf(stderr, "%zu operations were learned; %zu lines in %zu domains permit them\n",
		job->learn.lessons.count, proposal.lines, proposal.count);
	if (!job->dry && (job->yes ||
			  ccs_rounds_ask(&job->course.rounds, "Apply this?"))) {
		code = apply(job, &proposal);
	} else if (!job->dry) {
		ccs_warn("not applied");
		code = CCS_EXIT_NEGATIVE;
	}
	if (job->json)
		print_json(job, &proposal);
	ccs_proposal_free(&proposal);
	return code;
}

static void check_usage(const struct job *job)
{
	if (!job->course.command && !job->course.quiet)
		ccs_usage_error("needs a COMMAND or --until-quiet");
	if (job->course.command && job->course.quiet)
		ccs_usage_error("a COMMAND and --until-quiet exclude each other");
	if (job->program && job->domain)
		ccs_usage_error("--program and --domain exclude each other");
	if (!job->course.command && !job->program && !job->domain)
		ccs_usage_error("--until-quiet needs --program or --domain");
	if (job->course.settle >= job->course.most)
		ccs_usage_error("more --rounds are needed than --settle");
}

int main(int argc, char **argv)
{
	struct job job = {
		.state_dir = STATE,
		.course = { .most = 10, .settle = 2 },
		.refused = -1,
	};
	char *top, *profile = NULL;
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	ccs_guard_init(&job.guard);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc)
		job.course.command = argv + i;
	check_usage(&job);
	ccs_iface_need();
	top = choose_domain(&job);
	job.learn.top = top;
	job.course.learn = &job.learn;
	job.learn.lessons.scratch = ccs_scratch_new();
	job.learn.lessons.rules = &job.rules;
	code = choose_profiles(&job, &profile);
	if (!code)
		code = read_rules(&job);
	ccs_learn_state_open(&job.learn.state, job.state_dir, top);
	ccs_rounds_init(&job.course.rounds);
	if (!code)
		code = learn(&job);
	if (!code)
		code = propose(&job, profile);
	ccs_learn_free(&job.learn);
	ccs_rewrites_free(&job.rules);
	ccs_scratch_free(job.learn.lessons.scratch);
	free(top);
	free(profile);
	return ccs_flush_stdout(code);
}
