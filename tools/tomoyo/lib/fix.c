// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy in the words of 1.8
 *
 * Only what means exactly the same is written in another way; every other line
 * stays as it is, with its spaces.
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "fix.h"
#include "list.h"
#include "text.h"

/* What lines of 1.7 begin with, of which 1.8 has others. */
static const char *const old[] = {
	"allow_", "execute_handler ", "denied_execute_handler ",
};

/**
 * struct fixer - a policy being fixed
 * @scratch: how lines get the form in which the kernel prints them
 * @part: what policy it is
 * @domain: the domain that lines are of
 * @handlers: the kinds of handlers that domains have, with their domains
 * @out: where they go
 * @count: how many became others
 */
struct fixer {
	struct ccs_scratch *scratch;
	enum ccs_part part;
	char *domain;
	struct ccs_list handlers;
	struct ccs_strbuf *out;
	unsigned int count;
};

/* Bytes that policy has to write as numbers, and a reader would end a word at. */
static char *escape(const char *line)
{
	struct ccs_strbuf out = {};
	char text[8];

	ccs_strbuf_puts(&out, "");
	for (; *line; line++) {
		const unsigned char byte = *line;

		snprintf(text, sizeof(text), byte < 0x7f ? "%c" : "\\%03o",
			 byte);
		ccs_strbuf_puts(&out, text);
	}
	return out.text;
}

static bool is_old(const char *line)
{
	size_t i;

	for (i = 0; i < sizeof(old) / sizeof(old[0]); i++)
		if (!strncmp(line, old[i], strlen(old[i])))
			return true;
	return false;
}

/*
 * Takes note of a handler. Returns whether one of its kind came before: in 1.7
 * another one takes its place, so in the words of 1.8 there would be two.
 */
static bool replaces_handler(struct fixer *fixer, const char *line)
{
	const char *const word = strncmp(line, "task ", 5) ? line : line + 5;
	const bool denied = !strncmp(word, "denied_execute_handler ", 23);
	struct ccs_list *const list = &fixer->handlers;
	bool before = false;
	char *kind;
	size_t i;

	if (!denied && strncmp(word, "auto_execute_handler ", 21) &&
	    strncmp(word, "execute_handler ", 16))
		return false;
	kind = ccs_format("%d %s", denied, fixer->domain);
	for (i = 0; i < list->count && !before; i++)
		before = !strcmp(list->item[i].text, kind);
	if (!before)
		ccs_list_add(list, kind);
	free(kind);
	return before;
}

/* Sets what the kernel makes of an old line, if it has other words for it. */
static bool renew(struct fixer *fixer, const char *line,
		  struct ccs_strbuf *canonical)
{
	bool known;

	if (replaces_handler(fixer, line) || !is_old(line))
		return false;
	if (fixer->part == CCS_PART_DOMAIN)
		known = ccs_scratch_entry(fixer->scratch, fixer->domain, line,
					  canonical);
	else
		known = ccs_scratch_exception(fixer->scratch, line, canonical);
	return known && canonical->len && !is_old(canonical->text);
}

static void put(struct fixer *fixer, const char *text)
{
	ccs_strbuf_puts(fixer->out, text);
	if (fixer->out->text[fixer->out->len - 1] != '\n')
		ccs_strbuf_puts(fixer->out, "\n");
}

/* Lines go to the domain of a header, or to one that is selected. */
static void set_domain(struct fixer *fixer, const char *line)
{
	const char *name = line;

	if (!strncmp(name, "select ", 7)) {
		name += 7;
		if (!strncmp(name, "domain=", 7))
			name += 7;
	}
	if (fixer->part != CCS_PART_DOMAIN || !ccs_text_domainname(name))
		return;
	free(fixer->domain);
	fixer->domain = ccs_strdup(name);
}

static void fix_line(struct fixer *fixer, const char *line)
{
	char *const escaped = escape(line);
	char *const plain = ccs_strdup(escaped);
	struct ccs_strbuf canonical = {};

	ccs_text_normalise(plain, strlen(plain));
	set_domain(fixer, plain);
	if (renew(fixer, plain, &canonical)) {
		put(fixer, canonical.text);
		fixer->count++;
	} else {
		ccs_strbuf_puts(fixer->out, escaped);
		ccs_strbuf_puts(fixer->out, "\n");
		fixer->count += !!strcmp(escaped, line);
	}
	ccs_strbuf_free(&canonical);
	free(plain);
	free(escaped);
}

/**
 * ccs_fix - write a policy in the words of 1.8
 * @scratch: what lines are tried on
 * @part: what policy it is
 * @file: where it is
 * @out: the whole is added here
 *
 * Return: how many lines became others.
 */
unsigned int ccs_fix(struct ccs_scratch *scratch, enum ccs_part part,
		     FILE *file, struct ccs_strbuf *out)
{
	struct fixer fixer = {
		.scratch = scratch,
		.part = part,
		.domain = ccs_strdup("<kernel>"),
		.out = out,
	};
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while ((len = getline(&line, &room, file)) >= 0) {
		len -= len && line[len - 1] == '\n';
		line[len] = '\0';
		/* Such a byte ends a word, not a line. */
		while (strlen(line) < (size_t)len)
			line[strlen(line)] = ' ';
		if (*line == '#') {
			ccs_strbuf_puts(out, line);
			ccs_strbuf_puts(out, "\n");
		} else {
			fix_line(&fixer, line);
		}
	}
	free(line);
	free(fixer.domain);
	ccs_list_free(&fixer.handlers);
	return fixer.count;
}
