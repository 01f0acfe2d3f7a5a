/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Libraries that come and go
 */

#ifndef CCS_LIB_LIBWATCH_H
#define CCS_LIB_LIBWATCH_H

#include <stdbool.h>

#include "list.h"

struct ccs_pattern;

/**
 * struct ccs_libwatch - what everybody may read, and what changes there
 * @fd: for poll(): readable when the cache may have changed; -1 for none
 * @cache: the dynamic loader's cache
 * @old_words: policy has allow_read lines, so new ones are that too
 * @known: names that everybody may read and that exist
 * @pattern: patterns of names that everybody may read
 * @patterns: their number
 */
struct ccs_libwatch {
	int fd;
	const char *cache;
	bool old_words;
	struct ccs_list known;
	struct ccs_pattern **pattern;
	size_t patterns;
};

/* Called with a library that came or went; encoded. */
typedef void (*ccs_libwatch_tell)(const char *path, bool created, void *data);

void ccs_libwatch_start(struct ccs_libwatch *watch, const char *cache,
			const char *exceptions);
void ccs_libwatch_changed(struct ccs_libwatch *watch, ccs_libwatch_tell tell,
			  void *data);
void ccs_libwatch_gone(struct ccs_libwatch *watch, ccs_libwatch_tell tell,
		       void *data);
int ccs_libwatch_put(const struct ccs_libwatch *watch, const char *path,
		     bool created);
void ccs_libwatch_stop(struct ccs_libwatch *watch);

#endif /* CCS_LIB_LIBWATCH_H */
