// SPDX-License-Identifier: GPL-2.0-only
/*
 * PREFERENCE lines of profiles
 */

#include "env.h"
#include "namespace.h"
#include "number.h"
#include "ops.h"
#include "profile_change.h"

/**
 * struct key18 - a key of 1.8
 * @keyword: how it is written
 * @which: the preference that it is about
 * @like: a preference that has the same values
 * @keys: the preferences that it sets, one bit each
 * @kept: is printed if it was written, even if it changes nothing
 */
struct key18 {
	const char *keyword;
	enum ccs_preference which;
	enum ccs_preference like;
	u32 keys;
	bool kept;
};

/* A key that 1.8.5 does not have, printed where it differs. */
#define OWN_KEY(id, name) {					\
	.keyword = name, .which = CCS_PREFERENCE_##id,		\
	.like = CCS_PREFERENCE_##id,				\
	.keys = BIT(CCS_PREFERENCE_##id),			\
}

static const struct key18 keys18[] = {
	{
		.keyword = "max_audit_log",
		.which = CCS_PREFERENCE_AUDIT_LOG,
		.like = CCS_PREFERENCE_MAX_GRANT_LOG,
		.keys = BIT(CCS_PREFERENCE_MAX_GRANT_LOG) |
			BIT(CCS_PREFERENCE_MAX_REJECT_LOG),
	}, {
		.keyword = "max_learning_entry",
		.which = CCS_PREFERENCE_LEARNING,
		.like = CCS_PREFERENCE_LEARNING,
		.keys = BIT(CCS_PREFERENCE_LEARNING),
	}, {
		.keyword = "enforcing_penalty",
		.which = CCS_PREFERENCE_PENALTY,
		.like = CCS_PREFERENCE_PENALTY,
		.keys = BIT(CCS_PREFERENCE_PENALTY),
	}, {
		.keyword = "create_domain",
		.which = CCS_PREFERENCE_CREATE_DOMAIN,
		.like = CCS_PREFERENCE_CREATE_DOMAIN,
		.keys = BIT(CCS_PREFERENCE_CREATE_DOMAIN),
		.kept = true,
	},
	OWN_KEY(EXEC_REALPATH, "exec.realpath"),
	OWN_KEY(EXEC_ARGV0, "exec.argv0"),
	OWN_KEY(SYMLINK_TARGET, "symlink.target"),
	OWN_KEY(PATTERN_PROC, "pattern.proc"),
	OWN_KEY(PATTERN_PIPE, "pattern.pipe"),
	OWN_KEY(PATTERN_PTS, "pattern.pts"),
	OWN_KEY(PATTERN_TEMP, "pattern.temp"),
	OWN_KEY(PATTERN_PORT, "pattern.port"),
};

static const struct key18 *find_key18(const struct ccs_span *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys18); i++)
		if (ccs_span_is(name, keys18[i].keyword))
			return &keys18[i];
	return NULL;
}

/* Finds a key of a block; -1 if it is none. */
static int find_key17(u32 keys, const struct ccs_span *name)
{
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		if (keys & BIT(i) &&
		    ccs_span_is(name, ccs_preference_keys[i].keyword))
			return i;
	return -1;
}

static int parse_word(const struct ccs_preference_key *key,
		      const struct ccs_span *word, const struct ccs_span *text,
		      u32 *value, struct ccs_reject *reject)
{
	const int index = ccs_keyword_index(key->words, key->max + 1, text);

	if (index < 0)
		return ccs_reject(reject, word,
				  strcmp(key->words[0], "no") ?
				  "neither ask nor silent" :
				  "neither yes nor no");
	*value = index;
	return 0;
}

static int parse_value(int which, const struct ccs_span *word,
		       const struct ccs_span *text, u32 *value,
		       struct ccs_reject *reject)
{
	const struct ccs_preference_key *const key =
		&ccs_preference_keys[which];
	u64 number;

	if (key->words)
		return parse_word(key, word, text, value, reject);
	if (!ccs_decimal_parse(text, key->max, &number))
		return ccs_reject(reject, word, "not a number, or too large");
	*value = number;
	return 0;
}

static void assign(struct ccs_preferences *preferences, u32 keys, u32 value)
{
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		if (keys & BIT(i))
			preferences->value[i] = value;
	preferences->own |= keys;
}

static bool in_own_block(const struct ccs_preferences *preferences, int which)
{
	const u8 block = ccs_preference_keys[which].block;
	const u32 keys = ccs_block_keys(block);

	return block != CCS_BLOCK_COUNT && (preferences->own & keys) == keys;
}

