// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing of profile lines
 */

#include "env.h"
#include "name.h"
#include "namespace.h"
#include "number.h"
#include "policy.h"
#include "profile_change.h"
#include "word.h"

/**
 * struct line - a line about one profile
 * @ns: the namespace
 * @dialects: the dialects it may be in
 * @number: the profile's number
 * @key: what stands between the number and the equals sign
 * @value: what follows the equals sign
 * @reject: filled in if the line is refused
 */
struct line {
	struct ccs_ns *ns;
	u8 dialects;
	u8 number;
	struct ccs_span key;
	struct ccs_span value;
	struct ccs_reject *reject;
};

/**
 * struct change - what one line asks for, before anything is changed
 * @has_comment: it is a COMMENT line
 * @config: of a CONFIG line
 * @preference: preferences as they are to be
 */
struct change {
	bool has_comment;
	struct ccs_config_change config;
	struct ccs_preferences preference;
};

static const struct ccs_profile initial = {
	.config = {
		[0 ... CCS_SLOT_ALL - 1] = CCS_CONFIG_USE_DEFAULT,
		[CCS_SLOT_ALL] = CCS_MODE_DISABLED | CCS_CONFIG_GRANT_LOG |
				 CCS_CONFIG_REJECT_LOG,
	},
	.disabled = true,
};

/* How keys of TOMOYO 1.3 to 1.6 begin (policy-language 14). */
static const char *const old_keys[] = {
	"MAC_FOR_", "MAX_", "RESTRICT_", "DENY_CONCEAL_MOUNT",
	"TOMOYO_VERBOSE", "SLEEP_PERIOD",
};

static int refuse_key(const struct line *line)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(old_keys); i++) {
		struct ccs_span key = line->key;

		if (ccs_span_eat(&key, old_keys[i]))
			return ccs_reject(line->reject, &line->key,
					  "a profile of TOMOYO 1.6 or older; ccs-convert rewrites it");
	}
	return ccs_reject(line->reject, &line->key,
			  "not COMMENT, PREFERENCE or CONFIG");
}

static int parse_change(const struct line *line, struct change *change)
{
	struct ccs_span key = line->key;

	if (ccs_span_is(&key, "COMMENT")) {
		change->has_comment = true;
		return 0;
	}
	if (ccs_span_eat(&key, "CONFIG"))
		return ccs_config_parse(line->dialects, &key, line->value,
					&change->config, line->reject);
	if (line->dialects & CCS_DIALECT_18 && ccs_span_is(&key, "PREFERENCE"))
		return ccs_preference_parse(line->ns, line->value,
					    &change->preference, line->reject);
	if (line->dialects & CCS_DIALECT_17 &&
	    ccs_span_eat(&key, "PREFERENCE::"))
		return ccs_preference_block_parse(false, &key, line->value,
				       &change->preference, line->reject);
	return refuse_key(line);
}

/* Values first: a check that sees the bit must not see the value before it. */
static void store(struct ccs_preferences *to,
		  const struct ccs_preferences *from)
{
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		WRITE_ONCE(to->value[i], from->value[i]);
	/* Pairs with owns(). */
	smp_store_release(&to->own, from->own);
}

static struct ccs_profile *create(struct ccs_policy *policy,
				  const struct line *line)
{
	struct ccs_profile *const profile =
		ccs_mem_zalloc(&policy->mem, sizeof(*profile));

	if (!profile)
		return NULL;
	*profile = initial;
	/* Pairs with ccs_profile_of(): no check sees it half filled in. */
	smp_store_release(&line->ns->profiles[line->number], profile);
	return profile;
}

static void set_config(struct ccs_profile *profile,
		       const struct ccs_config_change *change)
{
	int i;

	for (i = change->first; i < change->first + change->count; i++)
		WRITE_ONCE(profile->config[i],
			   ccs_config_merge(profile->config[i], change));
	for (i = 0; i < CCS_SLOT_COUNT; i++)
		if (profile->config[i] & CCS_CONFIG_MODE)
			break;
	WRITE_ONCE(profile->disabled, i == CCS_SLOT_COUNT);
}

static int apply(struct ccs_policy *policy, const struct line *line,
		 const struct change *change)
{
	struct ccs_profile *profile = line->ns->profiles[line->number];
	struct ccs_name *comment = NULL;

	if (change->has_comment) {
		comment = ccs_name_get(&policy->names, &line->value);
		if (!comment)
			return -ENOMEM;
	}
	if (!profile)
		profile = create(policy, line);
	if (!profile) {
		ccs_name_put(&policy->names, comment);
		return -ENOMEM;
	}
	if (comment) {
		ccs_name_put(&policy->names, profile->comment);
		profile->comment = comment;
	}
	set_config(profile, &change->config);
	store(&profile->preference, &change->preference);
	return 0;
}

/* 0 is what is printed before there was a line, and means just that. */
static int parse_version(struct ccs_ns *ns, const struct ccs_span *word,
			 struct ccs_reject *reject)
{
	u64 version;

	if (!ccs_decimal_parse(word, U32_MAX, &version) ||
	    (version && !ccs_profile_version_ok(version)))
		return ccs_reject(reject, word,
				  "PROFILE_VERSION is not 20150505, 20100903 or 20090903");
	WRITE_ONCE(ns->version, version);
	return 0;
}

static int parse_common(struct ccs_ns *ns, const struct ccs_span *name,
			const struct ccs_span *value,
			struct ccs_reject *reject)
{
	struct ccs_preferences preferences = ns->defaults;
	const int err = ccs_preference_block_parse(true, name, *value, &preferences,
					reject);

	if (!err)
		store(&ns->defaults, &preferences);
	return err;
}

static int parse_profile(struct ccs_policy *policy, struct line *line)
{
	const struct ccs_profile *profile;
	struct change change = {};
	struct ccs_span digits;
	u64 number;
	int err;

	ccs_span_split(&line->key, '-', &digits);
	if (!ccs_decimal_parse(&digits, CCS_PROFILE_COUNT - 1, &number))
		return ccs_reject(line->reject, &digits,
				  "not a profile number: they go from 0 to 255");
	line->number = number;
	profile = line->ns->profiles[number] ?: &initial;
	change.preference = profile->preference;
	err = parse_change(line, &change);
	return err ?: apply(policy, line, &change);
}

/**
 * ccs_profile_line - take one line for profiles (policy-language 12)
 * @policy: the policy
 * @ns: the namespace that it is about
 * @line: the normalised line behind the namespace
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_profile_line(struct ccs_policy *policy, struct ccs_ns *ns,
		     const struct ccs_span *line, struct ccs_reject *reject)
{
	struct line part = {
		.ns = ns,
		.dialects = policy->dialects,
		.value = *line,
		.reject = reject,
	};
	struct ccs_span block;

	ccs_span_split(&part.value, '=', &part.key);
	if (part.key.text + part.key.len == line->text + line->len)
		return ccs_reject(reject, &part.key, "a profile line needs =");
	if (ccs_span_is(&part.key, "PROFILE_VERSION"))
		return parse_version(ns, &part.value, reject);
	block = part.key;
	if (part.dialects & CCS_DIALECT_17 &&
	    ccs_span_eat(&block, "PREFERENCE::"))
		return parse_common(ns, &block, &part.value, reject);
	return parse_profile(policy, &part);
}
