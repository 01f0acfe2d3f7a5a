// SPDX-License-Identifier: GPL-2.0-only
/*
 * What learning needs to go on after an interruption
 *
 * The file is domain policy, that ccs-loadpolicy takes, with everything else in
 * comments.
 */

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "learn_state.h"
#include "save.h"

#define MAGIC	"# ccs-learn 1"
#define TOP	"# domain "
#define ACTIVE	"# active"
#define LINE	"# line "
#define BEFORE	"# before "
#define ROUND	"# round "

/* Makes a directory with those above it; only the last may be new to others. */
static int make_dir(const char *path)
{
	char *const copy = ccs_strdup(path);
	char *at = copy;
	int fd;

	while ((at = strchr(at + 1, '/'))) {
		*at = '\0';
		mkdir(copy, 0755);
		*at = '/';
	}
	mkdir(copy, 0700);
	fd = open(copy, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(copy);
	return fd < 0 ? -errno : fd;
}

static char *file_name(const char *top)
{
	char *const name = ccs_strdup(top);
	char *at;

	for (at = name; *at; at++)
		if (!isalnum((unsigned char)*at) && !strchr("-_.", *at))
			*at = '_';
	return name;
}

/**
 * ccs_learn_state_open - find the place of the state
 * @state: filled in
 * @dir: the directory
 * @top: the domain that is learned; must outlive @state
 *
 * Without a place nothing is kept, and a message says so.
 */
void ccs_learn_state_open(struct ccs_learn_state *state, const char *dir,
			  const char *top)
{
	*state = (struct ccs_learn_state){
		.dir = make_dir(dir),
		.top = top,
		.name = file_name(top),
	};
	state->path = ccs_format("%s/%s", dir, state->name);
	ccs_strbuf_puts(&state->before, "");
	ccs_strbuf_puts(&state->learned, "");
	if (state->dir < 0)
		ccs_warn("cannot use %s: %s; an interrupted run will begin again",
			 dir, strerror(-state->dir));
}

static void add_line(struct ccs_strbuf *out, const char *prefix,
		     const char *line)
{
	ccs_strbuf_puts(out, prefix);
	ccs_strbuf_puts(out, line);
	ccs_strbuf_puts(out, "\n");
}

/* Takes a line; returns false if it can't be of this state. */
static bool take(struct ccs_learn_state *state, const char *line)
{
	if (!strncmp(line, TOP, strlen(TOP)))
		return !strcmp(line + strlen(TOP), state->top);
	if (!strncmp(line, LINE, strlen(LINE))) {
		free(state->line);
		state->line = ccs_strdup(line + strlen(LINE));
	} else if (!strncmp(line, BEFORE, strlen(BEFORE))) {
		add_line(&state->before, "", line + strlen(BEFORE));
	} else if (!strcmp(line, ACTIVE)) {
		state->active = true;
	} else if (!strncmp(line, ROUND, strlen(ROUND))) {
		state->rounds = strtoul(line + strlen(ROUND), NULL, 10);
		add_line(&state->learned, "", line);
	} else if (*line && *line != '#') {
		add_line(&state->learned, "", line);
	}
	return true;
}

static bool read_file(struct ccs_learn_state *state, struct ccs_strbuf *text)
{
	const int fd = openat(state->dir, state->name,
			      O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t n = -1;

	if (fd < 0)
		return false;
	do {
		char *const end = ccs_strbuf_reserve(text, 65536);

		n = read(fd, end, 65536);
		text->len += n > 0 ? n : 0;
	} while (n > 0);
	text->text[text->len] = '\0';
	close(fd);
	return !n;
}

/**
 * ccs_learn_state_forget - nothing was learned yet
 * @state: the state; what was there before stays
 */
void ccs_learn_state_forget(struct ccs_learn_state *state)
{
	state->rounds = 0;
	state->learned.len = 0;
	ccs_strbuf_puts(&state->learned, "");
}

/**
 * ccs_learn_state_round - begin with what another round brought
 * @state: the state
 * @round: its number
 */
void ccs_learn_state_round(struct ccs_learn_state *state, unsigned int round)
{
	char *const line = ccs_format(ROUND "%u", round);

	state->rounds = round;
	add_line(&state->learned, "", line);
	free(line);
}

/**
 * ccs_learn_state_read - read what an earlier run left
 * @state: the state; filled in
 *
 * Return: true if there was something.
 */
bool ccs_learn_state_read(struct ccs_learn_state *state)
{
	struct ccs_strbuf text = {};
	char *rest, *line;
	bool good = state->dir >= 0 && read_file(state, &text);

	rest = text.text;
	line = good ? strsep(&rest, "\n") : NULL;
	good = line && !strcmp(line, MAGIC);
	while (good && (line = strsep(&rest, "\n")))
		good = take(state, line);
	if (!good) {
		state->before.len = 0;
		state->active = false;
		ccs_strbuf_puts(&state->before, "");
		ccs_learn_state_forget(state);
	}
	ccs_strbuf_free(&text);
	return good;
}

/**
 * ccs_learn_state_write - keep it
 * @state: the state
 */
void ccs_learn_state_write(const struct ccs_learn_state *state)
{
	struct ccs_strbuf text = {};
	char *before, *rest, *line;
	int err;

	if (state->dir < 0)
		return;
	before = ccs_strdup(state->before.text);
	rest = before;
	add_line(&text, "", MAGIC);
	add_line(&text, TOP, state->top);
	if (state->active)
		add_line(&text, "", ACTIVE);
	if (state->line)
		add_line(&text, LINE, state->line);
	while ((line = strsep(&rest, "\n")))
		if (*line)
			add_line(&text, BEFORE, line);
	ccs_strbuf_puts(&text, state->learned.text);
	err = ccs_save_file(state->dir, state->name, text.text, text.len);
	if (err)
		ccs_warn("cannot write %s: %s", state->path, strerror(-err));
	ccs_save_sync(state->dir);
	ccs_strbuf_free(&text);
	free(before);
}

/**
 * ccs_learn_state_drop - it is not needed any more
 * @state: the state
 */
void ccs_learn_state_drop(const struct ccs_learn_state *state)
{
	if (state->dir >= 0)
		unlinkat(state->dir, state->name, 0);
}

/**
 * ccs_learn_state_close - free it
 * @state: the state; its file stays
 */
void ccs_learn_state_close(struct ccs_learn_state *state)
{
	if (state->dir >= 0)
		close(state->dir);
	free(state->name);
	free(state->path);
	free(state->line);
	ccs_strbuf_free(&state->before);
	ccs_strbuf_free(&state->learned);
}