/**
 * ccs_preference_extra - is this a key that not every profile is printed with?
 * @ns: the namespace
 * @preferences: the profile's
 * @which: the preference
 *
 * Return: true if a line of 1.8 set it here, by a key of the same name, to
 * something else than the namespace has.
 */
bool ccs_preference_extra(const struct ccs_ns *ns,
			  const struct ccs_preferences *preferences, int which)
{
	const struct ccs_span name =
		ccs_span_of(ccs_preference_keys[which].keyword);
	const struct key18 *const key = find_key18(&name);

	if (!key || !(preferences->own & BIT(which)) ||
	    in_own_block(preferences, which))
		return false;
	return key->kept || ccs_preference_value(preferences, ns, which) !=
			    ccs_preference_value(NULL, ns, which);
}

/*
 * Every profile is printed with all its numbers, inherited or not. So a number
 * that says what is in force anyway changes nothing, and one that says what
 * the namespace has is inherited again: else writing back what was printed
 * would cut a profile off from the namespace.
 */
static void set18(const struct ccs_ns *ns, const struct key18 *key, u32 value,
		  struct ccs_preferences *preferences)
{
	const u32 inherited = ccs_preference_value(NULL, ns, key->which);
	const u32 old = ccs_preference_value(preferences, ns, key->which);

	if (old == value && !key->kept)
		return;
	assign(preferences, key->keys, value);
	if (inherited == value && !key->kept &&
	    !in_own_block(preferences, key->like))
		preferences->own &= ~key->keys;
}

/**
 * ccs_preference_parse - read a PREFERENCE line of 1.8
 * @ns: the namespace
 * @value: what follows the equals sign
 * @preferences: the profile's; changed
 * @reject: filled in if the line is refused
 *
 * Keys that are not known are skipped (policy-language 12.1).
 *
 * Return: 0 or -EINVAL.
 */
int ccs_preference_parse(const struct ccs_ns *ns, struct ccs_span value,
			 struct ccs_preferences *preferences,
			 struct ccs_reject *reject)
{
	struct ccs_span word;

	while (ccs_setting_take(&value, &word)) {
		struct ccs_span text = word, name;
		const struct key18 *key;
		u32 number = 0;

		ccs_span_split(&text, '=', &name);
		key = find_key18(&name);
		if (!key)
			continue;
		if (parse_value(key->like, &word, &text, &number, reject))
			return -EINVAL;
		set18(ns, key, number, preferences);
	}
	return 0;
}

/*
 * A block that the profile did not have starts with 0 and no, the common one
 * with the defaults of 1.7 (policy-language 12.3); a number that a line of 1.8
 * set stays.
 */
static void own_block(bool common, u32 keys,
		      struct ccs_preferences *preferences)
{
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		if (keys & ~preferences->own & BIT(i))
			preferences->value[i] = common ?
				ccs_preference_keys[i].first[1] : 0;
	preferences->own |= keys;
}

static int parse_block_keys(u32 keys, struct ccs_span rest,
			    struct ccs_preferences *preferences,
			    struct ccs_reject *reject)
{
	struct ccs_span word;

	while (ccs_setting_take(&rest, &word)) {
		struct ccs_span text = word, name;
		int which;

		ccs_span_split(&text, '=', &name);
		which = find_key17(keys, &name);
		if (which < 0)
			continue;
		if (parse_value(which, &word, &text,
				&preferences->value[which], reject))
			return -EINVAL;
	}
	return 0;
}

static bool find_default(struct ccs_span rest, struct ccs_span *word)
{
	while (ccs_setting_take(&rest, word))
		if (ccs_span_is(word, "use_default"))
			return true;
	return false;
}

/**
 * ccs_preference_block_parse - read a PREFERENCE line of 1.7
 * @common: the line is about all profiles of the namespace
 * @name: the name of the block
 * @value: what follows the equals sign
 * @preferences: the profile's, or the namespace's if @common; changed
 * @reject: filled in if the line is refused
 *
 * Return: 0 or -EINVAL.
 */
int ccs_preference_block_parse(bool common, const struct ccs_span *name,
			       struct ccs_span value,
			       struct ccs_preferences *preferences,
			       struct ccs_reject *reject)
{
	const int block = ccs_keyword_index(ccs_preference_block_names,
					    CCS_BLOCK_COUNT, name);
	struct ccs_span word;
	u32 keys;

	if (block < 0)
		return ccs_reject(reject, name,
				  "expected audit, learning, permissive or enforcing");
	keys = ccs_block_keys(block);
	if (!find_default(value, &word)) {
		own_block(common, keys, preferences);
		return parse_block_keys(keys, value, preferences, reject);
	}
	if (common)
		return ccs_reject(reject, &word,
				  "only a block of a profile can be given up");
	preferences->own &= ~keys;
	return 0;
}
