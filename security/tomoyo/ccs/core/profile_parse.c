// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing of profile lines
 */

#include "env.h"
#include "number.h"
#include "profile.h"

static const struct {
	const char *keyword;
	u32 first;
	u32 max;
} preferences[CCS_PREFERENCE_COUNT] = {
#define X(id, keyword, first, max) { keyword, first, max },
	CCS_PREFERENCES(X)
#undef X
};

/**
 * struct change - what one line asks for, before anything is changed
 * @comment: text of a COMMENT line
 * @has_comment: this is one
 * @offset: offset in struct ccs_profile of the setting to write, 0 for none
 * @config: the setting
 * @preference: values of a PREFERENCE line
 */
struct change {
	struct ccs_span comment;
	bool has_comment;
	size_t offset;
	u8 config;
	u32 preference[CCS_PREFERENCE_COUNT];
};

static const struct ccs_profile initial = {
	.config = CCS_MODE_DISABLED | CCS_CONFIG_GRANT_LOG |
		  CCS_CONFIG_REJECT_LOG,
	.category[0 ... CCS_CATEGORY_COUNT - 1] = CCS_CONFIG_USE_DEFAULT,
	.item[0 ... CCS_ITEM_COUNT - 1] = CCS_CONFIG_USE_DEFAULT,
#define X(id, keyword, first, max) .preference[CCS_PREFERENCE_##id] = first,
	CCS_PREFERENCES(X)
#undef X
};

/* Takes the next word of a value, without the braces around the whole. */
static bool take_setting(struct ccs_span *rest, struct ccs_span *word)
{
	while (ccs_span_word(rest, word)) {
		ccs_span_eat(word, "{");
		if (word->len && word->text[word->len - 1] == '}')
			word->len--;
		if (word->len)
			return true;
	}
	return false;
}

static bool flag_of(const struct ccs_span *word, const char *yes,
		    const char *no, u8 flag, u8 *config)
{
	if (ccs_span_is(word, yes))
		*config |= flag;
	else if (ccs_span_is(word, no))
		*config &= ~flag;
	else
		return false;
	return true;
}

static bool log_flag(const struct ccs_span *word, u8 *config)
{
	return flag_of(word, "grant_log=yes", "grant_log=no",
		       CCS_CONFIG_GRANT_LOG, config) ||
	       flag_of(word, "reject_log=yes", "reject_log=no",
		       CCS_CONFIG_REJECT_LOG, config);
}

static int mode_of(struct ccs_span word)
{
	ccs_span_eat(&word, "mode=");
	return ccs_keyword_index(ccs_mode_names, CCS_MODE_COUNT, &word);
}

/*
 * Reads the value of a CONFIG line over @old. Of several modes the strongest
 * counts, as in the original; a word that is not understood refuses the line,
 * which the original took for «no change».
 */
static int parse_value(struct ccs_span rest, u8 old, bool own, u8 *config,
		       struct ccs_reject *reject)
{
	struct ccs_span word;
	int mode = -1;

	*config = old;
	if (old & CCS_CONFIG_USE_DEFAULT)
		*config = CCS_CONFIG_GRANT_LOG | CCS_CONFIG_REJECT_LOG;
	while (take_setting(&rest, &word)) {
		if (own && ccs_span_is(&word, "use_default")) {
			*config = CCS_CONFIG_USE_DEFAULT;
			return 0;
		}
		if (log_flag(&word, config))
			continue;
		if (mode_of(word) < 0)
			return ccs_reject(reject, &word,
					  "not a mode, grant_log= or reject_log=");
		mode = max(mode, mode_of(word));
	}
	if (mode >= 0)
		*config = (*config & ~CCS_CONFIG_MODE) | mode;
	else if (old & CCS_CONFIG_USE_DEFAULT)
		*config = old;
	return 0;
}

static int item_index(int category, const struct ccs_span *name)
{
	int i;

	for (i = 0; i < CCS_ITEM_COUNT; i++)
		if (ccs_item_category[i] == category &&
		    ccs_span_is(name, ccs_item_names[i]))
			return i;
	return -1;
}

/* Finds the setting that ``CONFIG[::category[::item]]`` names. */
static bool find_setting(struct ccs_span key, size_t *offset)
{
	struct ccs_span name;
	int category, item;

	*offset = offsetof(struct ccs_profile, config);
	if (!key.len)
		return true;
	if (!ccs_span_eat(&key, "::"))
		return false;
	ccs_span_split(&key, ':', &name);
	category = ccs_keyword_index(ccs_category_names, CCS_CATEGORY_COUNT,
				     &name);
	if (category < 0)
		return false;
	*offset = offsetof(struct ccs_profile, category) + category;
	if (!key.len)
		return true;
	item = ccs_span_eat(&key, ":") ? item_index(category, &key) : -1;
	*offset = offsetof(struct ccs_profile, item) + item;
	return item >= 0;
}

