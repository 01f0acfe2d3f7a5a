// SPDX-License-Identifier: GPL-2.0-only
/*
 * The dynamic loader's cache
 */

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "ldcache.h"
#include "strbuf.h"

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

/* The names in the file are relative to where this format begins. */
static void read_entries(const char *text, size_t len, ccs_ldcache_each each,
			 void *data)
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
		each(path, data);
	}
}

/**
 * ccs_ldcache - find the libraries that the loader knows
 * @file: the cache; nothing happens if there is none, or none that is understood
 * @each: called with the pathname of each library, as it is there
 * @data: passed to @each
 */
void ccs_ldcache(const char *file, ccs_ldcache_each each, void *data)
{
	struct ccs_strbuf text = {};
	const int fd = open(file, O_RDONLY | O_CLOEXEC);
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
		read_entries(start, text.len - (start - text.text), each,
			     data);
	ccs_strbuf_free(&text);
}
