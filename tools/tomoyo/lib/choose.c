// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choice of a profile file
 */

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "choose.h"
#include "clock.h"
#include "fail.h"

/**
 * ccs_choose_readable - can a policy file be read?
 * @dir: where the policy files are
 * @file: its name there
 *
 * Return: true if it can.
 */
bool ccs_choose_readable(const char *dir, const char *file)
{
	char *const path = ccs_format("%s/%s", dir, file);
	const bool yes = !access(path, R_OK);

	free(path);
	return yes;
}

static bool means_disabled(const char *name)
{
	return !strcmp(name, "disabled") || !strcmp(name, "disable");
}

/* The file of a profile's name, or NULL if it can't be read. */
static char *profile_file(const char *dir, const char *name)
{
	char *file;

	if (!*name || strchr(name, '/'))
		return NULL;
	if (!strcmp(name, "default"))
		file = ccs_strdup("profile.conf");
	else
		file = ccs_format("profile-%s.conf", name);
	if (ccs_choose_readable(dir, file))
		return file;
	free(file);
	return NULL;
}

static void list_profiles(const char *dir)
{
	DIR *list = opendir(dir);
	const struct dirent *entry;

	printf("Select a profile:\n");
	if (ccs_choose_readable(dir, "profile.conf"))
		printf("default\n");
	while (list && (entry = readdir(list))) {
		const char *const name = entry->d_name;
		const size_t len = strlen(name);

		if (len <= 13 || strncmp(name, "profile-", 8) ||
		    strcmp(name + len - 5, ".conf") || !ccs_choose_readable(dir, name) ||
		    !strcmp(name, "profile-default.conf") ||
		    !strcmp(name, "profile-disable.conf"))
			continue;
		printf("%.*s\n", (int)len - 13, name + 8);
	}
	if (list)
		closedir(list);
	printf("disable\n> ");
	fflush(stdout);
}

/* Reads a line from the console. Returns false at @deadline, 0 meaning none. */
static bool read_answer(char *text, size_t size, long long deadline)
{
	struct pollfd console = { .events = POLLIN };
	size_t len = 0;
	char byte;

	for (;;) {
		long long left = deadline ? deadline - ccs_clock() : -1;

		if (deadline && left <= 0)
			return false;
		if (poll(&console, 1, left) <= 0)
			continue;
		if (read(0, &byte, 1) != 1)
			return false;
		if (byte == '\n')
			break;
		if (len + 1 < size)
			text[len++] = byte;
	}
	text[len] = '\0';
	return true;
}

/* Returns a profile's file, or NULL to disable everything. */
static char *ask(const char *dir, struct ccs_words *words)
{
	const long long deadline = words->timeout ?
		ccs_clock() + words->timeout * 1000LL : 0;
	char answer[256];
	char *file = NULL;

	while (!file) {
		list_profiles(dir);
		if (!read_answer(answer, sizeof(answer), deadline))
			break;
		if (!strcmp(answer, "CCS_NOLOAD"))
			words->noload = true;
		if (means_disabled(answer))
			return NULL;
		file = profile_file(dir, answer);
	}
	if (file)
		return file;
	putchar('\n');
	file = profile_file(dir, "default");
	ccs_warn("no answer, using %s", file ? "default" : "disabled");
	return file;
}

/**
 * ccs_choose_profile - find the profile file that the administrator wants
 * @dir: where the policy files are
 * @words: what was said at boot; an answer on the console may change it
 *
 * Return: the name of a readable file in @dir, or NULL to disable everything.
 */
char *ccs_choose_profile(const char *dir, struct ccs_words *words)
{
	char *file;

	if (means_disabled(words->profile))
		return NULL;
	if (strcmp(words->profile, "ask")) {
		file = profile_file(dir, words->profile);
		if (file)
			return file;
		ccs_warn("no readable profile '%s' in %s", words->profile, dir);
	}
	return ask(dir, words);
}
