// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where shared libraries are
 */

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "ldcache.h"
#include "libdirs.h"
#include "text.h"

static const char *const usual[] = {
	"/lib", "/usr/lib", "/lib32", "/usr/lib32", "/lib64", "/usr/lib64",
	"/libx32", "/usr/libx32", "/usr/local/lib", "/usr/local/lib64",
};

/* Stores of distributions that have no /usr/lib. */
static const char *const stores[] = {
	"/nix/store/\\*/lib", "/gnu/store/\\*/lib",
};

static void add_pattern(struct ccs_list *patterns, const char *dir,
			const char *rest)
{
	char *const pattern = ccs_format("%s/%s", dir, rest);

	ccs_list_add(patterns, pattern);
	free(pattern);
}

/* Adds what a directory has, under the name that the kernel knows. */
static void add_dir(struct ccs_list *patterns, const char *dir)
{
	char *const real = realpath(dir, NULL);
	char encoded[PATH_MAX];
	struct stat status;

	if (real && !stat(real, &status) && S_ISDIR(status.st_mode)) {
		ccs_text_encode(real, encoded, sizeof(encoded));
		add_pattern(patterns, encoded, "lib\\*.so\\*");
		add_pattern(patterns, encoded, "ld\\*.so\\*");
	}
	free(real);
}

static void add_dir_of(const char *path, void *patterns)
{
	char *const dir = ccs_strdup(path);
	char *const slash = strrchr(dir, '/');

	if (*dir == '/' && slash > dir) {
		*slash = '\0';
		add_dir(patterns, dir);
	}
	free(dir);
}

/**
 * ccs_libdirs - find what programs have to read to start
 * @patterns: gets patterns for the libraries of each directory that the dynamic
 *	loader's cache names or that usually has some, nothing twice
 */
void ccs_libdirs(struct ccs_list *patterns)
{
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		add_dir(patterns, usual[i]);
	ccs_ldcache(CCS_LDCACHE, add_dir_of, patterns);
	for (i = 0; i < sizeof(stores) / sizeof(stores[0]); i++) {
		char *const top = ccs_format("%.*s", (int)strcspn(stores[i],
								  "\\"),
					     stores[i]);

		if (!access(top, F_OK)) {
			add_pattern(patterns, stores[i], "lib\\*.so\\*");
			add_pattern(patterns, stores[i], "ld\\*.so\\*");
		}
		free(top);
	}
	ccs_list_unique(patterns);
}
