// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rules that turn names into patterns
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "operands.h"
#include "rewrite.h"
#include "source.h"

static const char *const targets[] = { "domain", "acl", NULL };

static bool is_head(const char *old)
{
	const size_t len = strlen(old);

	return ccs_match_word(old) && old[len - 1] == '/';
}

static bool is_tail(const char *old)
{
	return ccs_match_word(old) && *old == '/';
}

/* Adds @len bytes of what stays, the new text, and the rest that stays. */
static void replace(const struct ccs_rewrite *rule, const char *head,
		    size_t head_len, const char *tail, struct ccs_strbuf *out)
{
	ccs_strbuf_add(out, head, head_len);
	ccs_strbuf_puts(out, rule->new);
	ccs_strbuf_puts(out, tail);
}

static bool try_path(const struct ccs_rewrite *rule, const char *word,
		     struct ccs_strbuf *out)
{
	if (!ccs_match_name(rule->pattern, word, strlen(word)))
		return false;
	replace(rule, "", 0, "", out);
	return true;
}

/* The longest beginning that ends in / and matches. */
static bool try_head(const struct ccs_rewrite *rule, const char *word,
		     struct ccs_strbuf *out)
{
	size_t len;

	for (len = strlen(word); len; len--) {
		if (word[len - 1] != '/' ||
		    !ccs_match_name(rule->pattern, word, len))
			continue;
		replace(rule, "", 0, word + len, out);
		return true;
	}
	return false;
}

/* The first / from which all that follows matches. */
static bool try_tail(const struct ccs_rewrite *rule, const char *word,
		     struct ccs_strbuf *out)
{
	const char *at = word;

	for (; (at = strchr(at, '/')); at++) {
		if (!ccs_match_name(rule->pattern, at, strlen(at)))
			continue;
		replace(rule, word, at - word, "", out);
		return true;
	}
	return false;
}

static bool try_number(const struct ccs_rewrite *rule, const char *word,
		       struct ccs_strbuf *out)
{
	if (!ccs_match_number(rule->old, word))
		return false;
	replace(rule, "", 0, "", out);
	return true;
}

static bool try_address(const struct ccs_rewrite *rule, const char *word,
			struct ccs_strbuf *out)
{
	if (!ccs_match_address(rule->old, word))
		return false;
	replace(rule, "", 0, "", out);
	return true;
}

