// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's profiles as domains
 *
 * A profile is entered by its program from anywhere, so it is a domain right
 * below the namespace. Its programs may be several or a pattern: then all of
 * them count as one.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_glob.h"
#include "armor_profile.h"
#include "armor_read.h"
#include "convert_line.h"
#include "fail.h"
#include "match.h"

#define WORDS 16

static int find(const struct ccs_armor *armor, const char *name, size_t len,
		int parent)
{
	size_t i;

	for (i = 0; i < armor->profiles; i++) {
		const struct ccs_armor_profile *const one = &armor->profile[i];

		if (one->parent == parent && strlen(one->name) == len &&
		    !memcmp(one->name, name, len))
			return i;
	}
	return -1;
}

/**
 * ccs_armor_find - find a profile by its name
 * @armor: the profiles
 * @name: the name; NAME//CHILD is one within another
 * @parent: around it, -1 for none
 *
 * Return: its index, -1 if there is none.
 */
int ccs_armor_find(const struct ccs_armor *armor, const char *name, int parent)
{
	const char *const child = strstr(name, "//");
	const int found = find(armor, name, strlen(name), parent);

	if (found >= 0 || !child)
		return found;
	parent = find(armor, name, child - name, parent);
	return parent < 0 ? -1 : ccs_armor_find(armor, child + 2, parent);
}

static bool is_name(const char *word)
{
	return strncmp(word, "flags=", 6) && strncmp(word, "xattrs=", 7) &&
	       *word != '(';
}

static void take_flags(struct ccs_armor *armor,
		       struct ccs_armor_profile *profile, char *list)
{
	const char *word;

	while ((word = ccs_armor_next(&list))) {
		if (!strcmp(word, "complain"))
			profile->complain = true;
		else if (!strcmp(word, "unconfined"))
			profile->unconfined = true;
		else if (strcmp(word, "enforce") &&
			 strcmp(word, "attach_disconnected") &&
			 strcmp(word, "mediate_deleted"))
			ccs_convert_refuse(armor->convert, &profile->item,
					   "%s: no such flag here", word);
	}
}

static void take_word(struct ccs_armor *armor,
		      struct ccs_armor_profile *profile, char *word)
{
	if (!strncmp(word, "flags=", 6))
		take_flags(armor, profile, word + 6);
	else if (*word == '(')
		take_flags(armor, profile, word);
	else
		ccs_convert_refuse(armor->convert, &profile->item,
				   "%s: not a condition of domains", word);
}

static struct ccs_armor_profile *add(struct ccs_armor *armor,
				     const struct ccs_item *item)
{
	struct ccs_armor_profile *profile;

	armor->profile = ccs_realloc(armor->profile, (armor->profiles + 1) *
				     sizeof(*armor->profile));
	profile = &armor->profile[armor->profiles++];
	*profile = (struct ccs_armor_profile) {
		.item = {
			.text = ccs_strdup(item->text),
			.file = item->file,
			.number = item->number,
		},
		.parent = armor->inside,
		.outside = armor->inside,
	};
	return profile;
}

/* «A//B» may stand by itself. */
static void name_profile(struct ccs_armor *armor,
			 struct ccs_armor_profile *profile, const char *name)
{
	const char *const child = strstr(name, "//");
	const int parent = child ? find(armor, name, child - name, -1) : -1;

	if (parent >= 0) {
		profile->parent = parent;
		name = child + 2;
	}
	profile->name = ccs_strdup(name);
}

static void open_words(struct ccs_armor *armor,
		       struct ccs_armor_profile *profile, char **words,
		       size_t count)
{
	size_t i = 0;

	if (count > 1 && !strcmp(words[0], "hat"))
		profile->hat = true;
	if (count > 1 && (profile->hat || !strcmp(words[0], "profile")))
		i++;
	profile->hat |= words[i][0] == '^';
	name_profile(armor, profile, words[i] + (words[i][0] == '^'));
	if (strchr("/{", *profile->name))
		profile->attach = ccs_strdup(profile->name);
	i++;
	if (i < count && is_name(words[i])) {
		free(profile->attach);
		profile->attach = ccs_strdup(words[i++]);
	}
	for (; i < count; i++)
		take_word(armor, profile, words[i]);
	ccs_armor_set(armor, "profile_name", profile->name);
	if (profile->attach)
		ccs_armor_set(armor, "attach_path", profile->attach);
}

/**
 * ccs_armor_open - begin a profile
 * @armor: gets it; it becomes the one that is read
 * @item: what is before its brace
 */
void ccs_armor_open(struct ccs_armor *armor, const struct ccs_item *item)
{
	struct ccs_armor_profile *const profile = add(armor, item);
	const char *why = NULL;
	char *const full = ccs_armor_expand(armor, item->text, &why);
	char *const text = ccs_strdup(full ? full : item->text);
	char *words[WORDS];
	const size_t count = ccs_armor_split(text, words, WORDS);

	if (!full)
		ccs_convert_refuse(armor->convert, item, "%s", why);
	if (!count)
		ccs_die(CCS_EXIT_INPUT, "%s:%u: a profile without a name",
			item->file, item->number);
	open_words(armor, profile, words, count);
	free(text);
	free(full);
	armor->inside = profile - armor->profile;
}

/* A path that names the profile and nobody's file. */
static char *invent(const struct ccs_armor_profile *profile)
{
	char *const name = ccs_format("/apparmor/%s", profile->name);
	char *at;

	for (at = name + strlen("/apparmor/"); *at; at++)
		if (!isalnum((unsigned char)*at) && !strchr("._-", *at))
			*at = '_';
	return name;
}

static void attach(struct ccs_armor *armor, struct ccs_armor_profile *profile)
{
	const char *why;
	size_t i;

	if (profile->attach) {
		why = ccs_armor_glob(profile->attach, &profile->attached);
		if (why)
			ccs_convert_refuse(armor->convert, &profile->item,
					   "%s: %s", profile->attach, why);
	}
	for (i = 0; i < profile->attached.count && !profile->program; i++) {
		const char *const text = profile->attached.item[i].text;

		if (*text == '/' && !ccs_match_patterned(text) &&
		    text[strlen(text) - 1] != '/')
			profile->program = ccs_strdup(text);
	}
	if (!profile->program)
		profile->program = invent(profile);
	profile->domain = ccs_format("%s %s", profile->parent < 0 ? "<kernel>" :
				     armor->profile[profile->parent].domain,
				     profile->program);
}

static void emit(struct ccs_armor *armor,
		 const struct ccs_armor_profile *profile, char *line)
{
	ccs_convert_emit(armor->convert, CCS_CONVERT_EXCEPTION,
			 &profile->item, line);
	free(line);
}

static void enter(struct ccs_armor *armor,
		  const struct ccs_armor_profile *profile)
{
	size_t i;

	for (i = 0; i < profile->attached.count; i++)
		if (strcmp(profile->attached.item[i].text, profile->program))
			emit(armor, profile,
			     ccs_format("aggregator %s %s",
					profile->attached.item[i].text,
					profile->program));
	if (profile->attached.count)
		emit(armor, profile,
		     ccs_format("initialize_domain %s from any",
				profile->program));
}

/**
 * ccs_armor_place - say which domain each profile is, and how it is entered
 * @armor: the profiles, all of them
 */
void ccs_armor_place(struct ccs_armor *armor)
{
	size_t i;

	for (i = 0; i < armor->profiles; i++) {
		struct ccs_armor_profile *const profile = &armor->profile[i];

		attach(armor, profile);
		if (profile->parent < 0)
			enter(armor, profile);
	}
}
