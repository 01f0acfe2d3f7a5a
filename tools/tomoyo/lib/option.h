/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Options and usage
 */

#ifndef CCS_LIB_OPTION_H
#define CCS_LIB_OPTION_H

#include <stdbool.h>

/* Keys of options without a letter start here; smaller ones are letters. */
#define CCS_OPTION_LONG 256

/**
 * struct ccs_option - one option
 * @key: its letter, or a number from CCS_OPTION_LONG on
 * @name: its long name, NULL for none
 * @arg: what its argument is called, NULL for none
 * @help: what it does
 */
struct ccs_option {
	int key;
	const char *name;
	const char *arg;
	const char *help;
};

/**
 * struct ccs_tool - what a program says about itself
 * @name: its name
 * @usage: the command line behind the name
 * @about: what it does, with newlines
 * @options: its own options, up to one whose key is 0
 * @take: called for each option; @arg is NULL if it takes none
 * @command: the first word that is no option begins a command, whose options
 *	are its own
 * @remote: a word that says where an agent is stands for its machine's nodes
 */
struct ccs_tool {
	const char *name;
	const char *usage;
	const char *about;
	const struct ccs_option *options;
	void (*take)(int key, const char *arg, void *data);
	bool command;
	bool remote;
};

int ccs_tool_options(const struct ccs_tool *tool, int argc, char **argv,
		     void *data);
void __attribute__((format(printf, 1, 2), noreturn))
ccs_usage_error(const char *format, ...);

#endif /* CCS_LIB_OPTION_H */
