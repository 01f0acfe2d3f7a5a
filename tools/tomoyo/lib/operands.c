// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which words of an entry are names, numbers and addresses
 */

#include <string.h>

#include "operands.h"

/*
 * p is a pathname, n a number; the order is that of the words. What is not
 * here has a pathname.
 */
static const struct {
	const char *op;
	const char *kinds;
} file_ops[] = {
	{ "chgrp", "pn" },
	{ "chmod", "pn" },
	{ "chown", "pn" },
	{ "create", "pn" },
	{ "ioctl", "pn" },
	{ "link", "pp" },
	{ "mkblock", "pnnn" },
	{ "mkchar", "pnnn" },
	{ "mkdir", "pn" },
	{ "mkfifo", "pn" },
	{ "mksock", "pn" },
	{ "mount", "pppn" },
	{ "pivot_root", "pp" },
	{ "rename", "pp" },
};

static const char *after_words(const char *text, int words)
{
	while (words--) {
		text += strcspn(text, " ");
		text += *text == ' ';
	}
	return text;
}

static int starts(const char *text, const char *words)
{
	return !strncmp(text, words, strlen(words));
}

static const char *file_kinds(const char *op)
{
	const size_t len = strcspn(op, " ");
	size_t i;

	for (i = 0; i < sizeof(file_ops) / sizeof(file_ops[0]); i++)
		if (strlen(file_ops[i].op) == len &&
		    !memcmp(op, file_ops[i].op, len))
			return file_ops[i].kinds;
	return "p";
}

/**
 * ccs_operands - find the operands of an entry
 * @line: a normalised line with one operation; an acl_group may come before
 * @first: set to the first operand in @line
 *
 * Return: what the operands are, a letter each: p for a pathname, n for a
 * number, a for an address; empty for an entry without any.
 */
const char *ccs_operands(const char *line, const char **first)
{
	if (starts(line, "acl_group "))
		line = after_words(line, 2);
	*first = line;
	if (starts(line, "file ")) {
		*first = after_words(line, 2);
		return file_kinds(after_words(line, 1));
	}
	if (starts(line, "network unix ")) {
		*first = after_words(line, 4);
		return "p";
	}
	if (starts(line, "network inet ")) {
		*first = after_words(line, 4);
		return "an";
	}
	return "";
}
