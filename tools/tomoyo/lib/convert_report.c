// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is told of a conversion
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert_report.h"
#include "fail.h"
#include "json.h"

/* A file that others include is read several times. */
static bool is_told(const struct ccs_convert *convert,
		    const struct ccs_item *item, const char *why)
{
	size_t i;

	for (i = 0; i < convert->told.count; i++) {
		const struct ccs_item *const other = &convert->told.item[i];

		if (other->number == item->number &&
		    !strcmp(other->text, why) &&
		    !strcmp(other->file, item->file))
			return true;
	}
	return false;
}

/**
 * ccs_convert_left - tell of a line that isn't converted, or not exactly
 * @convert: the policy
 * @item: the line
 * @why: why; the same of the same line is told once
 */
void ccs_convert_left(struct ccs_convert *convert, const struct ccs_item *item,
		      const char *why)
{
	struct ccs_strbuf *const out = &convert->left;
	char *line;

	if (is_told(convert, item, why))
		return;
	ccs_list_add_from(&convert->told, why, item->file, item->number);
	if (!convert->json) {
		ccs_warn("%s:%u: %s: %s", item->file, item->number, item->text,
			 why);
		return;
	}
	ccs_strbuf_puts(out, out->len ? ",{\"file\":" : "{\"file\":");
	ccs_json_string(out, item->file);
	line = ccs_format(",\"line\":%u,\"text\":", item->number);
	ccs_strbuf_puts(out, line);
	free(line);
	ccs_json_string(out, item->text);
	ccs_strbuf_puts(out, ",\"why\":");
	ccs_json_string(out, why);
	ccs_strbuf_puts(out, "}");
}

/**
 * ccs_convert_made - tell of a file that was written
 * @convert: the policy
 * @dir: its directory
 * @name: its name there
 */
void ccs_convert_made(struct ccs_convert *convert, const char *dir,
		      const char *name)
{
	char *const path = ccs_format("%s/%s", dir, name);

	if (convert->json) {
		if (convert->made.len)
			ccs_strbuf_puts(&convert->made, ",");
		ccs_json_string(&convert->made, path);
	} else {
		puts(path);
	}
	free(path);
}

/**
 * ccs_convert_report - print the object, if one is asked for
 * @convert: the policy, which is done
 */
void ccs_convert_report(const struct ccs_convert *convert)
{
	if (!convert->json)
		return;
	printf("{\"schema\":1,\"made\":[%s],\"left\":[%s]}\n",
	       convert->made.len ? convert->made.text : "",
	       convert->left.len ? convert->left.text : "");
}
