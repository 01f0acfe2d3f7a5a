// SPDX-License-Identifier: GPL-2.0-only
/*
 * Exit statuses of 1.8
 *
 * There, almost every failure was 1, and some programs never failed. Scripts
 * of that time that test for it ask for it with CCS_COMPAT_EXIT=1.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compat.h"
#include "fail.h"

/**
 * struct compat - what a program of 1.8 ended with
 * @program: its name
 * @negative: when it had nothing to do or to find
 * @input: when something was wrong with what it read
 * @trouble: when the kernel or a file could not be used
 * @usage: when it was called wrongly, which made it print its usage
 */
struct compat {
	const char *program;
	int negative;
	int input;
	int trouble;
	int usage;
};

static const struct compat programs[] = {
	{ "ccs-auditd", 0, 1, 1, 1 },
	{ "ccs-checkpolicy", 1, 2, 1, 0 },
	{ "ccs-diffpolicy", 0, 1, 1, 0 },
	{ "ccs-domainmatch", 0, 0, 0, 0 },
	{ "ccs-editpolicy", 1, 1, 1, 1 },
	{ "ccs-editpolicy-agent", 1, 1, 1, 1 },
	{ "ccs-findtemp", 0, 1, 1, 0 },
	{ "ccs-init", 1, 1, 1, 1 },
	{ "ccs-loadpolicy", 0, 0, 1, 1 },
	{ "ccs-notifyd", 0, 1, 1, 1 },
	{ "ccs-pathmatch", 0, 1, 1, 0 },
	{ "ccs-patternize", 0, 1, 1, 1 },
	{ "ccs-pstree", 0, 1, 1, 0 },
	{ "ccs-queryd", 0, 1, 1, 0 },
	{ "ccs-savepolicy", 1, 1, 1, 1 },
	{ "ccs-selectpolicy", 0, 1, 1, 0 },
	{ "ccs-setlevel", 0, 0, 1, 0 },
	{ "ccs-setprofile", 0, 0, 1, 0 },
	{ "ccs-sortpolicy", 0, 1, 1, 0 },
};

static int old_status(const struct compat *compat, int status)
{
	switch (status) {
	case CCS_EXIT_NEGATIVE:
		return compat->negative;
	case CCS_EXIT_INPUT:
		return compat->input;
	case CCS_EXIT_IFACE:
	case CCS_EXIT_PERM:
	case CCS_EXIT_IO:
		return compat->trouble;
	case CCS_EXIT_USAGE:
		return compat->usage;
	default:
		return status;
	}
}

static void end(int status, void *data)
{
	const int old = old_status(data, status);

	if (old == status)
		return;
	fflush(NULL);
	_exit(old);
}

/**
 * ccs_compat_exit - end with the statuses of 1.8, if the environment asks for it
 * @program: who ends; one that 1.8 didn't have keeps its own
 */
void ccs_compat_exit(const char *program)
{
	const char *const wanted = secure_getenv("CCS_COMPAT_EXIT");
	size_t i;

	if (!wanted || strcmp(wanted, "1"))
		return;
	for (i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (!strcmp(program, programs[i].program))
			on_exit(end, (void *)&programs[i]);
}
