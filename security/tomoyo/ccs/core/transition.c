// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domain transition control: its lines
 */

#include "env.h"
#include "namespace.h"
#include "transition.h"
#include "transition_key.h"
#include "word.h"

static const char *const names[CCS_TRANSITION_COUNT] = {
#define X(id, keyword, dialects) [CCS_TRANSITION_##id] = keyword,
	CCS_TRANSITIONS(X)
#undef X
};

static bool is_keep(enum ccs_transition_kind kind)
{
	return kind == CCS_TRANSITION_KEEP || kind == CCS_TRANSITION_NO_KEEP;
}

/* Finds `` from `` in a line; returns false if it is not there. */
static bool split_from(struct ccs_span *line, struct ccs_span *before)
{
	struct ccs_span rest = *line, word;

	while (ccs_span_word(&rest, &word)) {
		if (!ccs_span_is(&word, "from"))
			continue;
		before->text = line->text;
		before->len = word.text > line->text ?
			      word.text - line->text - 1 : 0;
		*line = rest;
		return true;
	}
	return false;
}

/* Without `` from `` one side is not written, which stands for any. */
static void split_operands(enum ccs_transition_kind kind,
			   const struct ccs_span *operands,
			   struct ccs_span *program, struct ccs_span *domain)
{
	const struct ccs_span absent = {};

	*domain = *operands;
	if (split_from(domain, program))
		return;
	*program = is_keep(kind) ? absent : *operands;
	*domain = is_keep(kind) ? *operands : absent;
}

/* 1.7 does not know the word. */
static bool is_any(const struct ccs_parse *parse, const struct ccs_span *text)
{
	return !text->text || (parse->dialect == CCS_DIALECT_18 &&
			       ccs_span_is(text, "any"));
}

/* What @why says about an operand, unless that is any. */
static int check(const struct ccs_parse *parse, const struct ccs_span *text,
		 const char *(*why)(const struct ccs_span *text, u8 dialect))
{
	const char *const reason = is_any(parse, text) ?
				   NULL : why(text, parse->dialect);

	return reason ? ccs_reject(parse->reject, text, reason) : 0;
}

static int get_operand(const struct ccs_parse *parse,
		       const struct ccs_span *text, struct ccs_name **name)
{
	if (is_any(parse, text))
		return 0;
	*name = ccs_name_get(&parse->policy->names, text);
	return *name ? 0 : -ENOMEM;
}

static int parse_operands(const struct ccs_parse *parse,
			  enum ccs_transition_kind kind,
			  const struct ccs_span *operands,
			  struct ccs_exception *key)
{
	struct ccs_span program, domain;

	split_operands(kind, operands, &program, &domain);
	return check(parse, &program, ccs_program_why) ?:
	       check(parse, &domain, ccs_from_why) ?:
	       get_operand(parse, &program, &key->first) ?:
	       get_operand(parse, &domain, &key->second);
}

/**
 * ccs_transition_line - take one domain transition control line
 * @parse: the line
 * @kind: what its first word was
 * @operands: what follows (policy-language 11)
 * @remove: the line was a ``delete``
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_transition_line(const struct ccs_parse *parse,
			enum ccs_transition_kind kind,
			const struct ccs_span *operands, bool remove)
{
	struct ccs_exception key = {};
	const int err = parse_operands(parse, kind, operands, &key);

	if (err) {
		ccs_name_put(&parse->policy->names, key.first);
		ccs_name_put(&parse->policy->names, key.second);
		return err;
	}
	key.item.salt = CCS_EXCEPTION_TRANSITION;
	key.item.perm = kind;
	key.item.kind = CCS_KEY_REF;
	key.item.hash = ccs_transition_key(key.first ? key.first->hash : 0,
					   key.second ? key.second->hash : 0);
	return ccs_exception_change(parse, &key, remove);
}

/**
 * ccs_transition_print - print an entry in canonical form
 * @emit: the writer
 * @entry: the entry
 */
void ccs_transition_print(struct ccs_emit *emit,
			  const struct ccs_exception *entry)
{
	ccs_emit(emit, "%s %s from %s", names[entry->item.perm],
		 entry->first ? entry->first->text : "any",
		 entry->second ? entry->second->text : "any");
}
