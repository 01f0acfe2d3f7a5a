/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A row of the operation matrix
 */

#ifndef CCS_SELFTESTS_OPERATION_H
#define CCS_SELFTESTS_OPERATION_H

#include <stdbool.h>

#include "common.h"

#define OPERATION_ARGS 8

/**
 * struct operation - a row
 * @id: the operation
 * @fn: runs in the probe: makes the call, returns 0 or its error number
 * @args: for it
 * @request: the request in the audit record
 * @entry: line that grants it; without one @request is
 * @learned: line, or lines joined by "\n", that learning adds; without one
 *	@request is, and "" is nothing
 * @item: of the profile, behind "CONFIG::"; without one that of @id
 *	("file_mkdir" has "file::mkdir")
 * @domain: where it is asked for; without one PROBE_DOMAIN
 * @also: further lines for @domain, each ended by "\n", that are always there
 * @exception: further lines of exception policy, each ended by "\n"
 * @profile: further lines for the profile without their number, each ended by
 *	"\n": "CONFIG::misc::env={ mode=disabled }\n"
 * @denied: what @fn returns when the call is denied; without one EPERM
 * @repeats: one call may ask more than once
 * @missing: says why there is no such thing in this kernel, or NULL: the row is
 *	skipped
 * @prepare: the judge runs it before each probe; 0 or an error number
 * @cleanup: the judge runs it after each probe, when @happened was asked
 * @happened: the judge asks it whether the call had its effect
 */
struct operation {
	const char *id;
	probe_fn fn;
	const char *args[OPERATION_ARGS];
	const char *request;
	const char *entry;
	const char *learned;
	const char *item;
	const char *domain;
	const char *also;
	const char *exception;
	const char *profile;
	int denied;
	bool repeats;
	const char *(*missing)(void);
	int (*prepare)(void);
	void (*cleanup)(void);
	bool (*happened)(void);
};

/**
 * struct outcome - what an operation came to
 * @status: what the probe returned
 * @happened: it had its effect
 */
struct outcome {
	int status;
	bool happened;
};

int operation_enter(const struct operation *operation, int profile, bool granted);
void operation_leave(const struct operation *operation, int profile);
int operation_act(const struct operation *operation, struct outcome *outcome);
long operation_violations(int profile);
const char *operation_domain(const struct operation *operation);
bool operation_recorded(const struct operation *operation, int profile, bool granted);
char *operation_entries(const struct operation *operation, const char *wanted);
char *operation_learned(const struct operation *operation, const char *before);
bool operation_match(const char *text, const char *pattern);

#endif /* CCS_SELFTESTS_OPERATION_H */
