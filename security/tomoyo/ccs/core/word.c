// SPDX-License-Identifier: GPL-2.0-only
/*
 * Legality of words
 */

#include "env.h"
#include "escape.h"
#include "limits.h"
#include "swar.h"
#include "word.h"

/* The reasons below say these numbers in plain words. */
static_assert(CCS_WILDCARD_MAX == 20);
static_assert(CCS_REPEAT_MAX == 40);
static_assert(CCS_REPEAT_DIRECTORY_MAX == 16);

/* The budget of 1.8 stays within what the matcher can do. */
static_assert(CCS_WILDCARD_MAX <= CCS_REPEAT_MAX);
static_assert(CCS_WILDCARD_MAX / 2 <= CCS_REPEAT_DIRECTORY_MAX);

/**
 * struct scan - a walk over one word
 * @word: the word
 * @pos: offset of the next character
 * @dialect: whose rules apply
 * @brace: between ``\{`` and ``\}``
 * @repeats: repeating wildcards so far; in 1.7 those that the matcher may
 *	have open at once, which are the ones between two slashes or
 *	subtractions
 * @braces: ``\{`` and ``\}`` so far
 */
struct scan {
	const struct ccs_span *word;
	size_t pos;
	u8 dialect;
	bool brace;
	u32 repeats;
	u32 braces;
};

static char byte_at(const struct scan *scan, size_t pos)
{
	return pos < scan->word->len ? scan->word->text[pos] : '\0';
}

static const char *budget_why(const struct scan *scan)
{
	if (scan->dialect != CCS_DIALECT_17)
		return scan->repeats + scan->braces > CCS_WILDCARD_MAX ?
		       "more than 20 repeating wildcards and braces" : NULL;
	if (scan->repeats > CCS_REPEAT_MAX)
		return "more than 40 repeating wildcards in one component";
	return scan->braces > 2 * CCS_REPEAT_DIRECTORY_MAX ?
	       "more than 16 repeated directories" : NULL;
}

static const char *open_brace(struct scan *scan)
{
	if (scan->brace)
		return "repeated directories do not nest";
	if (!scan->pos || byte_at(scan, scan->pos - 1) != '/')
		return "\\{ has to follow a slash";
	scan->brace = true;
	scan->braces++;
	return NULL;
}

static const char *close_brace(struct scan *scan)
{
	if (!scan->brace)
		return "\\} has no \\{ before it";
	if (byte_at(scan, scan->pos + 2) != '/')
		return "a slash has to follow \\}";
	scan->brace = false;
	scan->braces++;
	return NULL;
}

/* What the matcher has to keep open ends with the component or its part. */
static void next_part(struct scan *scan)
{
	if (scan->dialect == CCS_DIALECT_17)
		scan->repeats = 0;
}

/* Steps over one wildcard, the only escapes that ccs_char_len() leaves. */
static const char *wildcard_why(struct scan *scan)
{
	const char which = byte_at(scan, scan->pos + 1);
	const char *why = NULL;

	if (!which)
		return "a backslash at the end";
	if (isdigit(which))
		return "an octal escape has three digits, at most 377";
	if (which == '{')
		why = open_brace(scan);
	else if (which == '}')
		why = close_brace(scan);
	else if (which == '-')
		next_part(scan);
	else if (strchr("*@$XA", which))
		scan->repeats++;
	else if (!strchr("+?xa", which))
		return "an unknown escape";
	scan->pos += 2;
	return why ? why : budget_why(scan);
}

static const char *octal_why(const struct scan *scan, const char *at)
{
	char raw[4];

	if (ccs_decode(raw, at, 4) != 1)
		return "an octal escape of a byte that is written as itself";
	if (!raw[0] && scan->dialect == CCS_DIALECT_17)
		return "\\000 is not known in the 1.7 dialect";
	return NULL;
}

/* What is neither a slash nor a backslash, nor written as an escape. */
static const bool plain[U8_MAX + 1] = {
	['!' ... '/' - 1] = true,
	['/' + 1 ... '\\' - 1] = true,
	['\\' + 1 ... '~'] = true,
};

