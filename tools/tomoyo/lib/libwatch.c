// SPDX-License-Identifier: GPL-2.0-only
/*
 * Libraries that come and go
 */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "ldcache.h"
#include "libwatch.h"
#include "match.h"
#include "node.h"
#include "text.h"

/* What everybody may read, in 1.8's words and in 1.7's. */
static const char *const directives[] = {
	"acl_group 0 file read ", "allow_read ",
};

static bool exists(const char *word)
{
	char *const raw = ccs_text_decode(word);
	struct stat status;
	const bool yes = raw && (!lstat(raw, &status) || errno != ENOENT);

	free(raw);
	return yes;
}

static void know(struct ccs_libwatch *watch, const char *word)
{
	if (!ccs_match_word(word))
		return;
	if (!ccs_match_patterned(word)) {
		if (exists(word))
			ccs_list_add(&watch->known, word);
		return;
	}
	watch->pattern = ccs_realloc(watch->pattern, (watch->patterns + 1) *
						     sizeof(*watch->pattern));
	watch->pattern[watch->patterns++] = ccs_match_new(word);
}

static const char *after(const char *line, const char *start)
{
	const size_t len = strlen(start);

	return strncmp(line, start, len) ? NULL : line + len;
}

/* Learns the members of a path_group. */
static void know_group(struct ccs_libwatch *watch, const char *exceptions,
		       const char *group)
{
	char *const start = ccs_format("path_group %s ", group);
	char *const copy = ccs_strdup(exceptions);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		const char *const plain = after(line, "<kernel> ");
		const char *const word = after(plain ? plain : line, start);

		if (word)
			know(watch, word);
	}
	free(copy);
	free(start);
}

static void know_line(struct ccs_libwatch *watch, const char *exceptions,
		      const char *line)
{
	const char *word = after(line, "<kernel> ");
	size_t i;

	line = word ? word : line;
	for (i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		word = after(line, directives[i]);
		/* With a condition it is not for everybody. */
		if (!word || strchr(word, ' '))
			continue;
		watch->old_words |= i == 1;
		if (*word == '@')
			know_group(watch, exceptions, word + 1);
		else
			know(watch, word);
	}
}

/* The last component of a path. */
static const char *file_of(const char *path)
{
	const char *const slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/**
 * ccs_libwatch_start - learn what everybody may read, and watch
 * @watch: filled in
 * @cache: the dynamic loader's cache; its directory is watched, since a new one
 *	takes the place of the old one
 * @exceptions: the exception policy as the kernel prints it
 */
void ccs_libwatch_start(struct ccs_libwatch *watch, const char *cache,
			const char *exceptions)
{
	char *const copy = ccs_strdup(exceptions);
	const size_t dir_len = file_of(cache) - cache;
	char *const dir = dir_len ? ccs_format("%.*s", (int)dir_len, cache) :
				    ccs_strdup(".");
	char *rest = copy, *line;

	*watch = (struct ccs_libwatch){ .cache = cache };
	while ((line = strsep(&rest, "\n")))
		know_line(watch, exceptions, line);
	watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (watch->fd >= 0 &&
	    inotify_add_watch(watch->fd, dir, IN_MOVED_TO | IN_CLOSE_WRITE) < 0) {
		close(watch->fd);
		watch->fd = -1;
	}
	free(dir);
	free(copy);
}

static bool is_known(const struct ccs_libwatch *watch, const char *word)
{
	size_t i;

	for (i = 0; i < watch->known.count; i++)
		if (!strcmp(watch->known.item[i].text, word))
			return true;
	for (i = 0; i < watch->patterns; i++)
		if (ccs_match_name(watch->pattern[i], word, strlen(word)))
			return true;
	return false;
}

struct visit {
	struct ccs_libwatch *watch;
	ccs_libwatch_tell tell;
	void *data;
};

static void visit_library(const char *path, void *data)
{
	const struct visit *const visit = data;
	char *const real = realpath(path, NULL);
	char word[PATH_MAX];

	if (!real)
		return;
	ccs_text_encode(real, word, sizeof(word));
	free(real);
	if (is_known(visit->watch, word))
		return;
	ccs_list_add(&visit->watch->known, word);
	visit->tell(word, true, visit->data);
}

/* Was one of the events about the cache? */
static bool is_about_cache(const struct ccs_libwatch *watch)
{
	const char *const name = file_of(watch->cache);
	union {
		struct inotify_event event;
		char bytes[4096];
	} room;
	bool about = false;
	ssize_t n;

	while ((n = read(watch->fd, &room, sizeof(room))) > 0) {
		const char *at = room.bytes;

		while (at < room.bytes + n) {
			struct inotify_event event;

			memcpy(&event, at, sizeof(event));
			about |= event.len &&
				 !strcmp(at + sizeof(event), name);
			about |= event.mask & IN_Q_OVERFLOW;
			at += sizeof(event) + event.len;
		}
	}
	return about;
}

/**
 * ccs_libwatch_changed - tell of libraries that came, as @fd is readable
 * @watch: what is known; knows them then
 * @tell: called for each
 * @data: passed to @tell
 */
void ccs_libwatch_changed(struct ccs_libwatch *watch, ccs_libwatch_tell tell,
			  void *data)
{
	struct visit visit = { watch, tell, data };

	if (is_about_cache(watch))
		ccs_ldcache(watch->cache, visit_library, &visit);
}

/**
 * ccs_libwatch_gone - tell of names that everybody may read and that are gone
 * @watch: what is known; forgets them then
 * @tell: called for each
 * @data: passed to @tell
 */
void ccs_libwatch_gone(struct ccs_libwatch *watch, ccs_libwatch_tell tell,
		       void *data)
{
	size_t i = 0;

	while (i < watch->known.count) {
		char *word;

		if (exists(watch->known.item[i].text)) {
			i++;
			continue;
		}
		word = ccs_strdup(watch->known.item[i].text);
		ccs_list_drop(&watch->known, word);
		tell(word, false, data);
		free(word);
	}
}

/**
 * ccs_libwatch_stop - stop watching
 * @watch: what was started
 */
void ccs_libwatch_stop(struct ccs_libwatch *watch)
{
	size_t i;

	if (watch->fd >= 0)
		close(watch->fd);
	for (i = 0; i < watch->patterns; i++)
		ccs_match_free(watch->pattern[i]);
	free(watch->pattern);
	ccs_list_free(&watch->known);
}

/**
 * ccs_libwatch_put - have everybody read a library, or nobody any more
 * @watch: what says in which words
 * @path: the library, encoded
 * @created: it is there now
 *
 * Return: 0 or -errno.
 */
int ccs_libwatch_put(const struct ccs_libwatch *watch, const char *path,
		     bool created)
{
	char *const line = ccs_format("%s%s%s", created ? "" : "delete ",
				      watch->old_words ? "allow_read " :
				      "acl_group 0 file read ", path);
	struct ccs_node node;
	int err = ccs_node_open(&node, "exception_policy", true);

	if (!err) {
		err = ccs_node_put(&node, line);
		ccs_node_close(&node);
	}
	free(line);
	return err;
}
