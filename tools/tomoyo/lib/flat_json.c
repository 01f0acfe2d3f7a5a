// SPDX-License-Identifier: GPL-2.0-only
/*
 * Objects of other programs
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "flat_json.h"
#include "strbuf.h"

static const char *skip(const char *text)
{
	return text + strspn(text, " \t\r\n");
}

/* What stands behind a backslash for itself, or for something else. */
static char plain(char escaped)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *const at = escaped ? strchr(from, escaped) : NULL;

	return at ? to[at - from] : '\0';
}

/* Four digits. Return: -1 if they are none. */
static long code_of(const char *text)
{
	char digits[5] = "";
	char *end;
	long code;

	memcpy(digits, text, strnlen(text, 4));
	if (strspn(digits, "0123456789abcdefABCDEF") != 4)
		return -1;
	code = strtol(digits, &end, 16);
	return *end ? -1 : code;
}

/* Policy is ASCII, so no other character has to be known. */
static bool take_escape(const char **text, struct ccs_strbuf *out)
{
	char one[2] = { plain((*text)[1]), '\0' };

	if ((*text)[1] == 'u') {
		const long code = code_of(*text + 2);

		if (code < 1 || code > 0x7e)
			return false;
		one[0] = code;
		*text += 4;
	}
	/* Behind a backslash the text may be at its end. */
	if (!*one)
		return false;
	*text += 2;
	ccs_strbuf_puts(out, one);
	return true;
}

/* Takes a string with its quotes; NULL if it is none. */
static char *take_string(const char **text)
{
	struct ccs_strbuf out = {};

	if (**text != '"')
		return NULL;
	ccs_strbuf_puts(&out, "");
	for ((*text)++; **text && **text != '"';) {
		if (**text != '\\') {
			ccs_strbuf_add(&out, (*text)++, 1);
		} else if (!take_escape(text, &out)) {
			ccs_strbuf_free(&out);
			return NULL;
		}
	}
	if (**text == '"') {
		(*text)++;
		ccs_strbuf_puts(&out, "");
		return out.text;
	}
	ccs_strbuf_free(&out);
	return NULL;
}

/* A number or a word. */
static char *take_word(const char **text)
{
	static const char part[] = "+-.0123456789abcdefghijklmnopqrstuvwxyzE";
	const size_t len = strspn(*text, part);
	char *const word = len ? ccs_format("%.*s", (int)len, *text) : NULL;

	*text += len;
	return word;
}

static const char *take_pair(struct ccs_flat_json *object, const char **text)
{
	char *key, *value = NULL;

	if (object->count == CCS_FLAT_JSON_MAX)
		return "too many keys";
	key = take_string(text);
	*text = skip(*text);
	if (key && **text == ':') {
		*text = skip(*text + 1);
		value = **text == '"' ? take_string(text) : take_word(text);
	}
	if (!value) {
		free(key);
		return "not a key and a string, number or word";
	}
	object->key[object->count] = key;
	object->value[object->count++] = value;
	*text = skip(*text);
	return NULL;
}

/**
 * ccs_flat_json_read - read an object
 * @object: filled in; to be freed in any case
 * @text: all of it
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_flat_json_read(struct ccs_flat_json *object, const char *text)
{
	const char *why = NULL;

	*object = (struct ccs_flat_json){};
	text = skip(text);
	if (*text != '{')
		return "not an object";
	do {
		text = skip(text + 1);
		if (*text == '}' && !object->count)
			break;
		why = take_pair(object, &text);
	} while (!why && *text == ',');
	if (!why && (*text != '}' || *skip(text + 1)))
		why = "not the end of an object";
	return why;
}

/**
 * ccs_flat_json_value - what an object has under a key
 * @object: the object
 * @key: the key
 *
 * Return: the value, or NULL.
 */
const char *ccs_flat_json_value(const struct ccs_flat_json *object,
				const char *key)
{
	size_t i;

	for (i = 0; i < object->count; i++)
		if (!strcmp(object->key[i], key))
			return object->value[i];
	return NULL;
}

/**
 * ccs_flat_json_free - drop an object
 * @object: the object
 */
void ccs_flat_json_free(struct ccs_flat_json *object)
{
	size_t i;

	for (i = 0; i < object->count; i++) {
		free(object->key[i]);
		free(object->value[i]);
	}
	object->count = 0;
}
