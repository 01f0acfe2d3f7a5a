/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Profiles: modes and preferences
 */

#ifndef CCS_CORE_PROFILE_H
#define CCS_CORE_PROFILE_H

#include "emit.h"
#include "env.h"
#include "items.h"
#include "limits.h"
#include "span.h"

struct ccs_name;
struct ccs_ns;
struct ccs_policy;

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

/* X(identifier, keyword): blocks of preferences in 1.7, in output order. */
#define CCS_PREFERENCE_BLOCKS(X)	\
	X(AUDIT, "audit")		\
	X(LEARNING, "learning")		\
	X(PERMISSIVE, "permissive")	\
	X(ENFORCING, "enforcing")

enum ccs_preference_block {
#define X(id, keyword) CCS_BLOCK_##id,
	CCS_PREFERENCE_BLOCKS(X)
#undef X
	CCS_BLOCK_COUNT
};

/*
 * X(identifier, block, key in it, values, default of 1.7, of 1.8, maximum), in
 * output order; CCS_BLOCK_COUNT for what no block has (policy-language 12.3).
 * The defaults of the dialects differ where 1.8 never does what 1.7 does:
 * violations are not printed to the console, and domains are created silently.
 */
#define CCS_PREFERENCES(X)						     \
	X(MAX_GRANT_LOG, AUDIT, "max_grant_log", NUMBER,		     \
	  CCS_AUDIT_LOG_DEFAULT, CCS_AUDIT_LOG_DEFAULT, U32_MAX)	     \
	X(MAX_REJECT_LOG, AUDIT, "max_reject_log", NUMBER,		     \
	  CCS_AUDIT_LOG_DEFAULT, CCS_AUDIT_LOG_DEFAULT, U32_MAX)	     \
	X(TASK_INFO, AUDIT, "task_info", SWITCH, 1, 1, 1)		     \
	X(PATH_INFO, AUDIT, "path_info", SWITCH, 1, 1, 1)		     \
	X(LEARNING_VERBOSE, LEARNING, "verbose", SWITCH, 0, 0, 1)	     \
	X(LEARNING, LEARNING, "max_entry", NUMBER,			     \
	  CCS_LEARNING_ENTRY_DEFAULT, CCS_LEARNING_ENTRY_DEFAULT, U32_MAX)   \
	X(EXEC_REALPATH, LEARNING, "exec.realpath", SWITCH, 1, 1, 1)	     \
	X(EXEC_ARGV0, LEARNING, "exec.argv0", SWITCH, 1, 1, 1)		     \
	X(SYMLINK_TARGET, LEARNING, "symlink.target", SWITCH, 1, 1, 1)	     \
	X(PERMISSIVE_VERBOSE, PERMISSIVE, "verbose", SWITCH, 1, 0, 1)	     \
	X(ENFORCING_VERBOSE, ENFORCING, "verbose", SWITCH, 1, 0, 1)	     \
	X(PENALTY, ENFORCING, "penalty", NUMBER,			     \
	  CCS_PENALTY_DEFAULT, CCS_PENALTY_DEFAULT, CCS_PENALTY_MAX)	     \
	X(CREATE_DOMAIN, COUNT, "create_domain", CREATE,		     \
	  CCS_CREATE_ASK, CCS_CREATE_SILENT, CCS_CREATE_ASK)		     \
	X(PATTERN_PROC, COUNT, "pattern.proc", SWITCH, 1, 1, 1)		     \
	X(PATTERN_PIPE, COUNT, "pattern.pipe", SWITCH, 1, 1, 1)		     \
	X(PATTERN_PTS, COUNT, "pattern.pts", SWITCH, 1, 1, 1)		     \
	X(PATTERN_TEMP, COUNT, "pattern.temp", SWITCH, 1, 1, 1)		     \
	X(PATTERN_PORT, COUNT, "pattern.port", SWITCH, 1, 1, 1)

/* What an enforcing domain does about a domain that does not exist yet. */
enum ccs_create_domain {
	CCS_CREATE_SILENT,
	CCS_CREATE_ASK,
};

