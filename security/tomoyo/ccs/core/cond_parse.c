// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing of conditions
 */

#include "cond.h"
#include "env.h"
#include "limits.h"
#include "ops.h"
#include "policy.h"
#include "word.h"

/**
 * struct draft - a condition part, cut into its parts
 * @transit: an enum ccs_transit
 * @target: what @transit leads to, if it says so
 * @blocks: words that are blocks or options
 * @sets: assignments of the post-condition
 */
struct draft {
	u8 transit;
	struct ccs_span target;
	struct ccs_span blocks;
	struct ccs_span sets;
};

/**
 * struct option - a word that looks like a block and takes no part in matching
 * @name: its left side
 * @parse: reads the right side into the condition
 */
struct option {
	const char *name;
	int (*parse)(const struct ccs_parse *parse,
		     const struct ccs_span *right, struct ccs_cond *cond);
};

static int parse_grant_log(const struct ccs_parse *parse,
			   const struct ccs_span *right, struct ccs_cond *cond)
{
	if (cond->grant_log)
		return ccs_reject(parse->reject, right,
				  "grant_log= is given twice");
	if (ccs_span_is(right, "yes"))
		cond->grant_log = CCS_COND_LOG_YES;
	else if (ccs_span_is(right, "no"))
		cond->grant_log = CCS_COND_LOG_NO;
	else
		return ccs_reject(parse->reject, right,
				  "grant_log= is yes or no");
	return 0;
}

static int parse_automatic(const struct ccs_parse *parse,
			   const struct ccs_span *right, struct ccs_cond *cond)
{
	struct ccs_span word = *right;
	bool quoted = ccs_span_eat(&word, "\"") && word.len &&
		      word.text[word.len - 1] == '"';

	if (cond->automatic)
		return ccs_reject(parse->reject, right,
				  "auto_domain_transition= is given twice");
	if (cond->transit)
		return ccs_reject(parse->reject, right,
				  "a transition preference excludes auto_domain_transition=");
	word.len -= quoted;
	if (!quoted || (!ccs_path_ok(&word) && !ccs_namespace_ok(&word)))
		return ccs_reject(parse->reject, right,
				  "auto_domain_transition= needs a \"/path\" or \"<namespace>\"");
	cond->automatic = ccs_name_get(&parse->policy->names, &word);
	return cond->automatic ? 0 : -ENOMEM;
}

static const struct option options[] = {
	{ "grant_log", parse_grant_log },
	{ "auto_domain_transition", parse_automatic },
};

/* The option that a word of the 1.8 dialect is, and what follows its name. */
static const struct option *option_of(const struct ccs_span *word,
				      struct ccs_span *rest)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(options); i++) {
		if (!word->len || *word->text != *options[i].name)
			continue;
		*rest = *word;
		if (ccs_span_eat(rest, options[i].name) &&
		    (!rest->len || *rest->text == '=' || *rest->text == '!'))
			return &options[i];
	}
	return NULL;
}

static int parse_option(const struct ccs_parse *parse,
			const struct option *option, struct ccs_span rest,
			const struct ccs_span *word, struct ccs_cond *cond)
{
	if (!ccs_span_eat(&rest, "="))
		return ccs_reject(parse->reject, word,
				  "this can only be set, with =");
	return option->parse(parse, rest.len ? &rest : word, cond);
}

/*
 * Finds a transition preference: one of a few words, a path, or a domainname,
 * which reaches as far as a domainname can (policy-language 3.6, 8.7).
 */
static int take_transit(const struct ccs_parse *parse, struct ccs_span *rest,
			bool allowed, struct draft *draft)
{
	struct ccs_span ahead = *rest, word;
	const char *why;
	int which;

	if (!ccs_span_word(&ahead, &word))
		return 0;
	which = ccs_keyword_index(ccs_transit_names, CCS_TRANSIT_PATH, &word);
	if (*word.text == '/')
		which = CCS_TRANSIT_PATH;
	else if (*word.text == '<')
		which = CCS_TRANSIT_DOMAIN;
	if (which <= CCS_TRANSIT_NONE)
		return 0;
	if (!allowed)
		return ccs_reject(parse->reject, &word,
				  "a transition preference is for entries that only execute");
	draft->transit = which;
	if (which == CCS_TRANSIT_DOMAIN)
		return ccs_domainname_take(rest, &draft->target) ? 0 :
		       ccs_reject(parse->reject, &word,
				  "not a legal domainname");
	*rest = ahead;
	if (which != CCS_TRANSIT_PATH)
		return 0;
	draft->target = word;
	why = ccs_path_why(&word, CCS_DIALECT_18);
	return why ? ccs_reject(parse->reject, &word, why) : 0;
}

/* Takes the words before a ``;``. */
static void take_blocks(struct ccs_span *rest, struct ccs_span *blocks)
{
	struct ccs_span ahead = *rest, word;

	blocks->text = rest->text;
	while (ccs_span_word(&ahead, &word) && !ccs_span_is(&word, ";"))
		*rest = ahead;
	blocks->len = rest->text - blocks->text;
}

static int split_17(const struct ccs_parse *parse, struct ccs_span rest,
		    struct draft *draft)
{
	struct ccs_span word;

