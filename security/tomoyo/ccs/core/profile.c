// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles: what they say
 */

#include "env.h"
#include "profile.h"

const char *const ccs_mode_names[CCS_MODE_COUNT] = {
#define X(id, keyword) [CCS_MODE_##id] = keyword,
	CCS_MODES(X)
#undef X
};

/**
 * ccs_profile_of - find a profile
 * @ns: the namespace
 * @number: its number
 *
 * Context: Any; profiles are never freed while the policy lives.
 * Return: the profile, or NULL if it is not defined.
 */
const struct ccs_profile *ccs_profile_of(const struct ccs_ns *ns, u8 number)
{
	/* Pairs with the release when it was created. */
	return smp_load_acquire(&ns->profiles[number]);
}

/**
 * ccs_profile_config - the effective setting of an item
 * @profile: the profile; NULL behaves as disabled without logs
 * @item: the item
 *
 * Return: the item's own setting, else its category's, else the profile's
 * (policy-language 12.1), without CCS_CONFIG_USE_DEFAULT.
 */
u8 ccs_profile_config(const struct ccs_profile *profile, enum ccs_item item)
{
	u8 config;

	if (!profile)
		return CCS_MODE_DISABLED;
	config = READ_ONCE(profile->item[item]);
	if (config & CCS_CONFIG_USE_DEFAULT)
		config = READ_ONCE(profile->category[ccs_item_category[item]]);
	if (config & CCS_CONFIG_USE_DEFAULT)
		config = READ_ONCE(profile->config);
	return config;
}

/**
 * ccs_profile_version_ok - can this policy be enforced?
 * @version: PROFILE_VERSION of a namespace
 *
 * Return: true for the versions of the 1.8 line.
 */
bool ccs_profile_version_ok(u32 version)
{
	return version == 20150505 || version == 20100903;
}

static const char *yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

static void print_config(struct ccs_emit *emit, int number, const char *what,
			 const char *item, u8 config)
{
	if (config & CCS_CONFIG_USE_DEFAULT)
		return;
	ccs_emit(emit, "%d-CONFIG%s%s%s%s={ mode=%s", number,
		 *what ? "::" : "", what, *item ? "::" : "", item,
		 ccs_mode_names[config & CCS_CONFIG_MODE]);
	ccs_emit(emit, " grant_log=%s reject_log=%s }\n",
		 yes_no(config & CCS_CONFIG_GRANT_LOG),
		 yes_no(config & CCS_CONFIG_REJECT_LOG));
}

static void print_profile(struct ccs_emit *emit, int number,
			  const struct ccs_profile *profile)
{
	const struct ccs_name *const comment = profile->comment;
	int i;

	if (comment)
		ccs_emit(emit, "%d-COMMENT=%s\n", number, comment->text);
	ccs_emit(emit, "%d-PREFERENCE={", number);
#define X(id, keyword, first, max)	\
	ccs_emit(emit, " " keyword "=%u", profile->preference[CCS_PREFERENCE_##id]);
	CCS_PREFERENCES(X)
#undef X
	ccs_emit_text(emit, " }\n");
	print_config(emit, number, "", "", profile->config);
	for (i = 0; i < CCS_ITEM_COUNT; i++)
		print_config(emit, number,
			     ccs_category_names[ccs_item_category[i]],
			     ccs_item_names[i], profile->item[i]);
	for (i = 0; i < CCS_CATEGORY_COUNT; i++)
		print_config(emit, number, ccs_category_names[i], "",
			     profile->category[i]);
}

/**
 * ccs_profile_print - print profiles as the node ``profile`` shows them
 * @policy: the policy
 * @pos: where to go on; start with number -1
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer.
 */
bool ccs_profile_print(const struct ccs_policy *policy,
		       struct ccs_profile_pos *pos, struct ccs_emit *emit)
{
	const struct ccs_ns *const ns = &policy->ns;

	for (; pos->number < CCS_PROFILE_COUNT; pos->number++) {
		const size_t mark = emit->len;

		if (pos->number < 0)
			ccs_emit(emit, "PROFILE_VERSION=%u\n", ns->version);
		else if (ns->profiles[pos->number])
			print_profile(emit, pos->number,
				      ns->profiles[pos->number]);
		if (!ccs_emit_commit(emit, mark))
			return false;
	}
	return true;
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
