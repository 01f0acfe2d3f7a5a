// SPDX-License-Identifier: GPL-2.0-only
/*
 * Legality of domainnames and of what may stand in their place
 */

#include "env.h"
#include "limits.h"
#include "word.h"

/* A reason below says this number. */
static_assert(CCS_DOMAINNAME_MAX == 4086);

static const char *namespace_why(const struct ccs_span *word, u8 dialect)
{
	struct ccs_span inner;

	if (dialect == CCS_DIALECT_17)
		return ccs_span_is(word, "<kernel>") ? NULL :
		       "a domainname starts with <kernel>";
	if (word->len < 3 || word->text[0] != '<' ||
	    word->text[word->len - 1] != '>')
		return "a domainname starts with a namespace such as <kernel>";
	inner.text = word->text + 1;
	inner.len = word->len - 2;
	return ccs_word_why(&inner, dialect);
}

static const char *component_why(const struct ccs_span *word, u8 dialect)
{
	const char *const why = ccs_path_why(word, dialect);

	if (why)
		return why;
	return dialect == CCS_DIALECT_17 && ccs_word_patterned(word) ?
	       "wildcards are not possible here" : NULL;
}

/* Moves behind a domainname and leaves its length; or says what is wrong. */
static const char *skip(struct ccs_span *rest, size_t *len, u8 dialect)
{
	const char *const start = rest->text;
	struct ccs_span word;
	const char *why;

	ccs_span_word(rest, &word);
	why = namespace_why(&word, dialect);
	while (!why && rest->len && rest->text[0] == '/') {
		ccs_span_word(rest, &word);
		why = component_why(&word, dialect);
	}
	*len = word.text + word.len - start;
	if (!why && *len >= CCS_DOMAINNAME_MAX)
		return "a domainname has fewer than 4086 bytes";
	return why;
}

/**
 * ccs_namespace_ok - is this the name of a policy namespace?
 * @word: the word, with its angle brackets
 *
 * Return: true if it is.
 */
bool ccs_namespace_ok(const struct ccs_span *word)
{
	return !namespace_why(word, CCS_DIALECT_18);
}

/**
 * ccs_domainname_take_in - take a domainname from the start of a line
 * @rest: moved behind the name; left alone if there is none
 * @name: the name: a namespace and every following word that starts with a
 *	slash (policy-language 3.6)
 * @dialect: CCS_DIALECT_18, or CCS_DIALECT_17 for one namespace and no wildcards
 *
 * Return: false if the line does not start with a legal domainname.
 */
bool ccs_domainname_take_in(struct ccs_span *rest, struct ccs_span *name,
			    u8 dialect)
{
	struct ccs_span ahead = *rest;
	size_t len;

	if (skip(&ahead, &len, dialect))
		return false;
	*name = (struct ccs_span){ .text = rest->text, .len = len };
	*rest = ahead;
	return true;
}

/**
 * ccs_domainname_why - is this a domainname? (policy-language 3.4, 3.5)
 * @name: the whole name
 * @dialect: CCS_DIALECT_18 or CCS_DIALECT_17
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_domainname_why(const struct ccs_span *name, u8 dialect)
{
	struct ccs_span rest = *name;
	size_t len;
	const char *const why = skip(&rest, &len, dialect);

	if (why || len == name->len)
		return why;
	return "every word behind the namespace starts with a slash";
}

/**
 * ccs_domainname_last - the last word of a domainname
 * @name: a legal domainname
 *
 * Return: the last component, or the namespace if there is none.
 */
struct ccs_span ccs_domainname_last(const struct ccs_span *name)
{
	struct ccs_span last = { .text = name->text + name->len };

	while (last.text > name->text && last.text[-1] != ' ')
		last.text--;
	last.len = name->text + name->len - last.text;
	return last;
}

/* A line about a domain is judged as such, another one as about a program. */
static bool means_domain(const struct ccs_span *text)
{
	return text->len && (text->text[0] == '<' ||
			     memchr(text->text, ' ', text->len));
}

/**
 * ccs_manager_why - may this stand in the node ``manager``?
 * @text: the line: a program or a domainname (policy-language 13)
 * @dialect: CCS_DIALECT_18, where a program is any legal word, since programs
 *	may lie on file systems that are named otherwise; or CCS_DIALECT_17
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_manager_why(const struct ccs_span *text, u8 dialect)
{
	const char *const domain = ccs_domainname_why(text, dialect);
	const char *const program = dialect == CCS_DIALECT_17 ?
				    ccs_plain_path_why(text, dialect) :
				    ccs_word_why(text, dialect);

	if (!domain || !program)
		return NULL;
	return means_domain(text) ? domain : program;
}

/**
 * ccs_program_why - may this be the program of a transition? (11.1, 11.2)
 * @word: the word in front of ``from``
 * @dialect: CCS_DIALECT_18, where it may be ``any``, or CCS_DIALECT_17
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_program_why(const struct ccs_span *word, u8 dialect)
{
	if (dialect == CCS_DIALECT_17)
		return ccs_plain_path_why(word, dialect);
	return ccs_span_is(word, "any") ? NULL : ccs_path_why(word, dialect);
}

/**
 * ccs_from_why - may this be the domain of a transition? (11.1, 11.2)
 * @text: all that stands behind ``from``, or behind ``keep_domain`` alone: a
 *	domainname or the last word of one
 * @dialect: CCS_DIALECT_18, where it may be ``any``, or CCS_DIALECT_17
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_from_why(const struct ccs_span *text, u8 dialect)
{
	if (means_domain(text))
		return ccs_domainname_why(text, dialect);
	if (dialect != CCS_DIALECT_17 && ccs_span_is(text, "any"))
		return NULL;
	return component_why(text, dialect);
}
