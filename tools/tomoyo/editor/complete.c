// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a line that is typed may go on with
 *
 * Domains go on by one component, entries by one word, paths by one directory.
 */

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../lib/fail.h"
#include "../lib/remote.h"
#include "../lib/text.h"
#include "complete.h"

/* Names of a directory that are looked at. */
#define NAMES_MAX 20000

/**
 * struct choices - what may come next
 * @typed: what is there of it, up to the cursor
 * @len: its length in bytes
 * @found: what it may become
 */
struct choices {
	const char *typed;
	size_t len;
	struct ccs_list found;
};

static const char *const entries[] = {
	"capability ", "file append ", "file chgrp ", "file chmod ",
	"file chown ", "file chroot ", "file create ", "file execute ",
	"file getattr ", "file ioctl ", "file link ", "file mkblock ",
	"file mkchar ", "file mkdir ", "file mkfifo ", "file mksock ",
	"file mount ", "file pivot_root ", "file read ", "file rename ",
	"file rmdir ", "file symlink ", "file truncate ", "file unlink ",
	"file unmount ", "file write ", "ipc signal ", "misc env ",
	"network inet dgram bind ", "network inet dgram recv ",
	"network inet dgram send ", "network inet raw bind ",
	"network inet raw recv ", "network inet raw send ",
	"network inet stream accept ", "network inet stream bind ",
	"network inet stream connect ", "network inet stream listen ",
	"network unix dgram bind ", "network unix dgram recv ",
	"network unix dgram send ", "network unix seqpacket accept ",
	"network unix seqpacket bind ", "network unix seqpacket connect ",
	"network unix seqpacket listen ", "network unix stream accept ",
	"network unix stream bind ", "network unix stream connect ",
	"network unix stream listen ", "task auto_domain_transition ",
	"task auto_execute_handler ", "task denied_execute_handler ",
	"task manual_domain_transition ", "use_group ", NULL
};

static const char *const exceptions[] = {
	"acl_group ", "address_group ", "aggregator ", "deny_autobind ",
	"initialize_domain ", "keep_domain ", "no_initialize_domain ",
	"no_keep_domain ", "no_reset_domain ", "number_group ", "path_group ",
	"reset_domain ", NULL
};

/* Up to the end of the next word. */
static void offer(struct choices *choices, const char *text)
{
	const char *const rest = text + choices->len;
	char *part;
	size_t len;

	if (strncmp(text, choices->typed, choices->len) || !*rest)
		return;
	len = choices->len + (*rest == ' ');
	len += strcspn(text + len, " ");
	/* A domain is complete without what follows, a word is not. */
	len += *choices->typed != '<' && text[len] == ' ';
	part = ccs_format("%.*s", (int)len, text);
	ccs_list_add(&choices->found, part);
	free(part);
}

static void offer_domains(struct editor *ed, struct choices *choices)
{
	size_t i;

	for (i = 0; i < ed->tree.count; i++)
		offer(choices, ed->tree.domain[i].name);
}

static void offer_groups(struct editor *ed, struct choices *choices)
{
	struct ccs_strbuf text = {};
	char *rest, *line;

	if (store_read(&ed->store, "exception_policy", NULL, &text))
		text.len = 0;
	rest = text.len ? text.text : NULL;
	while ((line = strsep(&rest, "\n"))) {
		const char *const word = strstr(line, "_group ");
		char *name;

		if (!word || strstr(line, "acl_group "))
			continue;
		name = ccs_format("@%.*s ", (int)strcspn(word + 7, " "),
				  word + 7);
		offer(choices, name);
		free(name);
	}
	ccs_strbuf_free(&text);
}

static void offer_name(struct choices *choices, const char *dir,
		       const char *name)
{
	char *const path = ccs_format("%s%s", dir, name);
	char encoded[4 * PATH_MAX];
	struct stat st;
	char *text;

	ccs_text_encode(path, encoded, sizeof(encoded));
	text = ccs_format("%s%s", encoded,
			  !stat(path, &st) && S_ISDIR(st.st_mode) ? "/" : " ");
	offer(choices, text);
	free(text);
	free(path);
}

static void offer_paths(struct choices *choices)
{
	char *const dir = ccs_text_decode(choices->typed);
	char *const slash = dir ? strrchr(dir, '/') : NULL;
	const struct dirent *entry;
	unsigned int count = 0;
	DIR *open;

	if (slash)
		slash[1] = '\0';
	open = slash && !ccs_remote_used() ? opendir(dir) : NULL;
	while (open && count++ < NAMES_MAX && (entry = readdir(open)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			offer_name(choices, dir, entry->d_name);
	if (open)
		closedir(open);
	free(dir);
}

static void offer_words(struct editor *ed, struct choices *choices)
{
	const char *const *const words = ed->now == SCREEN_EXCEPTION ?
					 exceptions : entries;
	size_t i;

	for (i = 0; words[i]; i++)
		offer(choices, words[i]);
}

static void find(struct editor *ed, struct choices *choices, const char *line)
{
	const char *const domain = strrchr(line, '<');
	const char *const space = strrchr(line, ' ');
	const char *const word = space ? space + 1 : line;

	choices->typed = domain ? domain : word;
	if (!domain && *word != '/' && *word != '@')
		choices->typed = line;
	choices->len = strlen(choices->typed);
	if (domain)
		offer_domains(ed, choices);
	else if (*word == '/')
		offer_paths(choices);
	else if (*word == '@')
		offer_groups(ed, choices);
	else if (ed->now != SCREEN_TREE)
		offer_words(ed, choices);
	ccs_list_unique(&choices->found);
}

static size_t common(const struct ccs_list *found)
{
	size_t i, len = found->count ? strlen(found->item[0].text) : 0;

	for (i = 1; i < found->count; i++)
		while (strncmp(found->item[0].text, found->item[i].text, len))
			len--;
	return len;
}

/* Only what is new of each is told. */
static void tell(struct editor *ed, const struct choices *choices)
{
	struct ccs_strbuf text = {};
	size_t i, start = choices->len;

	while (start && choices->typed[start - 1] != ' ' &&
	       choices->typed[start - 1] != '/')
		start--;
	for (i = 0; i < choices->found.count; i++) {
		ccs_strbuf_puts(&text, i ? "  " : "");
		ccs_strbuf_puts(&text, choices->found.item[i].text + start);
	}
	editor_say(ed, false, "%s", text.text ? text.text : "");
	ccs_strbuf_free(&text);
}

/**
 * complete - let the line that is typed go on as far as that is clear
 * @ed: the editor; there is a message if it may go on in several ways
 */
void complete(struct editor *ed)
{
	struct ccs_edit *const edit = &ed->edit;
	char *const line = ccs_format("%.*s", (int)edit->cursor,
				      edit->text.text);
	struct choices choices = {};
	size_t i, len;

	find(ed, &choices, line);
	len = common(&choices.found);
	for (i = choices.len; i < len; i++)
		ccs_edit_key(edit, choices.found.item[0].text[i]);
	if (choices.found.count > 1)
		tell(ed, &choices);
	else if (!choices.found.count)
		editor_say(ed, false, "Nothing is known to follow.");
	ccs_list_free(&choices.found);
	free(line);
}
