// SPDX-License-Identifier: GPL-2.0-only
/*
 * Legality of words
 */

#include "env.h"
#include "escape.h"
#include "limits.h"
#include "word.h"

/**
 * struct scan - a walk over one word
 * @word: the word
 * @pos: offset of the next character
 * @brace: between ``\{`` and ``\}``
 * @budget: repeating wildcards and brace ends still allowed
 */
struct scan {
	const struct ccs_span *word;
	size_t pos;
	bool brace;
	int budget;
};

static char byte_at(const struct scan *scan, size_t pos)
{
	return pos < scan->word->len ? scan->word->text[pos] : '\0';
}

static bool brace_ok(struct scan *scan, char which)
{
	const bool opens = which == '{';

	if (scan->brace == opens)
		return false;
	scan->brace = opens;
	if (opens)
		return scan->pos && byte_at(scan, scan->pos - 1) == '/';
	return byte_at(scan, scan->pos + 2) == '/';
}

/* Steps over one wildcard, the only escapes that ccs_char_len() leaves. */
static bool wildcard_ok(struct scan *scan)
{
	const char which = byte_at(scan, scan->pos + 1);

	if (!which)
		return false;
	if (which == '{' || which == '}') {
		if (!brace_ok(scan, which))
			return false;
		scan->budget--;
	} else if (strchr("*@$XA", which)) {
		scan->budget--;
	} else if (!strchr("+?xa-", which)) {
		return false;
	}
	scan->pos += 2;
	return scan->budget >= 0;
}

static bool char_ok(struct scan *scan)
{
	const char *const at = scan->word->text + scan->pos;
	const size_t n = ccs_char_len(at, scan->word->len - scan->pos);
	char raw[4];

	if (!n)
		return *at == '\\' && wildcard_ok(scan);
	if (n == 4 && ccs_decode(raw, at, n) != 1)
		return false;
	if (*at <= ' ' || *at >= 0x7f || (*at == '/' && scan->brace))
		return false;
	scan->pos += n;
	return true;
}

/**
 * ccs_word_ok - is this a legal word? (policy-language 3.1)
 * @word: the word
 *
 * Return: true if it is.
 */
bool ccs_word_ok(const struct ccs_span *word)
{
	struct scan scan = { .word = word, .budget = CCS_WILDCARD_MAX };

	while (scan.pos < word->len)
		if (!char_ok(&scan))
			return false;
	return word->len && !scan.brace;
}

/**
 * ccs_path_ok - is this a legal path? (policy-language 3.3)
 * @word: the word
 *
 * Return: true if it is a legal word that starts with a slash.
 */
bool ccs_path_ok(const struct ccs_span *word)
{
	return word->len && word->text[0] == '/' && ccs_word_ok(word);
}

/**
 * ccs_namespace_ok - is this the name of a policy namespace?
 * @word: the word, with its angle brackets
 *
 * Return: true if it is.
 */
bool ccs_namespace_ok(const struct ccs_span *word)
{
	struct ccs_span inner;

	if (word->len < 3 || word->text[0] != '<' ||
	    word->text[word->len - 1] != '>')
		return false;
	inner.text = word->text + 1;
	inner.len = word->len - 2;
	return ccs_word_ok(&inner);
}

/**
 * ccs_domainname_take - take a domainname from the start of a line
 * @rest: moved behind the name; left alone if there is none
 * @name: the name: a namespace and every following word that starts with a
 *	slash (policy-language 3.6)
 *
 * Return: false if the line does not start with a legal domainname.
 */
bool ccs_domainname_take(struct ccs_span *rest, struct ccs_span *name)
{
	struct ccs_span ahead = *rest, word;
	size_t len;

	if (!ccs_span_word(&ahead, &word) || !ccs_namespace_ok(&word))
		return false;
	len = word.len;
	while (ahead.len && ahead.text[0] == '/') {
		ccs_span_word(&ahead, &word);
		if (!ccs_path_ok(&word))
			return false;
		len = word.text + word.len - rest->text;
	}
	if (len >= CCS_DOMAINNAME_MAX)
		return false;
	name->text = rest->text;
	name->len = len;
	*rest = ahead;
	return true;
}

/**
 * ccs_domainname_ok - is this a legal domainname? (policy-language 3.4)
 * @name: the whole name
 *
 * Return: true if it is.
 */
bool ccs_domainname_ok(const struct ccs_span *name)
{
	struct ccs_span rest = *name, taken;

	return ccs_domainname_take(&rest, &taken) && taken.len == name->len;
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
