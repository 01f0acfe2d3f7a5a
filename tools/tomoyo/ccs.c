// SPDX-License-Identifier: GPL-2.0-only
/*
 * One name for all programs
 */

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/fail.h"
#include "lib/json.h"
#include "lib/option.h"

#define OPTION_JSON (CCS_OPTION_LONG + 0)
#define SUFFIX "policy"

/**
 * struct command - what can be done
 * @name: name of its program behind «ccs-»
 * @help: what it does
 */
struct command {
	const char *name;
	const char *help;
};

static const struct command commands[] = {
	{ "audit2policy", "print the policy that audit records ask for" },
	{ "auditd", "store audit records" },
	{ "check", "say what policy would say" },
	{ "checkpolicy", "say what is wrong with policy" },
	{ "convert", "convert policy of TOMOYO 1.3, 1.6 and 2.x" },
	{ "diffpolicy", "print what turns one policy into another" },
	{ "domainmatch", "find domains by their entries" },
	{ "editpolicy", "show and change policy on a terminal" },
	{ "editpolicy-agent", "give another machine access to the policy of this one" },
	{ "events", "print what happens, as it happens" },
	{ "explain", "say why a request was refused" },
	{ "findtemp", "find names in policy that lead nowhere" },
	{ "init", "load policy at boot" },
	{ "init-policy", "make a first policy for this system" },
	{ "isolate", "run a program isolated from others of the same user" },
	{ "learn", "learn the policy of a program until nothing new appears" },
	{ "loadpolicy", "write policy into the kernel" },
	{ "notifyd", "tell somebody of what enforcing mode refuses" },
	{ "pathmatch", "find the files that a pattern means" },
	{ "patternize", "put patterns in place of names" },
	{ "pstree", "show the domains of processes" },
	{ "queryd", "answer requests that wait" },
	{ "savepolicy", "save the policy that is in the kernel" },
	{ "selectpolicy", "print some domains of a domain policy" },
	{ "setlevel", "write single lines of profiles" },
	{ "setprofile", "give domains another profile" },
	{ "sortpolicy", "print policy in a fixed order" },
	{ "status", "say whether this system is protected" },
};

#define COUNT (sizeof(commands) / sizeof(commands[0]))

static void take_option(int key, const char *arg, void *data)
{
	bool *const json = data;

	(void)key;
	(void)arg;
	*json = true;
}

static const struct ccs_option options[] = {
	{ OPTION_JSON, "json", NULL, "print the commands as an object" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs",
	.usage = "[OPTION...]\n       ccs COMMAND [ARGUMENT...]\n       ccs help COMMAND",
	.about = "Run the program ccs-COMMAND, or ccs-COMMANDpolicy: ccs status; ccs load -d.\n"
		 "Without a COMMAND, print which there are.\n",
	.options = options,
	.take = take_option,
	.command = true,
};

static const struct command *find(const char *name, const char *suffix)
{
	const size_t len = strlen(name);
	size_t i;

	for (i = 0; i < COUNT; i++)
		if (!strncmp(commands[i].name, name, len) &&
		    !strcmp(commands[i].name + len, suffix))
			return &commands[i];
	return NULL;
}

/* Programs lie beside this one: who manages policy is known by its path. */
static char *path_of(const struct command *command)
{
	char self[PATH_MAX];
	const ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (n < 0)
		return ccs_format("ccs-%s", command->name);
	self[n] = '\0';
	slash = strrchr(self, '/');
	return ccs_format("%.*s/ccs-%s", (int)(slash - self), self,
			  command->name);
}

static enum ccs_exit run(const char *name, char **argv)
{
	const struct command *command = find(name, "");
	char *path;

	if (!command)
		command = find(name, SUFFIX);
	if (!command)
		ccs_usage_error("no command '%s'; ccs alone prints which there are",
				name);
	path = path_of(command);
	argv[0] = path;
	execvp(path, argv);
	ccs_warn("cannot run %s: %s", path, strerror(errno));
	free(path);
	return CCS_EXIT_IO;
}

static enum ccs_exit print_help_of(const char *name)
{
	char *words[] = { NULL, (char *)"--help", NULL };

	return run(name, words);
}

static void print_json(void)
{
	size_t i;

	printf("{\"schema\":1,\"commands\":[");
	for (i = 0; i < COUNT; i++) {
		printf("%s{\"name\":", i ? "," : "");
		ccs_json_print(commands[i].name);
		printf(",\"help\":");
		ccs_json_print(commands[i].help);
		putchar('}');
	}
	puts("]}");
}

static void print_commands(void)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		printf("%-18s %s\n", commands[i].name, commands[i].help);
}

int main(int argc, char **argv)
{
	bool json = false;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &json);
	if (i < argc && json)
		ccs_usage_error("--json prints which commands there are");
	if (argc - i > 1 && !strcmp(argv[i], "help"))
		return print_help_of(argv[i + 1]);
	if (i < argc && strcmp(argv[i], "help"))
		return run(argv[i], argv + i);
	if (json)
		print_json();
	else
		print_commands();
	return ccs_flush_stdout(CCS_EXIT_OK);
}
