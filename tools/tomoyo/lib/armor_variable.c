// SPDX-License-Identifier: GPL-2.0-only
/*
 * Variables of AppArmor's language
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_read.h"
#include "convert_line.h"
#include "fail.h"

/* Variables of variables; a circle ends here. */
#define DEPTH 16
/* A rule that is longer than this has too many values. */
#define LENGTH 65536

/* Any number; the values they are given are lists of patterns of digits. */
static const char *const numbers[] = { "pid", "pids", "tid", NULL };

static struct ccs_armor_variable *
find(const struct ccs_armor *armor, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < armor->variables; i++)
		if (strlen(armor->variable[i].name) == len &&
		    !memcmp(armor->variable[i].name, name, len))
			return &armor->variable[i];
	return NULL;
}

static struct ccs_armor_variable *make(struct ccs_armor *armor,
				       const char *name, size_t len)
{
	struct ccs_armor_variable *variable = find(armor, name, len);

	if (variable)
		return variable;
	armor->variable = ccs_realloc(armor->variable, (armor->variables + 1) *
				      sizeof(*armor->variable));
	variable = &armor->variable[armor->variables++];
	*variable = (struct ccs_armor_variable) {
		.name = ccs_format("%.*s", (int)len, name),
	};
	return variable;
}

/**
 * ccs_armor_set - give a variable one value
 * @armor: the profiles
 * @name: its name
 * @value: the value
 */
void ccs_armor_set(struct ccs_armor *armor, const char *name,
		   const char *value)
{
	struct ccs_armor_variable *const variable =
		make(armor, name, strlen(name));

	ccs_list_free(&variable->value);
	ccs_list_add(&variable->value, value);
}

/**
 * ccs_armor_assign - take «@{NAME} = VALUE...» or «@{NAME} += VALUE...»
 * @armor: the profiles
 * @item: the line
 */
void ccs_armor_assign(struct ccs_armor *armor, const struct ccs_item *item)
{
	const char *const name = item->text + 2;
	const char *const end = strchr(item->text, '}');
	const char *const sign = strchr(item->text, '=');
	struct ccs_armor_variable *variable;
	char *words[256], *copy;
	size_t count, i;

	if (*item->text != '@' || !end || !sign || end > sign) {
		ccs_convert_refuse(armor->convert, item,
				   "conditions are not converted");
		return;
	}
	variable = make(armor, name, end - name);
	if (sign[-1] != '+')
		ccs_list_free(&variable->value);
	copy = ccs_strdup(sign + 1);
	count = ccs_armor_split(copy, words, 256);
	for (i = 0; i < count; i++)
		ccs_list_add(&variable->value, words[i]);
	free(copy);
}

static bool is_number(const char *name, size_t len)
{
	const char *const *at;

	for (at = numbers; *at; at++)
		if (strlen(*at) == len && !memcmp(*at, name, len))
			return true;
	return false;
}

/**
 * struct expansion - a text while its variables are replaced
 * @armor: has the variables
 * @out: what there is so far
 * @steps: variables replaced; these need not make it longer
 * @why: what is wrong
 */
struct expansion {
	const struct ccs_armor *armor;
	struct ccs_strbuf out;
	unsigned int steps;
	const char *why;
};

static bool expand(struct expansion *to, const char *text, unsigned int depth);

static bool put(struct expansion *to, const char *name, size_t len,
		unsigned int depth)
{
	const struct ccs_armor_variable *const variable =
		find(to->armor, name, len);
	size_t i;

	to->why = depth == DEPTH ? "a variable in it contains itself" :
		  "a variable in it is not set in the files that are there";
	if (!variable || !variable->value.count || depth == DEPTH)
		return false;
	if (variable->value.count == 1)
		return expand(to, variable->value.item[0].text, depth + 1);
	for (i = 0; i < variable->value.count; i++) {
		ccs_strbuf_puts(&to->out, i ? "," : "{");
		if (!expand(to, variable->value.item[i].text, depth + 1))
			return false;
	}
	ccs_strbuf_puts(&to->out, "}");
	return true;
}

static bool expand(struct expansion *to, const char *text, unsigned int depth)
{
	while (*text) {
		const char *const end = !strncmp(text, "@{", 2) ?
					strchr(text, '}') : NULL;
		const size_t len = end ? end - text - 2 : 0;

		to->why = "with all values of its variables it is too long";
		if (to->out.len > LENGTH || to->steps > LENGTH)
			return false;
		if (!end || is_number(text + 2, len)) {
			ccs_strbuf_add(&to->out, text, end ? len + 3 : 1);
			text += end ? len + 3 : 1;
			continue;
		}
		to->steps++;
		if (!put(to, text + 2, len, depth))
			return false;
		text = end + 1;
	}
	return true;
}

/**
 * ccs_armor_expand - replace variables
 * @armor: the profiles
 * @text: the text
 * @unknown: set to what is wrong, if something is
 *
 * Return: a new string, NULL if a variable is not known.
 */
char *ccs_armor_expand(const struct ccs_armor *armor, const char *text,
		       const char **unknown)
{
	struct expansion to = { .armor = armor };

	ccs_strbuf_puts(&to.out, "");
	if (expand(&to, text, 0))
		return to.out.text;
	*unknown = to.why;
	ccs_strbuf_free(&to.out);
	return NULL;
}

/**
 * ccs_armor_forget - drop all variables: each file has its own
 * @armor: the profiles
 */
void ccs_armor_forget(struct ccs_armor *armor)
{
	size_t i;

	for (i = 0; i < armor->variables; i++) {
		free(armor->variable[i].name);
		ccs_list_free(&armor->variable[i].value);
	}
	free(armor->variable);
	armor->variable = NULL;
	armor->variables = 0;
}
