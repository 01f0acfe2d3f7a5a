// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options and usage
 */

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../security/tomoyo/ccs/abi.h"
#include "compat.h"
#include "fail.h"
#include "iface.h"
#include "option.h"
#include "remote.h"

#define OPTION_MAX 32
#define KEY_NODES 255
/* Where they are in the table below. */
#define QUIET 1
#define VERBOSE 2

static const struct ccs_option common[] = {
	{ KEY_NODES, "nodes", "DIR",
	  "where the kernel's nodes are, instead of\n"
	  "/sys/kernel/security/ccs; also: environment CCS_NODES;\n"
	  "ssh:HOST, unix:/PATH, ADDRESS:PORT: those of an agent" },
	{ 'q', "quiet", NULL, "leave out hints and remarks" },
	{ 'v', "verbose", NULL,
	  "tell what is read from the kernel and written to it" },
	{ 'h', "help", NULL, "print this help" },
	{ 'V', "version", NULL, "print the version" },
	{}
};

/**
 * struct parser - a tool's options as getopt_long() wants them
 * @letters: one-letter options
 * @names: long options
 * @count: number of long options
 */
struct parser {
	char letters[2 * OPTION_MAX + 2];
	struct option names[OPTION_MAX + 1];
	int count;
};

/* A program may mean something else by the name of a common option. */
static bool has_own(const struct ccs_tool *tool, const struct ccs_option *common)
{
	const struct ccs_option *own = tool->options;

	while (own->key && own->key != common->key &&
	       (!own->name || strcmp(own->name, common->name)))
		own++;
	return own->key;
}

static void add_option(struct parser *parser, const struct ccs_option *option)
{
	char *letter = parser->letters + strlen(parser->letters);

	if (option->key < KEY_NODES) {
		*letter++ = option->key;
		if (option->arg)
			*letter++ = ':';
		*letter = '\0';
	}
	if (!option->name || parser->count == OPTION_MAX)
		return;
	parser->names[parser->count++] = (struct option){
		.name = option->name,
		.has_arg = option->arg ? required_argument : no_argument,
		.val = option->key,
	};
}

static void add_options(struct parser *parser, const struct ccs_tool *tool)
{
	const struct ccs_option *option;

	for (option = tool->options; option->key; option++)
		add_option(parser, option);
	for (option = common; option->key; option++)
		if (!has_own(tool, option))
			add_option(parser, option);
}

static void print_option(const struct ccs_option *option)
{
	char left[64];
	const char *help = option->help;
	size_t len = 0;

	if (option->key < KEY_NODES)
		len = snprintf(left, sizeof(left), "-%c%s", option->key,
			       option->name ? ", " : "");
	if (option->name)
		len += snprintf(left + len, sizeof(left) - len, "--%s",
				option->name);
	if (option->arg)
		snprintf(left + len, sizeof(left) - len, " %s", option->arg);
	printf("  %-20s ", left);
	for (; *help; help++) {
		putchar(*help);
		if (*help == '\n')
			printf("%23s", "");
	}
	putchar('\n');
}

static void __attribute__((noreturn)) print_help(const struct ccs_tool *tool)
{
	const struct ccs_option *option;

	printf("Usage: %s %s\n%s\nOptions:\n", tool->name, tool->usage,
	       tool->about);
	for (option = tool->options; option->key; option++)
		print_option(option);
	for (option = common; option->key; option++)
		if (!has_own(tool, option))
			print_option(option);
	exit(ccs_flush_stdout(CCS_EXIT_OK));
}

static void __attribute__((noreturn))
print_version(const struct ccs_tool *tool)
{
	printf("%s (ccsecurity) " CCS_VERSION "\n", tool->name);
	exit(ccs_flush_stdout(CCS_EXIT_OK));
}

/**
 * ccs_usage_error - complain about the command line and leave
 * @format: the complaint
 */
void ccs_usage_error(const char *format, ...)
{
	va_list args;
	char text[512];

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	ccs_die(CCS_EXIT_USAGE, "%s (see --help)", text);
}

/* The word of the command line that getopt_long() stumbled over. */
static void __attribute__((noreturn)) bad_option(int problem, char **argv)
{
	const char *const word = argv[optind - 1];
	const char *const what = problem == ':' ? "needs a value" :
						  "is not an option";

	if (optopt && optopt < KEY_NODES && strncmp(word, "--", 2))
		ccs_usage_error("-%c %s", optopt, what);
	ccs_usage_error("%s %s", word, what);
}

/* Words before it go one place further. Return: how many there were. */
static int take_remote(int argc, char **argv)
{
	int i, taken = 0;

	for (i = optind; i < argc; i++) {
		char *const word = argv[i];

		if (!ccs_remote_is_address(word))
			continue;
		if (taken++)
			ccs_usage_error("only one remote host may be given");
		ccs_iface_use(word);
		memmove(&argv[optind + 1], &argv[optind],
			(i - optind) * sizeof(*argv));
		argv[optind] = word;
	}
	return taken;
}

/**
 * ccs_tool_options - read a tool's command line
 * @tool: the tool; its name is used for messages from here on
 * @argc: number of words
 * @argv: the words; those that are no options are moved to the end
 * @data: passed to @tool->take
 *
 * Return: index of the first word that is not an option.
 */
int ccs_tool_options(const struct ccs_tool *tool, int argc, char **argv,
		     void *data)
{
	struct parser parser = {};
	int key;

	strcpy(parser.letters, tool->command ? "+:" : ":");
	add_options(&parser, tool);
	ccs_compat_exit(tool->name);
	opterr = 0;
	while ((key = getopt_long(argc, argv, parser.letters, parser.names,
				  NULL)) != -1) {
		if (key == 'h')
			print_help(tool);
		else if (key == 'V')
			print_version(tool);
		else if (key == KEY_NODES)
			ccs_iface_use(optarg);
		else if (key == '?' || key == ':')
			bad_option(key, argv);
		else if (key == 'q' && !has_own(tool, &common[QUIET]))
			ccs_fail_quiet();
		else if (key == 'v' && !has_own(tool, &common[VERBOSE]))
			ccs_fail_verbose();
		else
			tool->take(key, optarg, data);
	}
	return optind + (tool->remote ? take_remote(argc, argv) : 0);
}
