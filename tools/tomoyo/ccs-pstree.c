// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes and their domains
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/process.h"

#define STATUS_NODE ".process_status"
#define OPTION_PROC	(CCS_OPTION_LONG + 0)
#define OPTION_UUID	(CCS_OPTION_LONG + 1)

/**
 * struct job - what the command line asks for
 * @all: kernel threads too
 * @uuid: the ids of the isolated, too
 * @proc: where proc is mounted
 * @err: why the kernel couldn't be asked, 0 if it could
 */
struct job {
	bool all;
	bool uuid;
	const char *proc;
	int err;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'a')
		job->all = true;
	else if (key == OPTION_UUID)
		job->uuid = true;
	else
		job->proc = arg;
}

static const struct ccs_option options[] = {
	{ 'a', "all", NULL, "show kernel threads too" },
	{ OPTION_UUID, "uuid", NULL,
	  "show the ids of isolated processes, ? for who has none yet" },
	{ OPTION_PROC, "proc", "DIR", "where proc is, instead of /proc" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-pstree",
	.usage = "[OPTION...] [AGENT]",
	.about = "Print the tree of processes: profile, name (process id) and domain of\n"
		 "each.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

/* The answer is "PID ID", and the id is - for most. */
static void print_uuid(struct job *job, pid_t pid)
{
	struct ccs_strbuf answer = {};
	const char *id = NULL;
	char line[32];
	int err;

	snprintf(line, sizeof(line), "uuid %d", pid);
	err = ccs_node_ask(STATUS_NODE, line, &answer);
	if (err)
		job->err = err;
	else if (answer.text)
		id = strchr(answer.text, ' ');
	if (id && strcmp(id, " -"))
		printf(" uuid=%s", id + 1);
	ccs_strbuf_free(&answer);
}

/* The answer is "PID PROFILE DOMAIN", and nothing if the process is gone. */
static void print_process(const struct ccs_process *process, int depth,
			  void *data)
{
	struct job *const job = data;
	struct ccs_strbuf answer = {};
	const char *domain = "<UNKNOWN>";
	char *profile = "";
	char *rest = NULL;
	char line[32];
	int err;

	snprintf(line, sizeof(line), "%d", process->pid);
	err = ccs_node_ask(STATUS_NODE, line, &answer);
	if (err)
		job->err = err;
	else
		rest = answer.text;
	if (rest && strsep(&rest, " ") && rest) {
		profile = strsep(&rest, " ");
		domain = rest ? rest : domain;
	}
	printf("%3s", profile);
	if (depth)
		printf("%*s  +-", 4 * (depth - 1), "");
	printf(" %s (%d) %s", process->name, process->pid, domain);
	if (job->uuid)
		print_uuid(job, process->pid);
	putchar('\n');
	ccs_strbuf_free(&answer);
}

static enum ccs_exit print_tree(struct job *job)
{
	struct ccs_processes all;
	struct ccs_strbuf answer = {};
	int err = ccs_node_ask(STATUS_NODE, "1", &answer);

	ccs_strbuf_free(&answer);
	if (err)
		return ccs_iface_fail(STATUS_NODE, err);
	err = ccs_processes_read(&all, job->proc, job->all);
	if (err || !all.count) {
		ccs_warn("cannot read processes from %s: %s", job->proc,
			 strerror(err ? -err : ENOENT));
		return CCS_EXIT_IO;
	}
	ccs_processes_walk(&all, print_process, job);
	ccs_processes_free(&all);
	return job->err ? ccs_iface_fail(STATUS_NODE, job->err) : CCS_EXIT_OK;
}

int main(int argc, char **argv)
{
	struct job job = { .proc = "/proc" };
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	ccs_iface_need();
	return ccs_flush_stdout(print_tree(&job));
}
