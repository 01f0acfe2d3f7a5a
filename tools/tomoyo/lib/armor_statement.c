// SPDX-License-Identifier: GPL-2.0-only
/*
 * Statements of AppArmor's language
 *
 * A rule ends at a comma that space follows, a block begins at a brace with
 * space on both sides; other commas and braces belong to names. Variables and
 * includes end with their line.
 */

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "armor_read.h"

/**
 * struct nesting - what is open
 * @quote: in quotation marks
 * @paren: parentheses
 * @brace: braces
 * @class: in a class of characters
 */
struct nesting {
	bool quote;
	unsigned int paren;
	unsigned int brace;
	bool class;
};

static bool ends_word(char c)
{
	return !c || isspace((unsigned char)c);
}

static bool begins(const char *text, const char *word)
{
	const size_t len = strlen(word);

	return !strncmp(text, word, len) && ends_word(text[len]);
}

static void skip_line(struct ccs_armor_reader *reader)
{
	reader->at += strcspn(reader->at, "\n");
}

static void skip_space(struct ccs_armor_reader *reader)
{
	for (;;) {
		if (*reader->at == '\n')
			reader->number++;
		if (*reader->at == '#' && !begins(reader->at, "#include"))
			skip_line(reader);
		else if (*reader->at && isspace((unsigned char)*reader->at))
			reader->at++;
		else
			return;
	}
}

/* «@{NAME} =», «@{NAME} +=» and the same of a boolean. */
static bool is_assignment(const char *at)
{
	if (*at != '@' && *at != '$')
		return false;
	at += 1 + strcspn(at + 1, "} \t\n=");
	at += *at == '}';
	at += strspn(at, " \t");
	at += *at == '+';
	return *at == '=';
}

static void add(struct ccs_armor_reader *reader, size_t len)
{
	ccs_strbuf_add(&reader->text, reader->at, len);
	reader->at += len;
}

static void add_space(struct ccs_armor_reader *reader)
{
	const struct ccs_strbuf *const text = &reader->text;

	if (*reader->at == '\n')
		reader->number++;
	reader->at++;
	if (text->len && text->text[text->len - 1] != ' ')
		ccs_strbuf_puts(&reader->text, " ");
}

static void trim(struct ccs_strbuf *text)
{
	while (text->len && text->text[text->len - 1] == ' ')
		text->text[--text->len] = '\0';
}

static enum ccs_armor_end read_line(struct ccs_armor_reader *reader)
{
	while (*reader->at && *reader->at != '\n') {
		if (*reader->at == '#' && reader->text.len &&
		    reader->text.text[reader->text.len - 1] == ' ')
			skip_line(reader);
		else if (isspace((unsigned char)*reader->at))
			add_space(reader);
		else
			add(reader, 1);
	}
	trim(&reader->text);
	return CCS_ARMOR_LINE;
}

static void count(struct nesting *open, char c)
{
	if (c == '"')
		open->quote = !open->quote;
	if (open->quote)
		return;
	open->paren += c == '(';
	open->paren -= c == ')' && open->paren;
	open->class = c == '[' || (open->class && c != ']');
	open->brace += c == '{' && !open->class;
	open->brace -= c == '}' && open->brace && !open->class;
}

static bool opens_block(const struct ccs_armor_reader *reader)
{
	const struct ccs_strbuf *const text = &reader->text;

	return *reader->at == '{' && ends_word(reader->at[1]) && text->len &&
	       strchr(" )\"", text->text[text->len - 1]);
}

/* Does the rule end here, and how? CCS_ARMOR_EOF if it doesn't. */
static enum ccs_armor_end end_here(struct ccs_armor_reader *reader,
				   const struct nesting *open)
{
	const char c = *reader->at;

	if (!c)
		return CCS_ARMOR_BROKEN;
	if (open->quote || open->paren || open->brace)
		return CCS_ARMOR_EOF;
	if (c == '}')
		return CCS_ARMOR_BROKEN;
	if (c == ',' && (ends_word(reader->at[1]) || reader->at[1] == '#' ||
			 reader->at[1] == '}')) {
		reader->at++;
		return CCS_ARMOR_RULE;
	}
	if (opens_block(reader)) {
		reader->at++;
		return CCS_ARMOR_OPEN;
	}
	return CCS_ARMOR_EOF;
}

static enum ccs_armor_end read_rule(struct ccs_armor_reader *reader)
{
	struct nesting open = {};
	enum ccs_armor_end end;

	while (!(end = end_here(reader, &open))) {
		const struct ccs_strbuf *const text = &reader->text;
		const char c = *reader->at;

		count(&open, c);
		if (c == '\\' && reader->at[1])
			add(reader, 2);
		else if (isspace((unsigned char)c) && !open.quote)
			add_space(reader);
		else if (c == '#' && !open.quote && text->len &&
			 text->text[text->len - 1] == ' ')
			skip_line(reader);
		else
			add(reader, 1);
	}
	trim(&reader->text);
	return end;
}

/**
 * ccs_armor_statement - read the next statement
 * @reader: the file; @text of it is set to the statement
 *
 * Return: how it ends; CCS_ARMOR_EOF if there is none.
 */
enum ccs_armor_end ccs_armor_statement(struct ccs_armor_reader *reader)
{
	reader->text.len = 0;
	ccs_strbuf_puts(&reader->text, "");
	skip_space(reader);
	reader->begin = reader->number;
	if (!*reader->at)
		return CCS_ARMOR_EOF;
	if (*reader->at == '}') {
		reader->at++;
		return CCS_ARMOR_CLOSE;
	}
	if (begins(reader->at, "include") || begins(reader->at, "#include") ||
	    is_assignment(reader->at))
		return read_line(reader);
	return read_rule(reader);
}

/**
 * ccs_armor_split - take a statement apart
 * @text: the statement; spaces and quotation marks in it are replaced
 * @words: set to its words, of which «(a, b)» is one
 * @room: how many at most
 *
 * Return: their number.
 */
size_t ccs_armor_split(char *text, char **words, size_t room)
{
	struct nesting open = {};
	size_t found = 0;
	char *to = text;
	bool inside = false;

	for (; *text; text++) {
		const char c = *text;

		if (c != '{' && c != '}' && c != '[' && c != ']')
			count(&open, c);
		if (c == ' ' && !open.quote && !open.paren) {
			*to++ = '\0';
			inside = false;
			continue;
		}
		if (!inside && found == room)
			break;
		if (!inside)
			words[found++] = to;
		inside = true;
		if (c == '\\' && text[1])
			*to++ = *text++;
		if (c != '"')
			*to++ = *text;
	}
	*to = '\0';
	return found;
}

/**
 * ccs_armor_next - take the next word of «(a, b)», or of «a»
 * @list: what is left, which is moved on and changed
 *
 * Return: the word, NULL at the end.
 */
char *ccs_armor_next(char **list)
{
	char *const word = *list + strspn(*list, "(), ");
	char *const end = word + strcspn(word, "(), ");

	if (!*word)
		return NULL;
	*list = *end ? end + 1 : end;
	*end = '\0';
	return word;
}
