// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands in configuration
 */

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "fail.h"
#include "text.h"

/**
 * ccs_command_words - split a command
 * @text: its words, one space between two, encoded as in policy
 * @words: set to them and a NULL, for ccs_command_free(); also after a mistake
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_command_words(const char *text, char ***words)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *word;
	const char *why = NULL;
	size_t count = 0;

	*words = NULL;
	while (!why && (word = strsep(&rest, " "))) {
		char *const decoded = *word ? ccs_text_decode(word) : NULL;

		if (!decoded) {
			why = "a word is not encoded as in policy";
			break;
		}
		*words = ccs_realloc(*words, (count + 2) * sizeof(**words));
		(*words)[count++] = decoded;
		(*words)[count] = NULL;
	}
	free(copy);
	return why;
}

/**
 * ccs_command_free - forget a command
 * @words: what ccs_command_words() made, or NULL
 */
void ccs_command_free(char **words)
{
	size_t i;

	for (i = 0; words && words[i]; i++)
		free(words[i]);
	free(words);
}