enum ccs_preference {
#define X(id, ...) CCS_PREFERENCE_##id,
	CCS_PREFERENCES(X)
#undef X
	CCS_PREFERENCE_COUNT,

	/* max_audit_log of 1.8, which has one queue: the larger limit. */
	CCS_PREFERENCE_AUDIT_LOG = CCS_PREFERENCE_COUNT,
};

/**
 * struct ccs_preferences - preferences set at one place
 * @own: which of them are, one bit each; what is not comes from the namespace
 *	or else from the default of its PROFILE_VERSION
 * @value: by enum ccs_preference
 *
 * Written under the policy lock, read without one.
 */
struct ccs_preferences {
	u32 own;
	u32 value[CCS_PREFERENCE_COUNT];
};

static_assert(CCS_PREFERENCE_COUNT <= 32);

/**
 * struct ccs_preference_key - how a preference is written
 * @keyword: its key in a block of 1.7
 * @block: enum ccs_preference_block, CCS_BLOCK_COUNT if it is in none
 * @words: words for its values, NULL for a decimal number
 * @first: default, in 1.8 and in 1.7
 * @max: largest value
 */
struct ccs_preference_key {
	const char *keyword;
	u8 block;
	const char *const *words;
	u32 first[2];
	u32 max;
};

/* A setting is one byte, so that a check never sees half a change. */
#define CCS_CONFIG_MODE		0x03
#define CCS_CONFIG_GRANT_LOG	0x10
#define CCS_CONFIG_REJECT_LOG	0x20
#define CCS_CONFIG_USE_DEFAULT	0x80

/* Settings are those of items, by enum ccs_item, then these. */
enum ccs_slot {
	CCS_SLOT_CATEGORY = CCS_ITEM_COUNT,
	CCS_SLOT_ALL = CCS_SLOT_CATEGORY + CCS_CATEGORY_COUNT,
	CCS_SLOT_COUNT
};

/**
 * struct ccs_profile - what a profile number stands for
 * @comment: text of the COMMENT line, NULL until one is written; policy lock
 * @config: settings of items, of categories from %CCS_SLOT_CATEGORY on, and in
 *	%CCS_SLOT_ALL of everything that has none of its own
 * @disabled: no setting is of another mode than disabled
 * @preference: what differs from the namespace's
 *
 * Created by the first line that names its number and never freed. Settings
 * are written under the policy lock and read without one.
 */
struct ccs_profile {
	struct ccs_name *comment;
	u8 config[CCS_SLOT_COUNT];
	bool disabled;
	struct ccs_preferences preference;
};

/**
 * struct ccs_profile_pos - how far a reader of profiles got
 * @number: the next profile's number; -1 before what they have in common
 */
struct ccs_profile_pos {
	int number;
};

extern const char *const ccs_mode_names[CCS_MODE_COUNT];
extern const char *const ccs_preference_block_names[CCS_BLOCK_COUNT];
extern const struct ccs_preference_key
	ccs_preference_keys[CCS_PREFERENCE_COUNT];

u8 ccs_profile_config(const struct ccs_ns *ns,
		      const struct ccs_profile *profile, enum ccs_item item);
u32 ccs_preference(const struct ccs_ns *ns, const struct ccs_profile *profile,
		   enum ccs_preference which);
u32 ccs_preference_value(const struct ccs_preferences *preferences,
			 const struct ccs_ns *ns, enum ccs_preference which);
u32 ccs_block_keys(enum ccs_preference_block block);
int ccs_profile_line(struct ccs_policy *policy, struct ccs_ns *ns,
		     const struct ccs_span *line, struct ccs_reject *reject);
bool ccs_profile_print(const struct ccs_ns *ns, struct ccs_profile_pos *pos,
		       const char *prefix, struct ccs_emit *emit);
bool ccs_profile_version_ok(u32 version);
void ccs_profile_clear(struct ccs_policy *policy, struct ccs_ns *ns);

#endif /* CCS_CORE_PROFILE_H */
