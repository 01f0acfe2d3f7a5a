// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records for people
 *
 * A header is long, and most of it is always the same. In colour is what often
 * decides: the mode, a program that runs for another user than who started it,
 * and a file that is another user's.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "color.h"
#include "fail.h"
#include "record_show.h"

/**
 * struct place - where in a header one is
 * @uid: the user of the task, or NULL
 * @block: name of the block that is open, with «={»; empty for none
 */
struct place {
	char *uid;
	char block[32];
};

static bool begins(const char *word, const char *with)
{
	return !strncmp(word, with, strlen(with));
}

static const char *style_outside(const char *word)
{
	if (begins(word, "mode="))
		return ccs_color_mode(word + strlen("mode="));
	if (!strcmp(word, "granted=no"))
		return CCS_RED;
	return begins(word, "symlink.target=") ? CCS_BOLD : "";
}

static bool is_other_user(const struct place *place, const char *word)
{
	const char *const value = strchr(word, '=');

	return place->uid && value && value - word >= 3 &&
	       !strncmp(value - 3, "uid", 3) && strcmp(value + 1, place->uid);
}

static const char *style_of(const struct place *place, const char *word)
{
	if (!*place->block)
		return style_outside(word);
	if (begins(place->block, "exec="))
		return begins(word, "realpath=") ? CCS_BOLD : "";
	return is_other_user(place, word) ? CCS_YELLOW : "";
}

static void print_word(const char *word, const char *style)
{
	printf("%s%s%s", style, word, *style ? CCS_PLAIN : "");
}

static void take_word(struct place *place, const char *word)
{
	const size_t len = strlen(word);

	if (!strcmp(word, "}"))
		*place->block = '\0';
	else if (len && word[len - 1] == '{' && !*place->block)
		snprintf(place->block, sizeof(place->block), "%s", word);
}

static void print_header(const struct ccs_record *record)
{
	struct place place = { .uid = ccs_record_value(record, "task", "uid") };
	char *const copy = ccs_strdup(record->header);
	char *rest = copy, *word;

	while ((word = strsep(&rest, " "))) {
		print_word(word, style_of(&place, word));
		take_word(&place, word);
		if (rest)
			putchar(' ');
	}
	putchar('\n');
	free(copy);
	free(place.uid);
}

/**
 * ccs_record_show - print a record
 * @record: the record
 * @color: with colours; the text is the same without
 */
void ccs_record_show(const struct ccs_record *record, bool color)
{
	const char *const program = strrchr(record->domain, ' ');

	if (!color) {
		printf("%s\n%s\n%s\n", record->header, record->domain,
		       record->request);
		return;
	}
	print_header(record);
	if (program)
		printf("%.*s", (int)(program + 1 - record->domain),
		       record->domain);
	print_word(program ? program + 1 : record->domain, CCS_CYAN);
	putchar('\n');
	print_word(record->request, CCS_BOLD);
	putchar('\n');
}
