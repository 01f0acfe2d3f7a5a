/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A system's first policy
 */

#ifndef CCS_LIB_FIRST_H
#define CCS_LIB_FIRST_H

#include <stdbool.h>

#include "strbuf.h"

#define CCS_FIRST_GROUPS 256

/**
 * struct ccs_first - what the first policy shall be
 * @file_only: only files are checked
 * @staged: with profiles that log more, for going step by step
 * @profile: profile of the first domain
 * @group: which acl_groups it uses
 * @grant_log: grants are logged
 * @reject_log: what is not granted is logged
 * @max_audit_log: records that may wait
 * @max_learning_entry: entries that a domain may learn
 * @penalty: tenths of a second that a refused request waits
 */
struct ccs_first {
	bool file_only;
	bool staged;
	unsigned int profile;
	bool group[CCS_FIRST_GROUPS];
	bool grant_log;
	bool reject_log;
	unsigned int max_audit_log;
	unsigned int max_learning_entry;
	unsigned int penalty;
};

void ccs_first_exceptions(const struct ccs_first *first,
			  struct ccs_strbuf *out);
void ccs_first_domains(const struct ccs_first *first, struct ccs_strbuf *out);
void ccs_first_managers(const struct ccs_first *first, struct ccs_strbuf *out);
void ccs_first_profiles(const struct ccs_first *first, struct ccs_strbuf *out);
void ccs_first_stat(const struct ccs_first *first, struct ccs_strbuf *out);
void ccs_first_auditd(const struct ccs_first *first, struct ccs_strbuf *out);
void ccs_first_notifyd(const struct ccs_first *first, struct ccs_strbuf *out);
void ccs_first_patternize(const struct ccs_first *first,
			  struct ccs_strbuf *out);

#endif /* CCS_LIB_FIRST_H */
