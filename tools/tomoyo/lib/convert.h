/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy of TOMOYO 1.3 and 1.6 in the words of today
 */

#ifndef CCS_LIB_CONVERT_H
#define CCS_LIB_CONVERT_H

#include <stdbool.h>

#include "list.h"
#include "strbuf.h"

/* In the order of conversion: each may need what those before it say. */
enum ccs_convert_kind {
	CCS_CONVERT_PROFILE,
	CCS_CONVERT_MANAGER,
	CCS_CONVERT_EXCEPTION,
	CCS_CONVERT_SYSTEM,
	CCS_CONVERT_DOMAIN,
	CCS_CONVERT_KINDS,
};

#define CCS_CONVERT_PROFILES 256

struct ccs_scratch;
struct ccs_old_profile;

/**
 * struct ccs_convert - an old policy and what becomes of it
 * @given: this kind of policy is there, if only as an empty file
 * @lossy: something could not be converted exactly, and was listed
 * @in: the old lines; the caller fills them in
 * @out: the new text; the system policy becomes exception policy
 * @profile: what the old profiles say, NULL where there is none
 * @alias: aliases as «LINK REAL»
 * @aggregator: aggregators as «TARGET ORIGINAL»
 * @member: members of path groups as «GROUP MEMBER»
 * @shared: there are entries that every domain has, in group 0
 * @hidden: told already that aliases and aggregators are not known
 * @mainline: it is of TOMOYO 2.x, whose programs have other names
 * @json: what isn't converted is printed as an object at the end
 * @told: what was told of lines, with these
 * @left: what that object has so far
 * @made: the files that were written, for the same
 * @scratch: policy that every new line is tried on
 */
struct ccs_convert {
	bool given[CCS_CONVERT_KINDS];
	bool lossy;
	struct ccs_list in[CCS_CONVERT_KINDS];
	struct ccs_strbuf out[CCS_CONVERT_KINDS];
	struct ccs_old_profile *profile[CCS_CONVERT_PROFILES];
	struct ccs_list alias;
	struct ccs_list aggregator;
	struct ccs_list member;
	bool shared;
	bool hidden;
	bool mainline;
	bool json;
	struct ccs_list told;
	struct ccs_strbuf left;
	struct ccs_strbuf made;
	struct ccs_scratch *scratch;
};

void ccs_convert_run(struct ccs_convert *convert);
bool ccs_convert_is_two(const struct ccs_convert *convert);
void ccs_convert_two(struct ccs_convert *convert);
void ccs_convert_free(struct ccs_convert *convert);

#endif /* CCS_LIB_CONVERT_H */
