// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes and their domains
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/color.h"
#include "lib/domain_tree.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/json.h"
#include "lib/mode.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/place.h"
#include "lib/process.h"
#include "lib/remote.h"
#include "lib/tally.h"

#define OPTION_PROC	(CCS_OPTION_LONG + 0)
#define OPTION_UUID	(CCS_OPTION_LONG + 1)
#define OPTION_DOMAINS	(CCS_OPTION_LONG + 2)
#define OPTION_DOT	(CCS_OPTION_LONG + 3)
#define OPTION_JSON	(CCS_OPTION_LONG + 4)
#define OPTION_FLAT	(CCS_OPTION_LONG + 5)
#define OPTION_DOMAIN	(CCS_OPTION_LONG + 6)
#define OPTION_PROFILE	(CCS_OPTION_LONG + 7)
#define OPTION_MODE	(CCS_OPTION_LONG + 8)
#define OPTION_PID	(CCS_OPTION_LONG + 9)
#define OPTION_UNCONFINED (CCS_OPTION_LONG + 10)
#define OPTION_WATCH	(CCS_OPTION_LONG + 11)
#define OPTION_CGROUP	(CCS_OPTION_LONG + 12)
#define OPTION_COLOR	(CCS_OPTION_LONG + 13)
#define OPTION_THREADS	(CCS_OPTION_LONG + 14)
#define OPTION_NS_PID	(CCS_OPTION_LONG + 15)
#define OPTION_SUMMARY	(CCS_OPTION_LONG + 16)

#define CLEAR "\033[H\033[2J"

/**
 * struct job - what the command line asks for
 * @all: kernel threads too
 * @uuid: the ids of the isolated, too
 * @cgroup: control groups, too
 * @threads: threads, too
 * @ns_pid: ids in their own pid namespaces, too
 * @summary: how many there are, too
 * @color: by mode
 * @domains: domains instead of processes
 * @format: how it is printed
 * @domain: only processes in this domain or below it, NULL for all
 * @profile: only processes with this profile, NULL for all
 * @mode: only processes whose profile has this mode, NULL for all
 * @pid: only this process and those below it, 0 for all
 * @watch: seconds after which all is printed again, 0 for never
 * @proc: where proc is mounted
 * @profiles: what the node profile prints
 * @depth: how deep the object printed last was, -1 before the first
 * @thread: a thread is being printed
 * @tally: processes that were printed, by mode
 * @err: why the kernel couldn't be asked, 0 if it could
 */
struct job {
	bool all;
	bool uuid;
	bool cgroup;
	bool threads;
	bool ns_pid;
	bool summary;
	bool color;
	bool domains;
	enum ccs_tree_format format;
	const char *domain;
	const char *profile;
	const char *mode;
	pid_t pid;
	unsigned int watch;
	const char *proc;
	struct ccs_strbuf profiles;
	int depth;
	bool thread;
	struct ccs_tally tally;
	int err;
};

static unsigned int number(const char *arg, const char *what)
{
	char *end;
	const unsigned long value = strtoul(arg, &end, 10);

	if (*arg < '1' || *arg > '9' || *end || value > 1000000000)
		ccs_usage_error("not a %s: %s", what, arg);
	return value;
}

/* Return: false if it is another option. */
static bool take_flag(int key, struct job *job)
{
	const struct {
		int key;
		bool *flag;
	} flags[] = {
		{ 'a', &job->all },
		{ OPTION_CGROUP, &job->cgroup },
		{ OPTION_DOMAINS, &job->domains },
		{ OPTION_NS_PID, &job->ns_pid },
		{ OPTION_SUMMARY, &job->summary },
		{ OPTION_THREADS, &job->threads },
		{ OPTION_UUID, &job->uuid },
	};
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (flags[i].key == key) {
			*flags[i].flag = true;
			return true;
		}
	return false;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (take_flag(key, job))
		return;
	switch (key) {
	case OPTION_COLOR:
		job->color = ccs_color_want(arg);
		break;
	case OPTION_DOT:
		job->format = CCS_TREE_DOT;
		break;
	case OPTION_JSON:
		if (job->format == CCS_TREE_TEXT)
			job->format = CCS_TREE_JSON;
		break;
	case OPTION_FLAT:
		job->format = CCS_TREE_FLAT;
		break;
	case OPTION_DOMAIN:
		job->domain = arg;
		break;
	case OPTION_PROFILE:
		job->profile = arg;
		break;
	case OPTION_MODE:
		job->mode = ccs_mode_known(arg);
		if (!job->mode)
			ccs_usage_error("not a mode, such as enforcing: %s",
					arg);
		break;
	case OPTION_UNCONFINED:
		job->mode = "disabled";
		break;
	case OPTION_PID:
		job->pid = number(arg, "process id");
		break;
	case OPTION_WATCH:
		job->watch = number(arg, "number of seconds");
		break;
	default:
		job->proc = arg;
	}
}

