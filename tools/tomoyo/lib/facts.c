// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a record tells about its request
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "fail.h"

/* Blocks whose values are conditions of the same name behind a dot. */
static const char *const plain_blocks[] = {
	"task", "path1", "path1.parent", "path2", "path2.parent", "exec",
};

/**
 * struct reader - where in a record's header we are
 * @facts: gets the facts
 * @block: the block, empty outside of one
 * @list: the list in the block ``exec``: ``argv``, ``envp``, or NULL
 * @index: of the next argument
 */
struct reader {
	struct ccs_list *facts;
	char block[16];
	const char *list;
	unsigned int index;
};

static void take(struct reader *reader, char *fact)
{
	ccs_list_add(reader->facts, fact);
	free(fact);
}

static bool is_plain_block(const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(plain_blocks) / sizeof(plain_blocks[0]); i++)
		if (strlen(plain_blocks[i]) == len &&
		    !strncmp(plain_blocks[i], word, len))
			return true;
	return false;
}

static void enter_block(struct reader *reader, const char *word)
{
	const size_t len = strlen(word) - 2;

	if (!strcmp(word, "argv[]={") || !strcmp(word, "envp[]={")) {
		reader->list = *word == 'a' ? "argv" : "envp";
		reader->index = 0;
	} else if (is_plain_block(word, len)) {
		memcpy(reader->block, word, len);
		reader->block[len] = '\0';
	}
}

/* An argument, or a variable with its value. */
static void take_item(struct reader *reader, const char *word)
{
	const char *const equals = strchr(word, '=');

	if (*word != '"')
		return;
	if (*reader->list == 'a')
		take(reader, ccs_format("exec.argv[%u]=%s", reader->index++,
					word));
	else if (equals)
		take(reader, ccs_format("exec.envp[%.*s\"]=\"%s",
					(int)(equals - word), word,
					equals + 1));
}

static void take_word(struct reader *reader, const char *word)
{
	const size_t len = strlen(word);

	if (len > 2 && !strcmp(word + len - 2, "={"))
		enter_block(reader, word);
	else if (!strcmp(word, "}") && reader->list)
		reader->list = NULL;
	else if (!strcmp(word, "}"))
		*reader->block = '\0';
	else if (reader->list)
		take_item(reader, word);
	else if (!strncmp(word, "symlink.target=", 15))
		ccs_list_add(reader->facts, word);
	else if (*reader->block && !strcmp(word, "type!=execute_handler"))
		ccs_list_add(reader->facts, "task.type=0");
	else if (*reader->block && strchr(word, '='))
		take(reader, ccs_format("%s.%s", reader->block, word));
}

/**
 * ccs_facts_of - the facts in a record's header
 * @record: the record
 * @facts: gets each as the condition that it satisfies, such as
 *	``path1.uid=0``; that the task is no handler is ``task.type=0``
 */
void ccs_facts_of(const struct ccs_record *record, struct ccs_list *facts)
{
	struct reader reader = { .facts = facts };
	char *const copy = ccs_strdup(record->header);
	char *rest = copy, *word;

	while ((word = strsep(&rest, " ")))
		take_word(&reader, word);
	free(copy);
}

/**
 * ccs_facts_find - look a fact up
 * @facts: the facts
 * @name: such as ``task.uid``
 *
 * Return: its value, or NULL if it is not there.
 */
const char *ccs_facts_find(const struct ccs_list *facts, const char *name)
{
	const size_t len = strlen(name);
	size_t i;

	for (i = 0; i < facts->count; i++)
		if (!strncmp(facts->item[i].text, name, len) &&
		    facts->item[i].text[len] == '=')
			return facts->item[i].text + len + 1;
	return NULL;
}