	if (ccs_span_keyword(&rest, "if")) {
		take_blocks(&rest, &draft->blocks);
		if (!draft->blocks.len)
			return ccs_reject(parse->reject, NULL,
					  "a condition is missing behind if");
	}
	if (!rest.len)
		return 0;
	ccs_span_word(&rest, &word);
	if (!ccs_span_is(&word, ";"))
		return ccs_reject(parse->reject, &word,
				  "a condition needs if before it");
	if (!ccs_span_keyword(&rest, "set"))
		return ccs_reject(parse->reject, &word,
				  "only set can follow this");
	draft->sets = rest;
	return 0;
}

static int split_18(const struct ccs_parse *parse, struct ccs_span rest,
		    bool transit_ok, struct draft *draft)
{
	const int err = take_transit(parse, &rest, transit_ok, draft);

	draft->blocks = rest;
	return err;
}

static u32 count_blocks(const struct ccs_parse *parse, struct ccs_span rest)
{
	const bool has_options = parse->dialect == CCS_DIALECT_18;
	struct ccs_span word, right;
	u32 count = 0;

	while (ccs_span_word(&rest, &word))
		count += !has_options || !option_of(&word, &right);
	return count;
}

static int fill_blocks(const struct ccs_parse *parse, struct ccs_span rest,
		       struct ccs_cond *cond)
{
	struct ccs_block *block = cond->blocks;
	struct ccs_span word, right;
	int err = 0;

	while (!err && ccs_span_word(&rest, &word)) {
		const struct option *option = NULL;

		if (parse->dialect == CCS_DIALECT_18)
			option = option_of(&word, &right);
		err = option ?
		      parse_option(parse, option, right, &word, cond) :
		      ccs_block_parse(parse, &word, block++);
	}
	return err;
}

/* Reads ``task.state[I]=V`` (policy-language 9.7). */
static int parse_set(const struct ccs_parse *parse,
		     const struct ccs_span *word, struct ccs_cond *cond)
{
	struct ccs_span right = *word, left;
	const char *why;
	u64 value;
	int which;

	ccs_span_split(&right, '=', &left);
	which = ccs_keyword_index(ccs_fact_names, CCS_FACT_COUNT, &left);
	if (which < 0 || !ccs_fact_is_state(which))
		return ccs_reject(parse->reject, word,
				  "only task.state[0] to task.state[2] can be set");
	if (!ccs_value_parse_as(&right, CCS_USE_STATE, &value, &why))
		return ccs_reject(parse->reject, right.len ? &right : word,
				  why);
	which -= CCS_FACT_TASK_STATE0;
	if (cond->state_mask & BIT(which))
		return ccs_reject(parse->reject, word,
				  "this byte of task.state is set twice");
	cond->state_mask |= BIT(which);
	cond->state[which] = value;
	return 0;
}

static int fill_sets(const struct ccs_parse *parse, struct ccs_span rest,
		     struct ccs_cond *cond)
{
	struct ccs_span word;
	int err = 0;

	while (!err && ccs_span_word(&rest, &word))
		err = parse_set(parse, &word, cond);
	return err;
}

static int fill(const struct ccs_parse *parse, const struct draft *draft,
		struct ccs_cond *cond)
{
	cond->transit = draft->transit;
	if (draft->target.len) {
		cond->target = ccs_name_get(&parse->policy->names,
					    &draft->target);
		if (!cond->target)
			return -ENOMEM;
	}
	return fill_blocks(parse, draft->blocks, cond) ?:
	       fill_sets(parse, draft->sets, cond);
}

static int build(const struct ccs_parse *parse, const struct draft *draft,
		 struct ccs_cond **result)
{
	const u32 count = count_blocks(parse, draft->blocks);
	struct ccs_policy *const policy = parse->policy;
	struct ccs_cond *cond;
	int err;

	if (count > CCS_COND_BLOCK_MAX)
		return ccs_reject(parse->reject, NULL, "too many conditions");
	cond = ccs_mem_zalloc(&policy->mem, struct_size(cond, blocks, count));
	if (!cond)
		return -ENOMEM;
	cond->count = count;
	err = fill(parse, draft, cond);
	if (err) {
		ccs_cond_put(policy, cond);
		return err;
	}
	*result = ccs_cond_intern(parse, cond);
	return 0;
}

/**
 * ccs_cond_parse - read the condition part of a line (policy-language 8.7, 9)
 * @parse: the line
 * @text: the rest of the line behind the operands
 * @transit_ok: a transition preference may stand here
 * @result: the condition, NULL if there is none; release it with
 *	ccs_cond_put(). Who has the same pointer has the same condition
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_cond_parse(const struct ccs_parse *parse, const struct ccs_span *text,
		   bool transit_ok, struct ccs_cond **result)
{
	struct draft draft = {};
	int err;

	*result = NULL;
	if (parse->dialect == CCS_DIALECT_17)
		err = split_17(parse, *text, &draft);
	else
		err = split_18(parse, *text, transit_ok, &draft);
	if (err)
		return err;
	/* A bare «; set» assigns nothing, so it is no condition either. */
	if (!draft.transit && !draft.blocks.len && !draft.sets.len)
		return 0;
	return build(parse, &draft, result);
}
