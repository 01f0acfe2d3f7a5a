// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where shared libraries are
 */

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "libdirs.h"
#include "strbuf.h"
#include "text.h"

#define CACHE "/etc/ld.so.cache"
#define CACHE_MAX (64 * 1024 * 1024)
#define MAGIC "glibc-ld.so.cache1.1"

/* What the dynamic loader's cache begins with, and an entry of it (ld.so(8)). */
struct cache_head {
	char magic[sizeof(MAGIC) - 1];
	uint32_t count;
	uint32_t strings;
	uint32_t unused[5];
};

struct cache_entry {
	int32_t flags;
	uint32_t name;
	uint32_t path;
	uint32_t version;
	uint64_t hardware;
};

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

static void add_dir_of(struct ccs_list *patterns, const char *path)
{
	char *const dir = ccs_strdup(path);
	char *const slash = strrchr(dir, '/');

	if (*dir == '/' && slash > dir) {
		*slash = '\0';
		add_dir(patterns, dir);
	}
	free(dir);
}

/* The names in the file are relative to where this format begins. */
static void read_entries(struct ccs_list *patterns, const char *text,
			 size_t len)
{
	struct cache_entry entry;
	struct cache_head head;
	uint32_t i;

	memcpy(&head, text, sizeof(head));
	for (i = 0; i < head.count &&
	     (i + 1) * sizeof(entry) <= len - sizeof(head); i++) {
		const char *path;

		memcpy(&entry, text + sizeof(head) + i * sizeof(entry),
		       sizeof(entry));
		path = text + entry.path;
		if (entry.path >= len || !memchr(path, '\0', len - entry.path))
			return;
		add_dir_of(patterns, path);
	}
}

static void read_cache(struct ccs_list *patterns)
{
	struct ccs_strbuf text = {};
	const int fd = open(CACHE, O_RDONLY | O_CLOEXEC);
	const char *start;
	ssize_t n = 0;

	if (fd < 0)
		return;
	do {
		char *const to = ccs_strbuf_reserve(&text, 65536);

		n = read(fd, to, 65536);
		text.len += n > 0 ? n : 0;
	} while (n > 0 && text.len < CACHE_MAX);
	close(fd);
	ccs_strbuf_add(&text, "", 0);
	/* An older format may come first. */
	start = memmem(text.text, text.len, MAGIC, sizeof(MAGIC) - 1);
	if (start && text.len - (start - text.text) > sizeof(struct cache_head))
		read_entries(patterns, start, text.len - (start - text.text));
	ccs_strbuf_free(&text);
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
	read_cache(patterns);
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