static bool is_plain_block(u64 block, bool slashes)
{
	return ccs_swar_printable(block, '!') &&
	       !ccs_swar_find(block, '\\') &&
	       (slashes || !ccs_swar_find(block, '/'));
}

/* Steps over what is legal anywhere, which is most of every word. */
static void skip_plain(struct scan *scan)
{
	/* A slash is plain, too, where nothing ends with the component. */
	const bool slashes = !scan->brace && scan->dialect == CCS_DIALECT_18;
	const char *const text = scan->word->text;
	const size_t len = scan->word->len;
	size_t pos = scan->pos;

	while (len >= CCS_SWAR_SIZE && pos < len) {
		/* The last block may begin in what was skipped already. */
		const size_t from = min(pos, len - CCS_SWAR_SIZE);

		if (!is_plain_block(ccs_swar_load(text + from), slashes))
			break;
		pos = from + CCS_SWAR_SIZE;
	}
	while (pos < len && plain[(u8)text[pos]])
		pos++;
	scan->pos = pos;
}

static const char *char_why(struct scan *scan)
{
	const char *const at = scan->word->text + scan->pos;
	const size_t n = ccs_char_len(at, scan->word->len - scan->pos);

	if (!n)
		return wildcard_why(scan);
	if (*at <= ' ' || *at >= 0x7f)
		return "a byte that has to be written as an octal escape";
	if (*at == '/' && scan->brace)
		return "a slash between \\{ and \\}";
	if (*at == '/')
		next_part(scan);
	scan->pos += n;
	return n == 4 ? octal_why(scan, at) : NULL;
}

/**
 * ccs_word_why - is this a legal word? (policy-language 3.1, 3.2)
 * @word: the word
 * @dialect: CCS_DIALECT_18 or CCS_DIALECT_17
 *
 * An empty word is legal in 1.7; directives that can't do with one say so
 * themselves. There is no budget of wildcards in 1.7, only the bound of the
 * matcher: beyond it an entry would never match and nobody would be told.
 *
 * Context: Any; the time taken is linear in the length.
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_word_why(const struct ccs_span *word, u8 dialect)
{
	struct scan scan = { .word = word, .dialect = dialect };
	const char *why;

	if (!word->len)
		return dialect == CCS_DIALECT_17 ? NULL : "an empty word";
	if (word->len > CCS_WORD_MAX)
		return "longer than 128 KiB";
	for (;;) {
		skip_plain(&scan);
		if (scan.pos == word->len)
			break;
		why = char_why(&scan);
		if (why)
			return why;
	}
	return scan.brace ? "\\{ is not closed" : NULL;
}

/**
 * ccs_path_why - is this a legal path? (policy-language 3.3)
 * @word: the word
 * @dialect: CCS_DIALECT_18 or CCS_DIALECT_17
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_path_why(const struct ccs_span *word, u8 dialect)
{
	if (!word->len || word->text[0] != '/')
		return "does not start with a slash";
	return ccs_word_why(word, dialect);
}

/**
 * ccs_plain_path_why - is this the legal path of one file?
 * @word: the word
 * @dialect: CCS_DIALECT_18 or CCS_DIALECT_17
 *
 * Return: NULL, or what is wrong with it: a wildcard or a directory, too.
 */
const char *ccs_plain_path_why(const struct ccs_span *word, u8 dialect)
{
	const char *const why = ccs_path_why(word, dialect);

	if (why)
		return why;
	if (ccs_word_patterned(word))
		return "wildcards are not possible here";
	return word->text[word->len - 1] == '/' ? "a directory" : NULL;
}

/**
 * ccs_word_patterned - does a word contain a wildcard?
 * @word: a legal word
 *
 * Return: true if it does; ``\-`` is one (policy-language 5.2).
 */
bool ccs_word_patterned(const struct ccs_span *word)
{
	return ccs_const_len(word->text, word->len) < word->len;
}
