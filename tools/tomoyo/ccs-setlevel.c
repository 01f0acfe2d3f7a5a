// SPDX-License-Identifier: GPL-2.0-only
/*
 * Single lines of profiles
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fail.h"
#include "lib/guard.h"
#include "lib/iface.h"
#include "lib/list.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/policy_json.h"
#include "lib/setlevel.h"
#include "lib/text.h"

#define OPTION_DRY_RUN	(CCS_OPTION_LONG + 0)
#define OPTION_CONFIRM	(CCS_OPTION_LONG + 1)
#define OPTION_FORCE	(CCS_OPTION_LONG + 2)
#define OPTION_PROC	(CCS_OPTION_LONG + 3)
#define OPTION_JSON	(CCS_OPTION_LONG + 4)

/**
 * struct job - what the command line asks for
 * @dry: only print what would be written
 * @json: print all profiles as an object
 * @guard: keeps the change from locking somebody out
 */
struct job {
	bool dry;
	bool json;
	struct ccs_guard guard;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_CONFIRM)
		ccs_confirm_take(&job->guard.confirm, arg);
	else if (key == OPTION_FORCE)
		job->guard.force = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else if (key == OPTION_PROC)
		job->guard.proc = arg;
	else
		job->dry = true;
}

static const struct ccs_option options[] = {
	CCS_CONFIRM_OPTION(OPTION_CONFIRM),
	{ OPTION_DRY_RUN, "dry-run", NULL,
	  "print what would be written, and write nothing" },
	CCS_FORCE_OPTION(OPTION_FORCE),
	{ OPTION_JSON, "json", NULL,
	  "print all profiles, as they are then, as an object" },
	{ OPTION_PROC, "proc", "DIR", "where proc is, instead of /proc" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-setlevel",
	.usage = "[OPTION...] [KEY=VALUE...]",
	.about = "Write single lines of profiles, such as '1-CONFIG={ mode=learning }', and\n"
		 "print what these keys are now; without any, print all profiles. What 1.3 to\n"
		 "1.6 called N-MAC_FOR_FILE=0 to 3 is translated, and shown as written.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit read_profiles(struct ccs_strbuf *text)
{
	const int err = ccs_node_read("profile", text);

	return err ? ccs_iface_fail("profile", err) : CCS_EXIT_OK;
}

/* Finds, and prints, lines that begin with what stands before the value of @line. */
static bool show_key(const char *profiles, const char *line, bool quiet)
{
	const char *const equals = strchr(line, '=');
	const size_t len = equals ? (size_t)(equals - line) + 1 : strlen(line);
	bool shown = false;

	while (*profiles) {
		const size_t end = strcspn(profiles, "\n");
		const char *key = profiles;

		/* The prefix is there only if there are several namespaces. */
		if (!strncmp(key, "<kernel> ", 9) && *line != '<')
			key += 9;
		if (!strncmp(key, line, len)) {
			if (!quiet)
				printf("%.*s\n", (int)end, profiles);
			shown = true;
		}
		profiles += end + (profiles[end] == '\n');
	}
	return shown;
}

static enum ccs_exit show_all(bool json)
{
	struct ccs_strbuf text = {};
	const enum ccs_exit code = read_profiles(&text);

	if (!code && json) {
		ccs_policy_json("profile", text.text);
	} else if (!code) {
		puts("<<< Profiles in the kernel >>>");
		fwrite(text.text, 1, text.len, stdout);
	}
	ccs_strbuf_free(&text);
	return code;
}

static enum ccs_exit write_one(struct ccs_node *node, const char *line)
{
	const int err = ccs_node_put(node, line);

	if (err == -EINVAL) {
		ccs_warn("%s: %s", line, node->reason.len ?
			 node->reason.text : "not accepted by the kernel");
		return CCS_EXIT_INPUT;
	}
	return err ? ccs_iface_fail("profile", err) : CCS_EXIT_OK;
}

/* In memory first: of lines one of which is refused, none is written. */
static enum ccs_exit judge(struct job *job, const struct ccs_list *lines)
{
	enum ccs_exit code = ccs_guard_read(&job->guard);
	struct ccs_strbuf reason = {};
	size_t i;

	for (i = 0; i < lines->count && !code; i++) {
		if (!ccs_preview_line(job->guard.preview, "profile",
				      lines->item[i].text, &reason))
			continue;
		ccs_warn("%s: %s", lines->item[i].text, reason.text);
		code = CCS_EXIT_INPUT;
	}
	ccs_strbuf_free(&reason);
	return code ? code : ccs_guard_judge(&job->guard);
}

static enum ccs_exit write_all(struct job *job, const struct ccs_list *lines)
{
	enum ccs_exit code = CCS_EXIT_OK;
	struct ccs_node node;
	size_t i;
	int err = ccs_node_open(&node, "profile", true);

	if (err)
		return ccs_iface_fail("profile", err);
	err = ccs_node_strict(&node);
	if (err)
		code = ccs_iface_fail("profile", err);
	if (!code)
		code = ccs_guard_arm(&job->guard, &node);
	for (i = 0; i < lines->count && !code; i++)
		code = write_one(&node, lines->item[i].text);
	ccs_node_close(&node);
	return code;
}

static enum ccs_exit show_keys(const struct ccs_list *lines, bool json)
{
	struct ccs_strbuf text = {};
	enum ccs_exit code = read_profiles(&text);
	size_t i;

	for (i = 0; i < lines->count && !code; i++) {
		if (show_key(text.text, lines->item[i].text, json))
			continue;
		ccs_warn("%s: the kernel did not take it",
			 lines->item[i].text);
		code = CCS_EXIT_INPUT;
	}
	if (!code && json)
		ccs_policy_json("profile", text.text);
	ccs_strbuf_free(&text);
	return code;
}

static void take_lines(struct ccs_list *lines, char **argv)
{
	for (; *argv; argv++) {
		char *const line = ccs_strdup(*argv);

		ccs_text_normalise(line, strlen(line));
		if (!ccs_setlevel_old(line, lines))
			ccs_list_add(lines, line);
		free(line);
	}
}

static enum ccs_exit change(struct job *job, const struct ccs_list *lines)
{
	enum ccs_exit code = judge(job, lines);

	if (!code)
		code = write_all(job, lines);
	if (!code)
		code = show_keys(lines, job->json);
	return code ? code : ccs_guard_settle(&job->guard);
}

int main(int argc, char **argv)
{
	struct ccs_list lines = {};
	enum ccs_exit code = CCS_EXIT_OK;
	struct job job = {};
	size_t n;
	int i;

	ccs_fail_setup(tool.name, NULL);
	ccs_guard_init(&job.guard);
	i = ccs_tool_options(&tool, argc, argv, &job);
	take_lines(&lines, argv + i);
	if (!job.dry || i == argc)
		ccs_iface_need();
	if (i == argc) {
		code = show_all(job.json);
	} else if (job.dry) {
		for (n = 0; n < lines.count; n++)
			puts(lines.item[n].text);
	} else {
		code = change(&job, &lines);
	}
	ccs_list_free(&lines);
	ccs_guard_free(&job.guard);
	return ccs_flush_stdout(code);
}
