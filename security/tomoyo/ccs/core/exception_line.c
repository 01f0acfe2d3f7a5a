// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines of the exception policy
 */

#include "acl_group.h"
#include "env.h"
#include "exception_text.h"
#include "namespace.h"
#include "operand.h"
#include "transition.h"
#include "word.h"

/**
 * struct directive_line - a line whose directive is known
 * @parse: the line's context
 * @line: all of it
 * @operands: what follows the directive
 * @which: more about the directive, see &struct directive
 * @remove: the line was a ``delete``
 */
struct directive_line {
	struct ccs_parse parse;
	struct ccs_span line;
	struct ccs_span operands;
	u8 which;
	bool remove;
};

/**
 * struct directive - what a line may begin with
 * @keyword: the word
 * @dialects: which know it
 * @which: an enum of the object at hand, for @take
 * @take: read the operands and do it
 */
struct directive {
	const char *keyword;
	u8 dialects;
	u8 which;
	int (*take)(struct directive_line *line);
};

static int refuse(const struct directive_line *line,
		  const struct ccs_span *word, const char *why)
{
	return ccs_reject(line->parse.reject, word, why);
}

static int take_transition(struct directive_line *line)
{
	return ccs_transition_line(&line->parse, line->which, &line->operands,
				   line->remove);
}

static int take_group(struct directive_line *line)
{
	return ccs_group_line(line->parse.policy, line->parse.ns, line->which,
			      line->operands, line->remove,
			      line->parse.reject);
}

static int take_acl_group(struct directive_line *line)
{
	return ccs_acl_group_line(&line->parse, &line->operands, line->remove);
}

/* Takes the operand that must be the last one. */
static int take_last(const struct directive_line *line, struct ccs_span *rest,
		     struct ccs_span *word, const char *missing)
{
	if (!ccs_span_word(rest, word))
		return refuse(line, word, missing);
	return rest->len ? refuse(line, rest, "nothing may follow here") : 0;
}

/* What every domain may read, and variables that every program may get. */
static int take_global(struct directive_line *line)
{
	const bool is_env = line->which == CCS_ACL_ENV;
	struct ccs_span rest = line->operands, word;
	int err;

	err = take_last(line, &rest, &word, is_env ? "a variable is missing" :
						     "a pathname is missing");
	if (err)
		return err;
	if (is_env && memchr(word.text, '=', word.len))
		return refuse(line, &word,
			      "the name of a variable contains no =");
	if (!is_env && (*word.text != '/' || word.text[word.len - 1] == '/'))
		return refuse(line, &word,
			      "a file's pathname starts with a slash and does not end with one");
	return ccs_acl_line(&line->parse, &line->parse.ns->globals,
			    &line->line, line->remove);
}

/* An entry that is found by a name; @second may have been read, too. */
static int change_named(struct directive_line *line,
			enum ccs_exception_kind kind,
			const struct ccs_span *first,
			const struct ccs_span *second)
{
	struct ccs_names *const names = &line->parse.policy->names;
	struct ccs_exception key = {};

	key.first = ccs_pathname_get(&line->parse, first);
	key.second = second ? ccs_name_get(names, second) : NULL;
	if (!key.first || (second && !key.second)) {
		ccs_name_put(names, key.first);
		ccs_name_put(names, key.second);
		return -ENOMEM;
	}
	key.item.salt = kind;
	key.item.kind = CCS_KEY_NAME;
	key.item.key = key.first;
	return ccs_exception_change(&line->parse, &key, line->remove);
}

static const char *original_why(const struct ccs_span *word, u8 dialect)
{
	const char *const why = ccs_word_why(word, dialect);

	if (why || dialect == CCS_DIALECT_18)
		return why;
	if (*word->text != '/')
		return "does not start with a slash";
	return word->text[word->len - 1] == '/' ? "a directory" : NULL;
}

static const char *target_why(const struct ccs_span *word, u8 dialect)
{
	const char *const why = ccs_path_why(word, dialect);

	if (why)
		return why;
	if (ccs_word_patterned(word))
		return "wildcards are not possible here";
	return dialect == CCS_DIALECT_17 ? ccs_plain_path_why(word, dialect) :
					   NULL;
}

static int take_aggregator(struct directive_line *line)
{
	struct ccs_span rest = line->operands, original, target;
	const char *why;
	int err;

	if (!ccs_span_word(&rest, &original))
		return refuse(line, &original, "a program is missing");
	why = original_why(&original, line->parse.dialect);
	if (why)
		return refuse(line, &original, why);
	err = take_last(line, &rest, &target,
			"the name for the program is missing");
	if (err)
		return err;
	why = target_why(&target, line->parse.dialect);
	if (why)
		return refuse(line, &target, why);
	return change_named(line, CCS_EXCEPTION_AGGREGATOR, &original,
			    &target);
}

