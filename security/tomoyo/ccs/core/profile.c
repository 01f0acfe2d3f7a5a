// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles: what they say
 */

#include "env.h"
#include "name.h"
#include "namespace.h"
#include "policy.h"
#include "profile.h"

#define VERSION_180	20100903
#define VERSION_18	20150505

const char *const ccs_mode_names[CCS_MODE_COUNT] = {
#define X(id, keyword) [CCS_MODE_##id] = keyword,
	CCS_MODES(X)
#undef X
};

const char *const ccs_preference_block_names[CCS_BLOCK_COUNT] = {
#define X(id, keyword) [CCS_BLOCK_##id] = keyword,
	CCS_PREFERENCE_BLOCKS(X)
#undef X
};

static const char *const switch_words[] = { "no", "yes" };

static const char *const create_words[] = {
	[CCS_CREATE_SILENT] = "silent",
	[CCS_CREATE_ASK] = "ask",
};

#define NUMBER_WORDS	NULL
#define SWITCH_WORDS	switch_words
#define CREATE_WORDS	create_words

const struct ccs_preference_key ccs_preference_keys[CCS_PREFERENCE_COUNT] = {
#define X(id, in, key, values, first17, first18, most) [CCS_PREFERENCE_##id] = { \
	.keyword = key, .block = CCS_BLOCK_##in, .words = values##_WORDS,	 \
	.first = { first18, first17 }, .max = most,				 \
},
	CCS_PREFERENCES(X)
#undef X
};

/**
 * ccs_block_keys - which preferences a block of 1.7 consists of
 * @block: the block
 *
 * A line of 1.8 can set some of them, never all: that a place has all of them
 * means that a line of 1.7 was written.
 *
 * Return: one bit each.
 */
u32 ccs_block_keys(enum ccs_preference_block block)
{
	u32 keys = 0;
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		if (ccs_preference_keys[i].block == block)
			keys |= BIT(i);
	return keys;
}

/**
 * ccs_profile_config - the effective setting of an item
 * @ns: the namespace
 * @profile: the profile; NULL behaves as disabled without logs
 * @item: the item
 *
 * Context: Any.
 * Return: the item's own setting, else its category's, else the profile's
 * (policy-language 12.1), without CCS_CONFIG_USE_DEFAULT. What the version of
 * the namespace never checked has its own setting or none.
 */
u8 ccs_profile_config(const struct ccs_ns *ns,
		      const struct ccs_profile *profile, enum ccs_item item)
{
	u8 config;

	if (!profile)
		return CCS_MODE_DISABLED;
	config = READ_ONCE(profile->config[item]);
	if (!(config & CCS_CONFIG_USE_DEFAULT))
		return config;
	if (ccs_item_flags[item] & (ccs_ns_is_17(ns) ? CCS_NOT_17 : CCS_NOT_18))
		return CCS_MODE_DISABLED;
	config = READ_ONCE(profile->config[CCS_SLOT_CATEGORY +
					   ccs_item_category[item]]);
	if (config & CCS_CONFIG_USE_DEFAULT)
		config = READ_ONCE(profile->config[CCS_SLOT_ALL]);
	return config;
}

static bool owns(const struct ccs_preferences *preferences, int which)
{
	if (!preferences)
		return false;
	/* Pairs with the release in store(): the value was written before. */
	return smp_load_acquire(&preferences->own) & BIT(which);
}

static u32 stored(const struct ccs_preferences *preferences,
		  const struct ccs_ns *ns, int which)
{
	if (owns(preferences, which))
		return READ_ONCE(preferences->value[which]);
	if (owns(&ns->defaults, which))
		return READ_ONCE(ns->defaults.value[which]);
	return ccs_preference_keys[which].first[ccs_ns_is_17(ns)];
}

/**
 * ccs_preference_value - a preference as one place sees it
 * @preferences: what is set there; NULL for nothing
 * @ns: the namespace, which has the rest
 * @which: the preference
 *
 * Context: Any.
 * Return: the value.
 */
u32 ccs_preference_value(const struct ccs_preferences *preferences,
			 const struct ccs_ns *ns, enum ccs_preference which)
{
	if (which != CCS_PREFERENCE_AUDIT_LOG)
		return stored(preferences, ns, which);
	return max(stored(preferences, ns, CCS_PREFERENCE_MAX_GRANT_LOG),
		   stored(preferences, ns, CCS_PREFERENCE_MAX_REJECT_LOG));
}

/**
 * ccs_preference - the effective preference of a profile
 * @ns: the namespace
 * @profile: the profile; NULL has what a new one would have
 * @which: the preference
 *
 * Context: Any.
 * Return: the value.
 */
u32 ccs_preference(const struct ccs_ns *ns, const struct ccs_profile *profile,
		   enum ccs_preference which)
{
	return ccs_preference_value(profile ? &profile->preference : NULL, ns,
				    which);
}

/**
 * ccs_profile_version_ok - can this policy be enforced?
 * @version: PROFILE_VERSION of a namespace
 *
 * Return: true for 1.7, for 1.8.0 to 1.8.3, and for later 1.8.
 */
bool ccs_profile_version_ok(u32 version)
{
	return version == CCS_PROFILE_VERSION_17 || version == VERSION_180 ||
	       version == VERSION_18;
}

/**
 * ccs_profile_clear - free all profiles of a policy that nobody reads
 * @policy: the policy
 * @ns: the namespace
 *
 * Context: Policy lock held.
 */
void ccs_profile_clear(struct ccs_policy *policy, struct ccs_ns *ns)
{
	int i;

	for (i = 0; i < CCS_PROFILE_COUNT; i++) {
		struct ccs_profile *const profile = ns->profiles[i];

		if (!profile)
			continue;
		ccs_name_put(&policy->names, profile->comment);
		ccs_mem_free(&policy->mem, profile, sizeof(*profile));
		ns->profiles[i] = NULL;
	}
}
