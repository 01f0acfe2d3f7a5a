/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Profiles: modes and preferences
 */

#ifndef CCS_CORE_PROFILE_H
#define CCS_CORE_PROFILE_H

#include "emit.h"
#include "env.h"
#include "ops.h"
#include "policy.h"
#include "span.h"

/* X(identifier, keyword), weakest first (policy-language 12.1). */
#define CCS_MODES(X)			\
	X(DISABLED, "disabled")		\
	X(LEARNING, "learning")		\
	X(PERMISSIVE, "permissive")	\
	X(ENFORCING, "enforcing")

enum ccs_mode {
#define X(id, keyword) CCS_MODE_##id,
	CCS_MODES(X)
#undef X
	CCS_MODE_COUNT
};

/* X(identifier, keyword, default, maximum) */
#define CCS_PREFERENCES(X)						      \
	X(AUDIT_LOG, "max_audit_log", CCS_AUDIT_LOG_DEFAULT, U32_MAX)	      \
	X(LEARNING, "max_learning_entry", CCS_LEARNING_ENTRY_DEFAULT, U32_MAX) \
	X(PENALTY, "enforcing_penalty", CCS_PENALTY_DEFAULT, CCS_PENALTY_MAX)

enum ccs_preference {
#define X(id, keyword, first, max) CCS_PREFERENCE_##id,
	CCS_PREFERENCES(X)
#undef X
	CCS_PREFERENCE_COUNT
};

/* A setting is one byte, so that a check never sees half a change. */
#define CCS_CONFIG_MODE		0x03
#define CCS_CONFIG_GRANT_LOG	0x10
#define CCS_CONFIG_REJECT_LOG	0x20
#define CCS_CONFIG_USE_DEFAULT	0x80

/**
 * struct ccs_profile - what a profile number stands for
 * @comment: text of the COMMENT line, NULL until one is written; policy lock
 * @config: setting of everything that has none of its own
 * @category: settings of categories
 * @item: settings of items
 * @preference: by enum ccs_preference
 *
 * Created by the first line that names its number and never freed. Settings
 * are written under the policy lock and read without one.
 */
struct ccs_profile {
	struct ccs_name *comment;
	u8 config;
	u8 category[CCS_CATEGORY_COUNT];
	u8 item[CCS_ITEM_COUNT];
	u32 preference[CCS_PREFERENCE_COUNT];
};

/**
 * struct ccs_profile_pos - how far a reader of profiles got
 * @number: the next profile's number; -1 before the version line
 */
struct ccs_profile_pos {
	int number;
};

extern const char *const ccs_mode_names[CCS_MODE_COUNT];

const struct ccs_profile *ccs_profile_of(const struct ccs_ns *ns, u8 number);
u8 ccs_profile_config(const struct ccs_profile *profile, enum ccs_item item);
int ccs_profile_line(struct ccs_policy *policy, const struct ccs_span *line,
		     struct ccs_reject *reject);
bool ccs_profile_print(const struct ccs_policy *policy,
		       struct ccs_profile_pos *pos, struct ccs_emit *emit);
bool ccs_profile_version_ok(u32 version);
void ccs_profile_clear(struct ccs_policy *policy, struct ccs_ns *ns);

#endif /* CCS_CORE_PROFILE_H */
