// SPDX-License-Identifier: GPL-2.0-only
/*
 * Errors and exit codes
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"

static const char *program = "ccs";
static ccs_message_hook hook;
static bool quiet, verbose;

/**
 * ccs_fail_setup - say who is talking
 * @name: the program's name, or argv[0], in front of every message
 * @also: called with the text of every message besides, or NULL
 */
void ccs_fail_setup(const char *name, ccs_message_hook also)
{
	const char *const slash = strrchr(name, '/');

	program = slash ? slash + 1 : name;
	hook = also;
}

/**
 * ccs_fail_program - the name in front of every message
 *
 * Return: the name.
 */
const char *ccs_fail_program(void)
{
	return program;
}

static void complain(const char *format, va_list args)
{
	char *text;

	if (vasprintf(&text, format, args) < 0)
		return;
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", program, text);
	if (hook)
		hook(text);
	free(text);
}

/**
 * ccs_warn - report that something is wrong
 * @format: the message, without the program's name and without a newline
 */
void ccs_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complain(format, args);
	va_end(args);
}

/**
 * ccs_fail_quiet - say nothing but what is wrong
 */
void ccs_fail_quiet(void)
{
	quiet = true;
}

/**
 * ccs_fail_verbose - say what is done, too
 */
void ccs_fail_verbose(void)
{
	verbose = true;
}

/**
 * ccs_fail_is_quiet - was nothing to be said but what is wrong?
 *
 * Return: true if that is so.
 */
bool ccs_fail_is_quiet(void)
{
	return quiet;
}

/**
 * ccs_tell - say what is done, if somebody wants to know
 * @format: the message, without the program's name and without a newline
 */
void ccs_tell(const char *format, ...)
{
	va_list args;

	if (!verbose)
		return;
	fflush(stdout);
	fprintf(stderr, "%s: ", program);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

/**
 * ccs_hint - say below a message what to do about it
 * @format: the hint, one line
 */
void ccs_hint(const char *format, ...)
{
	va_list args;

	if (quiet)
		return;
	fflush(stdout);
	va_start(args, format);
	fputs("  ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

/**
 * ccs_die - report that something is wrong and leave
 * @code: the exit status
 * @format: the message
 */
void ccs_die(enum ccs_exit code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complain(format, args);
	va_end(args);
	exit(code);
}

/**
 * ccs_realloc - change the size of an allocation, or leave
 * @old: the allocation, NULL for a new one
 * @size: the wanted size
 *
 * Return: the memory.
 */
void *ccs_realloc(void *old, size_t size)
{
	void *const new = realloc(old, size);

	if (!new)
		ccs_die(CCS_EXIT_IO, "out of memory");
	return new;
}

/**
 * ccs_strdup - copy a string, or leave
 * @text: the string
 *
 * Return: the copy.
 */
char *ccs_strdup(const char *text)
{
	const size_t size = strlen(text) + 1;

	return memcpy(ccs_realloc(NULL, size), text, size);
}

/**
 * ccs_format - print into a new string, or leave
 * @format: as for printf()
 *
 * Return: the string.
 */
char *ccs_format(const char *format, ...)
{
	char *text;
	va_list args;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		ccs_die(CCS_EXIT_IO, "out of memory");
	return text;
}

/**
 * ccs_flush_stdout - make sure that the output arrived
 * @code: the exit status if it did
 *
 * Return: @code, or CCS_EXIT_IO after a message.
 */
int ccs_flush_stdout(int code)
{
	if (!fflush(stdout) && !ferror(stdout))
		return code;
	ccs_warn("cannot write the output: %s", strerror(errno));
	return code ? code : CCS_EXIT_IO;
}
