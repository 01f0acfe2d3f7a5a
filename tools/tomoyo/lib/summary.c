// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the kernel has loaded
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "node.h"
#include "summary.h"

#define MEMORY "Memory used by policy:"

static bool is_entry(const char *line)
{
	return *line > ' ' && strncmp(line, "use_", 4) &&
	       strncmp(line, "quota_exceeded\n", 15) &&
	       strncmp(line, "transition_failed\n", 18);
}

static void count(struct ccs_summary *summary, const char *text)
{
	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		if (*text == '<')
			summary->domains++;
		else if (is_entry(text))
			summary->entries++;
	}
}

/**
 * ccs_summary_read - ask the kernel how much policy it has
 * @summary: filled in
 *
 * Return: 0 or -errno.
 */
int ccs_summary_read(struct ccs_summary *summary)
{
	struct ccs_strbuf text = {};
	const char *memory;
	int err;

	*summary = (struct ccs_summary){};
	err = ccs_node_read("domain_policy", &text);
	if (!err)
		count(summary, text.text);
	text.len = 0;
	if (!err && !ccs_node_read("stat", &text)) {
		memory = strstr(text.text, MEMORY);
		if (memory)
			summary->kib = (strtoul(memory + strlen(MEMORY), NULL,
						10) + 1023) / 1024;
	}
	ccs_strbuf_free(&text);
	return err;
}
