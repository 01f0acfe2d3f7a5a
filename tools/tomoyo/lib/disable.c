// SPDX-License-Identifier: GPL-2.0-only
/*
 * Switching every profile off
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disable.h"
#include "fail.h"
#include "list.h"
#include "load.h"

#define MODE "={ mode="

/* Lines that define, as doing nothing, each profile that a domain uses. */
static void definitions(const char *text, struct ccs_list *lines)
{
	char namespace[4096] = "<kernel>";
	size_t len;

	for (; *text; text += len, text += *text == '\n') {
		char *line;

		len = strcspn(text, "\n");
		if (*text == '<')
			snprintf(namespace, sizeof(namespace), "%.*s",
				 (int)strcspn(text, "\n "), text);
		if (strncmp(text, "use_profile ", 12))
			continue;
		line = ccs_format("%s %.*s-COMMENT=disabled", namespace,
				  (int)len - 12, text + 12);
		ccs_list_add(lines, line);
		free(line);
		line = ccs_format("%s PROFILE_VERSION=20150505", namespace);
		ccs_list_add(lines, line);
		free(line);
	}
	ccs_list_unique(lines);
}

/* Lines that set every setting there is to disabled. */
static void settings(const char *text, struct ccs_list *lines)
{
	size_t len;

	for (; *text; text += len, text += *text == '\n') {
		const char *const mode = strstr(text, MODE);
		char *line;

		len = strcspn(text, "\n");
		if (!mode || mode >= text + len)
			continue;
		line = ccs_format("%.*sdisabled }",
				  (int)(mode + strlen(MODE) - text), text);
		ccs_list_add(lines, line);
		free(line);
	}
}

static int put_all(const struct ccs_list *lines)
{
	struct ccs_load load;
	int err = ccs_load_open(&load, "profile", false);
	size_t i;

	if (err)
		return err;
	for (i = 0; i < lines->count && !err; i++)
		err = ccs_load_line(&load, NULL, 0, lines->item[i].text);
	ccs_load_close(&load);
	return err;
}

static int derive(const char *node,
		  void (*make)(const char *text, struct ccs_list *lines))
{
	struct ccs_strbuf text = {};
	struct ccs_list lines = {};
	int err = ccs_node_read(node, &text);

	if (!err) {
		make(text.text, &lines);
		err = put_all(&lines);
	}
	ccs_list_free(&lines);
	ccs_strbuf_free(&text);
	return err;
}

/**
 * ccs_disable_all - define the profiles in use and set all modes to disabled
 *
 * Return: 0 or -errno.
 */
int ccs_disable_all(void)
{
	const int err = derive("domain_policy", definitions);

	return err ? err : derive("profile", settings);
}
