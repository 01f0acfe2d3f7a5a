/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a profile line asks for
 */

#ifndef CCS_CORE_PROFILE_CHANGE_H
#define CCS_CORE_PROFILE_CHANGE_H

#include "env.h"
#include "profile.h"
#include "span.h"

/**
 * struct ccs_config_change - what a CONFIG line asks for
 * @first: first setting to change, see enum ccs_slot
 * @count: how many; 0 if this is no CONFIG line
 * @use_default: settings inherit from now on
 * @mode: enum ccs_mode, -1 to keep it
 * @set: log flags to set
 * @clear: log flags to clear
 */
struct ccs_config_change {
	u8 first;
	u8 count;
	bool use_default;
	int mode;
	u8 set;
	u8 clear;
};

bool ccs_setting_take(struct ccs_span *rest, struct ccs_span *word);
int ccs_config_parse(u8 dialects, const struct ccs_span *key,
		     struct ccs_span value, struct ccs_config_change *change,
		     struct ccs_reject *reject);
u8 ccs_config_merge(u8 old, const struct ccs_config_change *change);
int ccs_preference_parse(const struct ccs_ns *ns, struct ccs_span value,
			 struct ccs_preferences *preferences,
			 struct ccs_reject *reject);
int ccs_preference_block_parse(bool common, const struct ccs_span *name,
			       struct ccs_span value,
			       struct ccs_preferences *preferences,
			       struct ccs_reject *reject);
bool ccs_preference_extra(const struct ccs_ns *ns,
			  const struct ccs_preferences *preferences, int which);

#endif /* CCS_CORE_PROFILE_CHANGE_H */