static int parse_config(const struct ccs_profile *profile,
			const struct ccs_span *key, struct ccs_span value,
			struct change *change, struct ccs_reject *reject)
{
	u8 old;

	if (!find_setting(*key, &change->offset))
		return ccs_reject(reject, key, "unknown category or item");
	old = *((const u8 *)profile + change->offset);
	return parse_value(value, old, key->len, &change->config, reject);
}

static int parse_preference(struct ccs_span rest, struct change *change,
			    struct ccs_reject *reject)
{
	struct ccs_span word;

	while (take_setting(&rest, &word)) {
		struct ccs_span value = word, key;
		u64 number;
		int i;

		ccs_span_split(&value, '=', &key);
		for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
			if (ccs_span_is(&key, preferences[i].keyword))
				break;
		if (i == CCS_PREFERENCE_COUNT)
			continue;
		if (!ccs_decimal_parse(&value, preferences[i].max, &number))
			return ccs_reject(reject, &word,
					  "not a number, or too large");
		change->preference[i] = number;
	}
	return 0;
}

static int parse_change(const struct ccs_profile *profile,
			struct ccs_span key, const struct ccs_span *value,
			struct change *change, struct ccs_reject *reject)
{
	if (ccs_span_is(&key, "COMMENT")) {
		change->comment = *value;
		change->has_comment = true;
		return 0;
	}
	if (ccs_span_is(&key, "PREFERENCE"))
		return parse_preference(*value, change, reject);
	if (ccs_span_eat(&key, "CONFIG"))
		return parse_config(profile, &key, *value, change, reject);
	return ccs_reject(reject, &key,
			  "not COMMENT, PREFERENCE or CONFIG");
}

static struct ccs_profile *create(struct ccs_policy *policy, u8 number)
{
	struct ccs_profile *const profile =
		ccs_mem_zalloc(&policy->mem, sizeof(*profile));

	if (!profile)
		return NULL;
	*profile = initial;
	/* Pairs with ccs_profile_of(): no check sees it half filled in. */
	smp_store_release(&policy->ns.profiles[number], profile);
	return profile;
}

static int apply(struct ccs_policy *policy, u8 number,
		 const struct change *change)
{
	struct ccs_profile *profile = policy->ns.profiles[number];
	struct ccs_name *comment = NULL;
	int i;

	if (change->has_comment) {
		comment = ccs_name_get(&policy->names, &change->comment);
		if (!comment)
			return -ENOMEM;
	}
	if (!profile)
		profile = create(policy, number);
	if (!profile) {
		ccs_name_put(&policy->names, comment);
		return -ENOMEM;
	}
	if (comment) {
		ccs_name_put(&policy->names, profile->comment);
		profile->comment = comment;
	}
	if (change->offset)
		WRITE_ONCE(*((u8 *)profile + change->offset), change->config);
	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		WRITE_ONCE(profile->preference[i], change->preference[i]);
	return 0;
}

static int parse_version(struct ccs_policy *policy,
			 const struct ccs_span *word,
			 struct ccs_reject *reject)
{
	u64 version;

	if (!ccs_decimal_parse(word, U32_MAX, &version) ||
	    !ccs_profile_version_ok(version))
		return ccs_reject(reject, word,
				  "PROFILE_VERSION is not 20150505 or 20100903");
	policy->ns.version = version;
	return 0;
}

/**
 * ccs_profile_line - take one line for profiles (policy-language 12.1)
 * @policy: the policy
 * @line: the normalised line
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_profile_line(struct ccs_policy *policy, const struct ccs_span *line,
		     struct ccs_reject *reject)
{
	struct ccs_span value = *line, key, digits;
	const struct ccs_profile *profile;
	struct change change = {};
	u64 number;
	int err;

	ccs_span_eat(&value, CCS_KERNEL_NAMESPACE " ");
	ccs_span_split(&value, '=', &key);
	if (key.text + key.len == line->text + line->len)
		return ccs_reject(reject, &key, "a profile line needs =");
	if (ccs_span_is(&key, "PROFILE_VERSION"))
		return parse_version(policy, &value, reject);
	ccs_span_split(&key, '-', &digits);
	if (!ccs_decimal_parse(&digits, CCS_PROFILE_COUNT - 1, &number))
		return ccs_reject(reject, &digits,
				  "not a profile number from 0 to 255");
	profile = policy->ns.profiles[number] ?: &initial;
	memcpy(change.preference, profile->preference,
	       sizeof(change.preference));
	err = parse_change(profile, key, &value, &change, reject);
	return err ?: apply(policy, number, &change);
}