static const struct ccs_option options[] = {
	{ 'a', "all", NULL, "show kernel threads too" },
	{ OPTION_CGROUP, "cgroup", NULL, "show control groups too" },
	{ OPTION_COLOR, "color", "WHEN",
	  "colour domains by mode: auto (the default), always or never" },
	{ OPTION_DOMAIN, "domain", "DOMAIN",
	  "only what is in this domain or below it" },
	{ OPTION_DOMAINS, "domains", NULL,
	  "print the tree of domains instead: profile and program" },
	{ OPTION_DOT, "dot", NULL, "print domains for Graphviz" },
	{ OPTION_FLAT, "flat", NULL, "print one object for each, a line each" },
	{ OPTION_JSON, "json", NULL, "print the tree as one object" },
	{ OPTION_MODE, "mode", "MODE",
	  "only processes whose profile has this mode: disabled, learning,\n"
	  "permissive or enforcing" },
	{ OPTION_NS_PID, "ns-pid", NULL,
	  "show the ids that processes have in their own pid namespaces" },
	{ OPTION_PID, "pid", "PID", "only this process and those below it" },
	{ OPTION_PROC, "proc", "DIR", "where proc is, instead of /proc" },
	{ OPTION_PROFILE, "profile", "PROFILE",
	  "only processes with this profile" },
	{ OPTION_SUMMARY, "summary", NULL,
	  "say at the end how many there are of each mode" },
	{ OPTION_THREADS, "threads", NULL,
	  "show threads too, each of which has a domain of its own" },
	{ OPTION_UNCONFINED, "unconfined", NULL, "the same as --mode disabled" },
	{ OPTION_UUID, "uuid", NULL,
	  "show the ids of isolated processes, ? for who has none yet" },
	{ OPTION_WATCH, "watch", "SECONDS",
	  "print again that often, until it is ended with Ctrl-C" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-pstree",
	.usage = "[OPTION...] [AGENT]\n"
		 "       ccs-pstree --domains [--domain DOMAIN] [--dot|--flat|--json] [AGENT]",
	.about = "Print the tree of processes: profile, name (process id) and domain of\n"
		 "each; or the tree of domains.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

/* Return: the id, to be freed, or NULL. */
static char *read_uuid(struct job *job, pid_t pid)
{
	char *id;
	const int err = ccs_place_isolation(pid, &id);

	if (err)
		job->err = err;
	return id;
}

static bool is_wanted(const struct job *job, const struct ccs_place *place)
{
	const size_t len = job->domain ? strlen(job->domain) : 0;

	if (job->mode && (!place->domain ||
			  strcmp(ccs_mode_name(job->profiles.text,
					       place->domain, place->profile),
				 job->mode)))
		return false;
	if (job->profile &&
	    (!place->profile || strcmp(place->profile, job->profile)))
		return false;
	return !len || (place->domain &&
			!strncmp(place->domain, job->domain, len) &&
			(!place->domain[len] || place->domain[len] == ' '));
}

static const char *color_of(const struct job *job, const struct ccs_place *place)
{
	if (!job->color || !place->domain)
		return "";
	return ccs_color_mode(ccs_mode_name(job->profiles.text, place->domain,
					    place->profile));
}

static void print_text(struct job *job, const struct ccs_process *process,
		       const struct ccs_place *place, int depth)
{
	char *const id = job->uuid ? read_uuid(job, process->pid) : NULL;
	char *const cgroup = job->cgroup && !job->thread ?
		ccs_process_cgroup(job->proc, process->pid) : NULL;
	const char *const color = color_of(job, place);

	printf("%3s", place->profile ? place->profile : "");
	if (depth)
		printf("%*s  +-", 4 * (depth - 1), "");
	printf(job->thread ? " {%s} (%d) " : " %s (%d) ", process->name,
	       process->pid);
	printf("%s%s%s", color, place->domain ? place->domain : "<UNKNOWN>",
	       *color ? CCS_PLAIN : "");
	if (job->ns_pid && !job->thread)
		printf(" ns-pid=%d", ccs_process_ns_pid(job->proc, process->pid));
	if (cgroup)
		printf(" cgroup=%s", cgroup);
	if (id)
		printf(" uuid=%s", id);
	putchar('\n');
	free(cgroup);
	free(id);
}

static void print_place(struct job *job, const struct ccs_place *place)
{
	struct ccs_strbuf out = {};

	if (!place->domain) {
		printf(",\"profile\":null,\"mode\":null,\"domain\":null,\"namespace\":null");
		return;
	}
	ccs_json_string(&out, place->domain);
	printf(",\"profile\":%s,\"mode\":\"%s\",\"domain\":%s,\"namespace\":\"%.*s\"",
	       place->profile,
	       ccs_mode_name(job->profiles.text, place->domain,
			     place->profile), out.text,
	       (int)strcspn(place->domain, " "), place->domain);
	ccs_strbuf_free(&out);
}

static void print_object(struct job *job, const struct ccs_process *process,
			 const struct ccs_place *place, const char *begin)
{
	char *const id = job->uuid ? read_uuid(job, process->pid) : NULL;
	char *const cgroup = job->cgroup && !job->thread ?
		ccs_process_cgroup(job->proc, process->pid) : NULL;
	struct ccs_strbuf out = {};

	ccs_json_string(&out, process->name);
	printf("{%s\"pid\":%d,\"ppid\":%d,\"name\":%s,\"kernel_thread\":%s",
	       begin, process->pid, process->parent, out.text,
	       process->kernel ? "true" : "false");
	print_place(job, place);
	if (id) {
		out.len = 0;
		ccs_json_string(&out, id);
		printf(",\"uuid\":%s", out.text);
	}
	if (cgroup) {
		out.len = 0;
		ccs_json_string(&out, cgroup);
		printf(",\"cgroup\":%s", out.text);
	}
	if (job->ns_pid && !job->thread)
		printf(",\"ns_pid\":%d", ccs_process_ns_pid(job->proc, process->pid));
	if (job->threads)
		printf(",\"thread\":%s", job->thread ? "true" : "false");
	ccs_strbuf_free(&out);
	free(cgroup);
	free(id);
}

static void close_objects(int count)
{
	while (count-- > 0)
		printf("]}");
}

static void print_json(struct job *job, const struct ccs_process *process,
		       const struct ccs_place *place, int depth)
{
	close_objects(job->depth - depth + 1);
	if (job->depth >= depth)
		putchar(',');
	print_object(job, process, place, "");
	printf(",\"children\":[");
	job->depth = depth;
}

static void print_one(const struct ccs_process *process, int depth,
		      void *data)
{
	struct job *const job = data;
	struct ccs_place place;
	const int err = ccs_place_find(process->pid, &place);

	if (err)
		job->err = err;
	if (!is_wanted(job, &place)) {
		ccs_place_free(&place);
		return;
	}
	if (job->summary && !job->thread)
		ccs_tally_add(&job->tally, place.domain ?
			      ccs_mode_name(job->profiles.text, place.domain,
					    place.profile) : NULL);
	/* Of what is chosen there is no tree. */
	if (job->domain || job->profile || job->mode)
		depth = 0;
	if (job->format == CCS_TREE_FLAT) {
		print_object(job, process, &place, "\"schema\":1,");
		puts("}");
	} else if (job->format == CCS_TREE_JSON) {
		print_json(job, process, &place, depth);
	} else {
		print_text(job, process, &place, depth);
	}
	ccs_place_free(&place);
}

static void print_process(const struct ccs_process *process, int depth,
			  void *data)
{
	struct job *const job = data;

	print_one(process, depth, job);
	if (!job->threads || process->kernel)
		return;
	job->thread = true;
	ccs_process_threads(job->proc, process, print_one, depth + 1, job);
	job->thread = false;
}

static void print_all(struct job *job, struct ccs_processes *all)
{
	job->depth = -1;
	job->tally = (struct ccs_tally){};
	if (job->format == CCS_TREE_JSON)
		printf("{\"schema\":1,\"processes\":[");
	if (job->pid)
		ccs_processes_walk_from(all, job->pid, print_process, job);
	else
		ccs_processes_walk(all, print_process, job);
	if (job->format != CCS_TREE_JSON) {
		if (job->summary)
			ccs_tally_print(&job->tally);
		return;
	}
	close_objects(job->depth + 1);
	printf("]");
	if (job->summary) {
		printf(",\"summary\":");
		ccs_tally_json(&job->tally);
	}
	puts("}");
}

static enum ccs_exit print_tree(struct job *job)
{
	struct ccs_processes all;
	struct ccs_strbuf answer = {};
	int err = ccs_node_ask(CCS_PLACE_NODE, "1", &answer);

	ccs_strbuf_free(&answer);
	if (err)
		return ccs_iface_fail(CCS_PLACE_NODE, err);
	err = ccs_processes_read(&all, job->proc, job->all);
	if (err || !all.count) {
		ccs_warn("cannot read processes from %s: %s", job->proc,
			 strerror(err ? -err : ENOENT));
		return CCS_EXIT_IO;
	}
	if (job->pid && !ccs_processes_has(&all, job->pid)) {
		ccs_warn("no process %d", job->pid);
		ccs_processes_free(&all);
		return CCS_EXIT_NEGATIVE;
	}
	print_all(job, &all);
	ccs_processes_free(&all);
	return job->err ? ccs_iface_fail(CCS_PLACE_NODE, job->err) : CCS_EXIT_OK;
}

static enum ccs_exit print_domains(const struct job *job)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read("domain_policy", &text);

	if (err)
		return ccs_iface_fail("domain_policy", err);
	ccs_domain_tree(text.text, job->profiles.text, job->domain,
			job->format);
	ccs_strbuf_free(&text);
	return CCS_EXIT_OK;
}

/* Is anything asked for that only processes have? */
static bool is_about_processes(const struct job *job)
{
	return job->all || job->uuid || job->profile || job->mode ||
	       job->pid || job->cgroup || job->threads || job->ns_pid ||
	       job->summary;
}

static void check_job(const struct job *job)
{
	if (job->domains && is_about_processes(job))
		ccs_usage_error("--domains prints no processes");
	if (job->summary && job->format == CCS_TREE_FLAT)
		ccs_usage_error("--summary is of the whole: leave out --flat");
	if (!job->domains && job->format == CCS_TREE_DOT)
		ccs_usage_error("--dot prints domains: add --domains");
	if (job->watch && job->format != CCS_TREE_TEXT)
		ccs_usage_error("--watch prints text");
}

static enum ccs_exit print(struct job *job)
{
	int err = 0;

	job->profiles.len = 0;
	if (job->domains || job->mode || job->color || job->summary ||
	    job->format != CCS_TREE_TEXT)
		err = ccs_node_read("profile", &job->profiles);
	if (err)
		return ccs_iface_fail("profile", err);
	return job->domains ? print_domains(job) : print_tree(job);
}

/* What ends while it is watched is not there the next time. */
static enum ccs_exit watch(struct job *job)
{
	const bool terminal = isatty(STDOUT_FILENO);
	enum ccs_exit code = CCS_EXIT_OK;

	while (code == CCS_EXIT_OK) {
		if (terminal)
			fputs(CLEAR, stdout);
		code = print(job);
		if (!terminal && code == CCS_EXIT_OK)
			putchar('\n');
		if (fflush(stdout))
			break;
		if (code == CCS_EXIT_OK)
			sleep(job->watch);
	}
	return code;
}

int main(int argc, char **argv)
{
	struct job job = {
		.proc = "/proc", .color = ccs_color_want("auto"),
	};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	check_job(&job);
	ccs_iface_need();
	if ((job.cgroup || job.threads || job.ns_pid) && ccs_remote_used())
		ccs_usage_error("--cgroup, --ns-pid and --threads look at this machine");
	code = job.watch ? watch(&job) : print(&job);
	ccs_strbuf_free(&job.profiles);
	return ccs_flush_stdout(code);
}
