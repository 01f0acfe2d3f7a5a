// SPDX-License-Identifier: GPL-2.0-only
/*
 * CONFIG lines of profiles
 */

#include "env.h"
#include "ops.h"
#include "policy.h"
#include "profile_change.h"
#include "word.h"

/**
 * ccs_setting_take - take the next word of a value
 * @rest: the rest of the value
 * @word: the word, without the braces around the whole
 *
 * Return: false if there is no further word.
 */
bool ccs_setting_take(struct ccs_span *rest, struct ccs_span *word)
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
		    const char *no, u8 flag, struct ccs_config_change *change)
{
	const bool on = ccs_span_is(word, yes);

	if (!on && !ccs_span_is(word, no))
		return false;
	change->set &= ~flag;
	change->clear &= ~flag;
	if (on)
		change->set |= flag;
	else
		change->clear |= flag;
	return true;
}

static bool log_flag(const struct ccs_span *word,
		     struct ccs_config_change *change)
{
	return flag_of(word, "grant_log=yes", "grant_log=no",
		       CCS_CONFIG_GRANT_LOG, change) ||
	       flag_of(word, "reject_log=yes", "reject_log=no",
		       CCS_CONFIG_REJECT_LOG, change);
}

static int mode_of(struct ccs_span word)
{
	ccs_span_eat(&word, "mode=");
	return ccs_keyword_index(ccs_mode_names, CCS_MODE_COUNT, &word);
}

/* Of several modes 1.8 took the strongest and 1.7 the weakest. */
static int one_mode(u8 dialect, int a, int b)
{
	if (a < 0)
		return b;
	return dialect & CCS_DIALECT_18 ? max(a, b) : min(a, b);
}

static bool is_default(const struct ccs_span *word,
		       const struct ccs_config_change *change)
{
	return change->first != CCS_SLOT_ALL &&
	       ccs_span_is(word, "use_default");
}

/*
 * A word that is not understood refuses the line; the original took it for
 * «no change», which leaves a profile weaker than whoever wrote it believes.
 */
static int parse_value(u8 dialect, struct ccs_span rest,
		       struct ccs_config_change *change,
		       struct ccs_reject *reject)
{
	struct ccs_span word;

	change->mode = -1;
	while (ccs_setting_take(&rest, &word)) {
		if (is_default(&word, change)) {
			change->use_default = true;
			return 0;
		}
		if (log_flag(&word, change))
			continue;
		if (mode_of(word) < 0)
			return ccs_reject(reject, &word,
					  "not a mode, grant_log= or reject_log=");
		change->mode = one_mode(dialect, change->mode, mode_of(word));
	}
	return 0;
}

/* Finds the items of @category that @names calls so; they are neighbours. */
static bool find_items(const char *const *names, int category,
		       const struct ccs_span *name,
		       struct ccs_config_change *change)
{
	int i;

	change->count = 0;
	for (i = 0; i < CCS_ITEM_COUNT; i++) {
		if (ccs_item_category[i] != category || !names[i] ||
		    !ccs_span_is(name, names[i]))
			continue;
		if (!change->count++)
			change->first = i;
	}
	return change->count;
}

/* Finds an item; @dialect becomes the one that has it by that name. */
static int parse_item(u8 *dialect, int category, const struct ccs_span *name,
		      struct ccs_config_change *change,
		      struct ccs_reject *reject)
{
	if (*dialect & CCS_DIALECT_18 &&
	    find_items(ccs_item_names_18, category, name, change)) {
		*dialect = CCS_DIALECT_18;
		return 0;
	}
	if (*dialect & CCS_DIALECT_17 &&
	    find_items(ccs_item_names_17, category, name, change)) {
		*dialect = CCS_DIALECT_17;
		return 0;
	}
	return ccs_reject(reject, name, "its category has no such item");
}

/* Finds the settings that ``[::category[::item]]`` names. */
static int parse_key(u8 *dialect, struct ccs_span key,
		     struct ccs_config_change *change,
		     struct ccs_reject *reject)
{
	struct ccs_span rest = key, name;
	int category;

	change->first = CCS_SLOT_ALL;
	change->count = 1;
	if (!key.len)
		return 0;
	if (!ccs_span_eat(&key, "::"))
		return ccs_reject(reject, &key, "expected = or ::CATEGORY");
	rest = key;
	ccs_span_split(&rest, ':', &name);
	category = ccs_keyword_index(ccs_category_names, CCS_CATEGORY_COUNT,
				     &name);
	if (category < 0)
		return ccs_reject(reject, &name,
				  "not a category: they are file, network, misc, ipc and capability");
	change->first = CCS_SLOT_CATEGORY + category;
	key.text += name.len;
	key.len -= name.len;
	if (!key.len)
		return 0;
	if (!ccs_span_eat(&key, "::"))
		return ccs_reject(reject, &key, "expected = or ::ITEM");
	return parse_item(dialect, category, &key, change, reject);
}

/**
 * ccs_config_parse - read a CONFIG line
 * @dialects: the dialects it may be in
 * @key: what follows the word CONFIG
 * @value: what follows the equals sign
 * @change: zeroed; filled in
 * @reject: filled in if the line is refused
 *
 * Return: 0 or -EINVAL.
 */
int ccs_config_parse(u8 dialects, const struct ccs_span *key,
		     struct ccs_span value, struct ccs_config_change *change,
		     struct ccs_reject *reject)
{
	const int err = parse_key(&dialects, *key, change, reject);

	return err ?: parse_value(dialects, value, change, reject);
}

/**
 * ccs_config_merge - apply a CONFIG line to one setting
 * @old: the setting
 * @change: the line
 *
 * A setting that inherits starts with both logs on and needs a mode to stop
 * inheriting (policy-language 12.1).
 *
 * Return: the new setting.
 */
u8 ccs_config_merge(u8 old, const struct ccs_config_change *change)
{
	u8 config = old;

	if (change->use_default)
		return CCS_CONFIG_USE_DEFAULT;
	if (old & CCS_CONFIG_USE_DEFAULT) {
		if (change->mode < 0)
			return old;
		config = CCS_CONFIG_GRANT_LOG | CCS_CONFIG_REJECT_LOG;
	}
	if (change->mode >= 0)
		config = (config & ~CCS_CONFIG_MODE) | change->mode;
	return (config | change->set) & ~change->clear;
}
