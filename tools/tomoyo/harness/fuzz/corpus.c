// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzz targets fed from files
 *
 * usage: ccs-corpus DIRECTORY...
 *
 * A directory's name is that of the target. Files whose name ends in .txt hold
 * one input a line, all others are one input; .esc has bytes as \OOO that a
 * patch would not carry. Runs each input once; the
 * sanitizers and the targets end the program at the first finding, after
 * saying which input it is. Last line: «N passed, 0 failed».
 */

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include "../core/span.h"
#include "fuzz.h"

/* Longer than any machine needs. */
#define SECONDS 600

static const char *current_path;
static unsigned long current_line;
static unsigned long passed;

/* Where it stopped; the sanitizers say why on the other stream. */
static void say_where(void)
{
	if (current_path)
		printf("%s:%lu: ends the program\n", current_path,
		       current_line);
	if (current_path)
		printf("%lu passed, 1 failed\n", passed);
	fflush(stdout);
}

/* Absent in a build without sanitizers. */
extern void __sanitizer_set_death_callback(void (*callback)(void))
	__attribute__((__weak__));

static void on_abort(int sig)
{
	say_where();
	signal(sig, SIG_DFL);
	raise(sig);
}

static char *read_whole(const char *path, size_t *size)
{
	FILE *const stream = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	if (!stream)
		ccs_env_die(path, __FILE__, __LINE__);
	*size = 0;
	do {
		room = 2 * room + 4096;
		text = realloc(text, room);
		if (!text)
			ccs_env_die("no memory", __FILE__, __LINE__);
		*size += fread(text + *size, 1, room - *size, stream);
	} while (*size == room);
	fclose(stream);
	return text;
}

/* A copy of exactly its size, as libFuzzer makes it. */
static void feed(const struct fuzz_target *target, const char *data,
		 size_t size)
{
	char *const copy = malloc(size ? size : 1);

	if (!copy)
		ccs_env_die("no memory", __FILE__, __LINE__);
	memcpy(copy, data, size);
	fuzz_one(target, copy, size);
	free(copy);
	passed++;
}

static bool ends_in(const char *path, const char *suffix)
{
	const char *const dot = strrchr(path, '.');

	return dot && !strcmp(dot, suffix);
}

static bool is_octal(const char *text, int digits)
{
	while (digits--)
		if (text[digits] < '0' || text[digits] > '7')
			return false;
	return true;
}

/* As scripts/fuzz does with printf; returns the new size. */
static size_t unescape(char *text, size_t size)
{
	const char *const end = text + size;
	const char *from = text;
	char *to = text;

	while (from < end) {
		if (end - from > 3 && *from == '\\' && is_octal(from + 1, 3)) {
			*to++ = (from[1] - '0') << 6 | (from[2] - '0') << 3 |
				(from[3] - '0');
			from += 4;
		} else {
			*to++ = *from++;
		}
	}
	while (to > text && to[-1] == '\n')
		to--;
	return to - text;
}

static void feed_file(const struct fuzz_target *target, const char *path)
{
	size_t size;
	char *const text = read_whole(path, &size);
	struct ccs_span rest = { text, size }, line;

	current_path = path;
	current_line = 1;
	if (ends_in(path, ".esc")) {
		feed(target, text, unescape(text, size));
	} else if (!ends_in(path, ".txt")) {
		feed(target, text, size);
	} else {
		for (; ccs_span_split(&rest, '\n', &line); current_line++)
			if (line.len)
				feed(target, line.text, line.len);
	}
	current_path = NULL;
	free(text);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void feed_directory(const char *directory)
{
	const char *const slash = strrchr(directory, '/');
	const char *const name = slash ? slash + 1 : directory;
	const struct fuzz_target *const target = fuzz_find(name);
	struct dirent **entries;
	int i, count;

	if (!target)
		ccs_env_die("no target has the name of this directory",
			    directory, 0);
	count = scandir(directory, &entries, NULL, compare_names);
	if (count < 0)
		ccs_env_die(strerror(errno), directory, 0);
	for (i = 0; i < count; i++) {
		char *path;

		if (asprintf(&path, "%s/%s", directory,
			     entries[i]->d_name) < 0)
			ccs_env_die("no memory", __FILE__, __LINE__);
		if (entries[i]->d_type == DT_REG)
			feed_file(target, path);
		free(path);
		free(entries[i]);
	}
	free(entries);
}

int main(int argc, char **argv)
{
	int i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	alarm(SECONDS);
	signal(SIGABRT, on_abort);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(say_where);
	for (i = 1; i < argc; i++)
		feed_directory(argv[i]);
	printf("%lu passed, 0 failed\n", passed);
	return !passed;
}
