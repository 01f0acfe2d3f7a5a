// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which of the saved policies is loaded
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "choose.h"
#include "fail.h"
#include "manifest.h"
#include "saved.h"

/**
 * ccs_saved_init - start with nothing but a directory
 * @saved: with @top set; the rest is filled in
 */
void ccs_saved_init(struct ccs_saved *saved)
{
	saved->dir = ccs_strdup(saved->top);
	saved->profile = NULL;
	saved->scratch = ccs_scratch_new();
}

/**
 * ccs_saved_free - forget where it is loaded from
 * @saved: to be filled in anew before it is used again
 */
void ccs_saved_free(struct ccs_saved *saved)
{
	ccs_scratch_free(saved->scratch);
	free(saved->profile);
	free(saved->dir);
	free(saved->top);
}

/**
 * ccs_saved_use - read other files
 * @saved: changed
 * @dir: their directory
 * @profile: the profile file, NULL to disable everything
 */
void ccs_saved_use(struct ccs_saved *saved, const char *dir,
		   const char *profile)
{
	char *const old_dir = saved->dir;
	char *const old_profile = saved->profile;

	saved->dir = ccs_strdup(dir);
	saved->profile = profile ? ccs_strdup(profile) : NULL;
	free(old_dir);
	free(old_profile);
}

/**
 * ccs_saved_open - start to read a file
 * @saved: where it is
 * @file: its name
 * @lines: the reader
 * @path: set to the path, to be freed after the reader is closed
 *
 * Return: 0 or -errno.
 */
int ccs_saved_open(const struct ccs_saved *saved, const char *file,
		   struct ccs_lines *lines, char **path)
{
	int err;

	*path = ccs_format("%s/%s", saved->dir, file);
	err = ccs_lines_open(lines, *path);
	if (!err)
		return 0;
	if (err != -ENOENT)
		ccs_warn("cannot read %s: %s", *path, strerror(-err));
	free(*path);
	return err;
}

/*
 * The kernel refuses to activate with a profile that is used and not defined,
 * so that is found out before anything is loaded.
 */
static char *profile_flaw(struct ccs_saved *saved)
{
	const char *why = NULL;
	struct ccs_lines lines;
	char *path, *flaw;

	if (ccs_saved_open(saved, saved->profile, &lines, &path))
		return ccs_format("%s/%s: cannot be read", saved->dir,
				  saved->profile);
	ccs_scratch_free(saved->scratch);
	saved->scratch = ccs_scratch_new();
	while (ccs_lines_next(&lines))
		ccs_scratch_profile(saved->scratch, lines.text, NULL);
	ccs_lines_close(&lines);
	ccs_scratch_activate(saved->scratch);
	if (!ccs_scratch_version_ok(saved->scratch))
		why = "no PROFILE_VERSION that this kernel supports";
	else if (!ccs_scratch_has_profile(saved->scratch, 0))
		why = "profile 0, where every domain starts, is not defined";
	flaw = why ? ccs_format("%s: %s", path, why) : NULL;
	free(path);
	return flaw;
}

/**
 * ccs_saved_previous - take the policy before the last save
 * @saved: changed
 *
 * Return: why it can't be put in force, to be freed, or NULL.
 */
char *ccs_saved_previous(struct ccs_saved *saved)
{
	char *const dir = ccs_format("%s/policy/previous", saved->top);
	char *flaw = NULL;

	ccs_saved_use(saved, dir, "profile.conf");
	if (access(dir, X_OK))
		flaw = ccs_format("%s: %s", dir, strerror(errno));
	if (!flaw)
		flaw = ccs_manifest_flaw(dir, NULL);
	if (!flaw)
		flaw = profile_flaw(saved);
	free(dir);
	return flaw;
}

/* Nobody is asked for a profile while there is an older policy to go on with. */
static bool lost_profile(const struct ccs_saved *saved,
			 const struct ccs_words *words)
{
	return !strcmp(words->profile, "default") &&
	       !ccs_choose_readable(saved->top, "profile.conf") &&
	       ccs_choose_readable(saved->top, "policy/previous/profile.conf");
}

/**
 * ccs_saved_current - take the policy that was saved last
 * @saved: changed
 * @words: what the administrator said; an answer on the console may change it
 *
 * Return: why it can't be put in force, to be freed, or NULL.
 */
char *ccs_saved_current(struct ccs_saved *saved, struct ccs_words *words)
{
	char *const dir = ccs_format("%s/policy/current", saved->top);
	char *flaw = ccs_manifest_flaw(dir, saved->top);

	if (!flaw && lost_profile(saved, words))
		flaw = ccs_strdup("profile.conf: cannot be read");
	ccs_saved_use(saved, saved->top, "profile.conf");
	/* Whoever asks for something else gets that, or nothing is enforced. */
	if (!flaw || strcmp(words->profile, "default")) {
		free(saved->profile);
		saved->profile = ccs_choose_profile(saved->top, words);
	}
	if (!flaw && saved->profile)
		flaw = profile_flaw(saved);
	free(dir);
	return flaw;
}