/* file_pattern and deny_rewrite: one pattern, which no group can replace. */
static int take_pattern(struct directive_line *line)
{
	struct ccs_span rest = line->operands, word;
	const char *why;
	int err;

	err = take_last(line, &rest, &word, "a pattern is missing");
	if (err)
		return err;
	if (*word.text == '@')
		return refuse(line, &word, "groups are not possible here");
	why = ccs_word_why(&word, line->parse.dialect);
	if (why)
		return refuse(line, &word, why);
	if (line->which == CCS_EXCEPTION_FILE_PATTERN &&
	    !ccs_word_patterned(&word))
		return refuse(line, &word,
			      "without a wildcard this stands for itself");
	return change_named(line, line->which, &word, NULL);
}

static int take_ports(struct directive_line *line)
{
	const enum ccs_number_use use = line->parse.dialect == CCS_DIALECT_17 ?
					CCS_USE_AUTOBIND_17 :
					CCS_USE_AUTOBIND_18;
	struct ccs_span rest = line->operands, word;
	struct ccs_exception key = {};
	const char *why = NULL;
	int err;

	err = take_last(line, &rest, &word, "a port is missing");
	if (err)
		return err;
	if (!ccs_range_parse_as(&word, use, &key.ports, &why))
		return refuse(line, &word, why);
	key.item.salt = CCS_EXCEPTION_DENY_AUTOBIND;
	return ccs_exception_change(&line->parse, &key, line->remove);
}

static const struct directive directives[] = {
#define X(id, keyword, dialects) \
	{ keyword, dialects, CCS_TRANSITION_##id, take_transition },
	CCS_TRANSITIONS(X)
#undef X
	{ "aggregator", CCS_DIALECTS, 0, take_aggregator },
	{ "deny_autobind", CCS_DIALECTS, 0, take_ports },
	{ "path_group", CCS_DIALECTS, CCS_GROUP_PATH, take_group },
	{ "number_group", CCS_DIALECTS, CCS_GROUP_NUMBER, take_group },
	{ "address_group", CCS_DIALECTS, CCS_GROUP_ADDRESS, take_group },
	{ "acl_group", CCS_DIALECT_18, 0, take_acl_group },
	{ "allow_read", CCS_DIALECT_17, CCS_ACL_PATH, take_global },
	{ "allow_env", CCS_DIALECT_17, CCS_ACL_ENV, take_global },
	{ "file_pattern", CCS_DIALECT_17, CCS_EXCEPTION_FILE_PATTERN,
	  take_pattern },
	{ "deny_rewrite", CCS_DIALECT_17, CCS_EXCEPTION_DENY_REWRITE,
	  take_pattern },
};

static const struct directive *find_directive(const struct ccs_span *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(directives); i++)
		if (ccs_span_is(word, directives[i].keyword))
			return &directives[i];
	return NULL;
}

/* Why nothing begins with this; old words name what replaced them. */
static const char *unknown_why(const struct ccs_span *word)
{
	static const struct {
		const char *keyword;
		const char *why;
	} hints[] = {
		{ "alias",
		  "removed in 1.7: a link is checked under its own name; see exec.realpath=" },
		{ "allow_argv0",
		  "removed in 1.7: use the condition exec.argv[0]= on the execute line" },
		{ "allow_mount",
		  "the system policy was removed in 1.7: use file mount in domain policy" },
		{ "deny_unmount",
		  "the system policy was removed in 1.7: use file unmount in domain policy" },
		{ "allow_chroot",
		  "the system policy was removed in 1.7: use file chroot in domain policy" },
		{ "allow_pivot_root",
		  "the system policy was removed in 1.7: use file pivot_root in domain policy" },
		{ "delete",
		  "delete comes first, before the namespace, and once" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hints); i++)
		if (ccs_span_is(word, hints[i].keyword))
			return hints[i].why;
	return "unknown directive";
}

/* A line is read as 1.8, and if that refuses it as 1.7 (15.1). */
static int take_line(const struct directive *directive,
		     struct directive_line *line)
{
	static const u8 dialects[] = { CCS_DIALECT_18, CCS_DIALECT_17 };
	const u8 known = directive->dialects & line->parse.policy->dialects;
	int err = -EINVAL;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dialects) && err == -EINVAL; i++) {
		if (!(known & dialects[i]))
			continue;
		line->parse.dialect = dialects[i];
		err = directive->take(line);
	}
	return err;
}

/**
 * ccs_exception_line - take one line of exception policy
 * @policy: the policy
 * @ns: the namespace it is about
 * @line: the normalised line behind ``delete`` and namespace
 *	(policy-language 11)
 * @remove: the line was a ``delete``
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_exception_line(struct ccs_policy *policy, struct ccs_ns *ns,
		       const struct ccs_span *line, bool remove,
		       struct ccs_reject *reject)
{
	struct directive_line entry = {
		.parse = { .policy = policy, .ns = ns, .reject = reject },
		.line = *line,
		.operands = *line,
		.remove = remove,
	};
	const struct directive *directive;
	struct ccs_span word;

	ccs_span_word(&entry.operands, &word);
	directive = find_directive(&word);
	if (!directive)
		return refuse(&entry, &word, unknown_why(&word));
	if (!(directive->dialects & policy->dialects))
		return refuse(&entry, &word,
			      "this directive belongs to another dialect");
	entry.which = directive->which;
	return take_line(directive, &entry);
}
