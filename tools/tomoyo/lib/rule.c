// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions of rules about text
 */

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "rule.h"

static const char *const ops[] = { ".contains ", ".equals ", ".starts " };

/* Takes ``[INDEX]``, where there is one. */
static bool take_index(const char **rest, unsigned int *index)
{
	unsigned long value;
	char *end;

	*index = 0;
	if (**rest != '[')
		return true;
	if (!isdigit((unsigned char)(*rest)[1]))
		return false;
	value = strtoul(*rest + 1, &end, 10);
	if (*end != ']' || !value || value > 1000000)
		return false;
	*index = value;
	*rest = end + 1;
	return true;
}

static bool take_op(const char **rest, char *op)
{
	size_t i;

	for (i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
		const size_t len = strlen(ops[i]);

		if (strncmp(*rest, ops[i], len))
			continue;
		*op = ops[i][1];
		*rest += len;
		return true;
	}
	return false;
}

/* Which target a line is about; with ``[`` or ``.`` behind its name. */
static bool take_target(const char **rest, const char *const *targets,
			unsigned int *target)
{
	for (*target = 0; targets[*target]; ++*target) {
		const size_t len = strlen(targets[*target]);

		if (strncmp(*rest, targets[*target], len) ||
		    ((*rest)[len] != '[' && (*rest)[len] != '.'))
			continue;
		*rest += len;
		return true;
	}
	return false;
}

/**
 * ccs_rule_add - read a condition
 * @tests: gets it
 * @line: the normalised line: ``TARGET[INDEX].OP TEXT``, where ``[INDEX]`` may
 *	be missing and OP is contains, equals or starts
 * @targets: names of what a condition can be about, up to NULL
 *
 * Return: NULL, or what is wrong with the line.
 */
const char *ccs_rule_add(struct ccs_rule_tests *tests, const char *line,
			 const char *const *targets)
{
	struct ccs_rule_test test;

	if (!take_target(&line, targets, &test.target))
		return "neither a condition nor what ends a rule";
	if (!take_index(&line, &test.index))
		return "an index is a number from 1";
	if (!take_op(&line, &test.op))
		return "needs .contains, .equals or .starts and a text";
	if (!*line)
		return "needs a text";
	test.text = ccs_strdup(line);
	tests->test = ccs_realloc(tests->test, (tests->count + 1) *
					       sizeof(test));
	tests->test[tests->count++] = test;
	return NULL;
}

static bool ends_word(char c)
{
	return !c || c == ' ';
}

static bool contains_words(const char *text, const char *words)
{
	const size_t len = strlen(words);
	const char *at = text;

	for (; (at = strstr(at, words)); at++)
		if ((at == text || at[-1] == ' ') && ends_word(at[len]))
			return true;
	return false;
}

static bool holds_line(const struct ccs_rule_test *test, const char *text)
{
	const size_t len = strlen(test->text);

	if (test->op == 'e')
		return !strcmp(text, test->text);
	if (test->op == 's')
		return !strncmp(text, test->text, len) && ends_word(text[len]);
	return contains_words(text, test->text);
}

static bool holds_word(const struct ccs_rule_test *test, const char *text)
{
	const size_t want = strlen(test->text);
	unsigned int left = test->index;
	size_t len;

	while (--left) {
		text += strcspn(text, " ");
		if (!*text)
			return false;
		text++;
	}
	len = strcspn(text, " ");
	if (!len)
		return false;
	if (test->op == 'e')
		return len == want && !memcmp(text, test->text, len);
	if (test->op == 's')
		return len >= want && !memcmp(text, test->text, want);
	return memmem(text, len, test->text, want);
}

/**
 * ccs_rule_holds - do all conditions hold?
 * @tests: the conditions; none hold always
 * @texts: what each target is, as ccs_rule_add() had them
 *
 * Return: true if they do.
 */
bool ccs_rule_holds(const struct ccs_rule_tests *tests,
		    const char *const *texts)
{
	size_t i;

	for (i = 0; i < tests->count; i++) {
		const struct ccs_rule_test *const test = &tests->test[i];
		const char *const text = texts[test->target];

		if (!(test->index ? holds_word(test, text) :
				    holds_line(test, text)))
			return false;
	}
	return true;
}

/**
 * struct reader - what rules are read with
 * @targets: names of what a condition can be about, up to NULL
 * @keyword: what the last line of a rule begins with
 * @end: called with the end of each rule
 * @setting: called with each other line, or NULL
 * @data: passed to both
 * @tests: conditions of the rule that is not at its end
 */
struct reader {
	const char *const *targets;
	const char *keyword;
	ccs_rule_end end;
	ccs_rule_setting setting;
	void *data;
	struct ccs_rule_tests tests;
};

static const char *read_line(struct reader *reader, const char *text,
			     unsigned int number)
{
	const size_t len = strlen(reader->keyword);
	const char *why = NULL;
	bool taken = false;

	if (!strncmp(text, reader->keyword, len) && text[len] == ' ')
		return reader->end(&reader->tests, text + len + 1, number,
				   reader->data);
	if (reader->setting)
		why = reader->setting(text, &taken, reader->data);
	return taken ? why : ccs_rule_add(&reader->tests, text,
					  reader->targets);
}

/**
 * ccs_rules_read_with - read rules, and settings between them
 * @lines: where they are; not closed
 * @targets: names of what a condition can be about, up to NULL
 * @keyword: what the last line of a rule begins with
 * @end: called with the end of each rule
 * @setting: called with each line that ends no rule
 * @data: passed to both
 *
 * Lines that make no sense are reported.
 *
 * Return: 0, or -EINVAL if there was one.
 */
int ccs_rules_read_with(struct ccs_lines *lines, const char *const *targets,
			const char *keyword, ccs_rule_end end,
			ccs_rule_setting setting, void *data)
{
	struct reader reader = {
		.targets = targets, .keyword = keyword, .end = end,
		.setting = setting, .data = data,
	};
	int err = 0;

	while (ccs_lines_next(lines)) {
		const char *const why = read_line(&reader, lines->text,
						  lines->number);

		if (!why)
			continue;
		ccs_warn("%s:%u: %s: %s", lines->name, lines->number,
			 lines->text, why);
		err = -EINVAL;
	}
	if (reader.tests.count) {
		ccs_warn("%s:%u: conditions without a %s behind them",
			 lines->name, lines->number, keyword);
		err = -EINVAL;
	}
	ccs_rule_free(&reader.tests);
	return err;
}

/**
 * ccs_rules_read - read rules
 * @lines: where they are; not closed
 * @targets: names of what a condition can be about, up to NULL
 * @keyword: what the last line of a rule begins with
 * @end: called with the end of each rule
 * @data: passed to @end
 *
 * Lines that make no sense are reported.
 *
 * Return: 0, or -EINVAL if there was one.
 */
int ccs_rules_read(struct ccs_lines *lines, const char *const *targets,
		   const char *keyword, ccs_rule_end end, void *data)
{
	return ccs_rules_read_with(lines, targets, keyword, end, NULL, data);
}

/**
 * ccs_rule_free - drop conditions
 * @tests: the conditions; empty afterwards
 */
void ccs_rule_free(struct ccs_rule_tests *tests)
{
	size_t i;

	for (i = 0; i < tests->count; i++)
		free(tests->test[i].text);
	free(tests->test);
	*tests = (struct ccs_rule_tests){};
}