static const struct {
	const char *name;
	char operand;
	bool (*ok)(const char *old);
	bool (*try)(const struct ccs_rewrite *rule, const char *word,
		    struct ccs_strbuf *out);
	const char *why;
} kinds[] = {
	{ "path_pattern", 'p', ccs_match_word, try_path,
	  "not a legal word" },
	{ "head_pattern", 'p', is_head, try_head,
	  "the old text of a head_pattern ends in /" },
	{ "tail_pattern", 'p', is_tail, try_tail,
	  "the old text of a tail_pattern begins with /" },
	{ "number_pattern", 'n', ccs_match_is_number, try_number,
	  "not a number or a range of numbers" },
	{ "address_pattern", 'a', ccs_match_is_address, try_address,
	  "not an address or a range of addresses" },
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static const char *read_words(struct ccs_rewrite *rule, char *text)
{
	const char *const kind = strsep(&text, " ");
	const char *const old = strsep(&text, " ");
	const char *const new = strsep(&text, " ");

	while (rule->kind < KIND_COUNT && strcmp(kind, kinds[rule->kind].name))
		rule->kind++;
	if (rule->kind == KIND_COUNT)
		return "rewrite takes path_, head_, tail_, number_ or address_pattern";
	if (!old)
		return "rewrite needs a pattern";
	if (!kinds[rule->kind].ok(old))
		return kinds[rule->kind].why;
	if (text || (new && !ccs_match_word(new)))
		return "not one legal word to replace it by";
	rule->old = ccs_strdup(old);
	rule->new = ccs_strdup(new ? new : old);
	if (kinds[rule->kind].operand == 'p')
		rule->pattern = ccs_match_new(old);
	return NULL;
}

static const char *add(struct ccs_rule_tests *tests, const char *text,
		       unsigned int number, void *data)
{
	struct ccs_rewrites *const rules = data;
	struct ccs_rewrite rule = { .tests = *tests, .number = number };
	char *const copy = ccs_strdup(text);
	const char *const why = read_words(&rule, copy);

	free(copy);
	if (why)
		return why;
	rules->rule = ccs_realloc(rules->rule, (rules->count + 1) *
					       sizeof(rule));
	rules->rule[rules->count++] = rule;
	*tests = (struct ccs_rule_tests){};
	return NULL;
}

/**
 * ccs_rewrites_read - read rules
 * @rules: gets them
 * @lines: where they are; not closed
 *
 * Lines that make no sense are reported.
 *
 * Return: 0, or -EINVAL if there was one.
 */
int ccs_rewrites_read(struct ccs_rewrites *rules, struct ccs_lines *lines)
{
	return ccs_rules_read(lines, targets, "rewrite", add, rules);
}

/* Is this a word that rules are about? */
static bool is_free(char operand, const char *word)
{
	if (*word == '@')
		return false;
	return operand != 'p' ||
	       (ccs_match_word(word) && !ccs_match_patterned(word));
}

static bool rewrite_word(struct ccs_rewrites *rules, char operand,
			 const char *word, const char *const *texts,
			 struct ccs_strbuf *out)
{
	size_t i;

	if (!is_free(operand, word))
		return false;
	for (i = 0; i < rules->count; i++) {
		struct ccs_rewrite *const rule = &rules->rule[i];

		if (kinds[rule->kind].operand != operand ||
		    !ccs_rule_holds(&rule->tests, texts) ||
		    !kinds[rule->kind].try(rule, word, out))
			continue;
		rule->used++;
		return true;
	}
	return false;
}

/**
 * ccs_rewrites_apply - rewrite a line
 * @rules: the rules; they count how often they were used
 * @domain: name of its domain, empty for none
 * @line: the normalised line, with one operation
 * @out: gets the result
 */
void ccs_rewrites_apply(struct ccs_rewrites *rules, const char *domain,
			const char *line, struct ccs_strbuf *out)
{
	const char *const texts[] = { domain, line };
	const char *word;
	const char *kind = ccs_operands(line, &word);

	ccs_strbuf_add(out, line, word - line);
	for (; *kind && *word; kind++) {
		const size_t len = strcspn(word, " ");
		char *const copy = ccs_format("%.*s", (int)len, word);

		if (!rewrite_word(rules, *kind, copy, texts, out))
			ccs_strbuf_add(out, word, len);
		free(copy);
		word += len;
		if (*word)
			ccs_strbuf_add(out, word++, 1);
	}
	ccs_strbuf_puts(out, word);
}

/**
 * ccs_rewrites_try - read a file of rules, if there is one
 * @rules: gets them
 * @path: the file
 */
void ccs_rewrites_try(struct ccs_rewrites *rules, const char *path)
{
	struct ccs_source source;

	if (access(path, R_OK) || ccs_source_open(&source, path, NULL))
		return;
	ccs_rewrites_read(rules, &source.lines);
	ccs_source_close(&source);
}

/**
 * ccs_rewrites_free - drop rules
 * @rules: the rules; empty afterwards
 */
void ccs_rewrites_free(struct ccs_rewrites *rules)
{
	size_t i;

	for (i = 0; i < rules->count; i++) {
		struct ccs_rewrite *const rule = &rules->rule[i];

		ccs_rule_free(&rule->tests);
		if (rule->pattern)
			ccs_match_free(rule->pattern);
		free(rule->old);
		free(rule->new);
	}
	free(rules->rule);
	*rules = (struct ccs_rewrites){};
}
