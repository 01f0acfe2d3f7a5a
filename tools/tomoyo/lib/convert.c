// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy of TOMOYO 1.3 and 1.6 in the words of today
 */

#include <stdlib.h>

#include "convert_kind.h"
#include "convert_profile.h"
#include "scratch.h"

/**
 * ccs_convert_run - convert an old policy
 * @convert: the policy; all zeroes besides the kinds that are given and their
 *	     lines
 *
 * What isn't converted exactly is listed on standard error.
 */
void ccs_convert_run(struct ccs_convert *convert)
{
	static void (*const steps[])(struct ccs_convert *) = {
		[CCS_CONVERT_PROFILE] = ccs_convert_profiles,
		[CCS_CONVERT_MANAGER] = ccs_convert_managers,
		[CCS_CONVERT_EXCEPTION] = ccs_convert_exceptions,
		[CCS_CONVERT_SYSTEM] = ccs_convert_system,
		[CCS_CONVERT_DOMAIN] = ccs_convert_domains,
	};
	int kind;

	convert->scratch = ccs_scratch_new();
	for (kind = 0; kind < CCS_CONVERT_KINDS; kind++)
		if (convert->given[kind])
			steps[kind](convert);
}

/**
 * ccs_convert_free - drop a policy
 * @convert: the policy
 */
void ccs_convert_free(struct ccs_convert *convert)
{
	unsigned int i;

	for (i = 0; i < CCS_CONVERT_KINDS; i++) {
		ccs_list_free(&convert->in[i]);
		ccs_strbuf_free(&convert->out[i]);
	}
	for (i = 0; i < CCS_CONVERT_PROFILES; i++) {
		if (convert->profile[i])
			ccs_list_free(&convert->profile[i]->capability);
		free(convert->profile[i]);
	}
	ccs_list_free(&convert->told);
	ccs_strbuf_free(&convert->left);
	ccs_strbuf_free(&convert->made);
	ccs_list_free(&convert->alias);
	ccs_list_free(&convert->aggregator);
	ccs_list_free(&convert->member);
	ccs_scratch_free(convert->scratch);
}
