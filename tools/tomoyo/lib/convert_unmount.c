// SPDX-License-Identifier: GPL-2.0-only
/*
 * Unmounting, from what is denied to what is allowed
 *
 * The names that are denied are directories without wildcards. Below each
 * directory on the way to one, everything is allowed but what is on the way.
 */

#include <stdlib.h>
#include <string.h>

#include "convert_kind.h"
#include "fail.h"

/* Whether unmounting is allowed at all hangs on every single line. */
static bool all_plain(struct ccs_convert *convert,
		      const struct ccs_list *denied)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < denied->count; i++) {
		const struct ccs_item *const item = &denied->item[i];
		const char *const name = item->text;

		if (*name == '/' && name[strlen(name) - 1] == '/' &&
		    !strchr(name, ' ') && !strstr(name, "//") &&
		    !ccs_convert_patterned(name))
			continue;
		ccs_convert_refuse(convert, item,
				   "deny_unmount needs a directory without wildcards; so no unmount is allowed at all");
		ok = false;
	}
	return ok;
}

/* The directories on the way, themselves included, each once. */
static void add_ways(struct ccs_list *ways, const struct ccs_list *denied)
{
	const char *slash;
	size_t i;

	ccs_list_add(ways, "/");
	for (i = 0; i < denied->count; i++) {
		slash = denied->item[i].text;
		while ((slash = strchr(slash + 1, '/'))) {
			const int len = slash + 1 - denied->item[i].text;
			char *const way = ccs_format("%.*s", len,
						     denied->item[i].text);

			ccs_list_add(ways, way);
			free(way);
		}
	}
	ccs_list_unique(ways);
}

static void allow(struct ccs_convert *convert, const char *dir,
		  const char *below)
{
	static const struct ccs_item none = {
		.text = (char *)"what deny_unmount leaves",
		.file = "system policy",
	};
	char *const line = ccs_format("acl_group 0 file unmount %s%s", dir,
				      below);

	ccs_convert_emit(convert, CCS_CONVERT_EXCEPTION, &none, line);
	free(line);
}

/* Every directory in @dir that is on no way, as a pattern. */
static char *others(const struct ccs_list *ways, const char *dir)
{
	const size_t len = strlen(dir);
	char *pattern = ccs_format("%s\\*", dir);
	size_t i;

	for (i = 0; i < ways->count; i++) {
		const char *const way = ways->item[i].text;
		char *old = pattern;
		size_t name;

		if (strncmp(way, dir, len) || !way[len])
			continue;
		name = strcspn(way + len, "/");
		if (way[len + name + 1])
			continue;
		pattern = ccs_format("%s\\-%.*s", old, (int)name, way + len);
		free(old);
	}
	return pattern;
}

static void allow_way(struct ccs_convert *convert, const struct ccs_list *ways,
		      const struct ccs_index *denied, const char *dir)
{
	static const char *const below[] = {
		"/", "/\\*", "/\\{\\*\\}/", "/\\{\\*\\}/\\*",
	};
	char *const pattern = others(ways, dir);
	size_t i;

	if (!ccs_index_has(denied, dir))
		allow(convert, dir, "");
	/* A file can be a mount point, and is none of these directories. */
	allow(convert, dir, "\\*");
	for (i = 0; i < sizeof(below) / sizeof(below[0]); i++)
		allow(convert, pattern, below[i]);
	free(pattern);
}

/**
 * ccs_convert_unmounts - allow everything but this
 * @convert: the policy
 * @denied: what nobody may unmount
 */
void ccs_convert_unmounts(struct ccs_convert *convert,
			  const struct ccs_list *denied)
{
	struct ccs_list ways = {};
	struct ccs_index index;
	size_t i;

	if (!all_plain(convert, denied))
		return;
	if (!convert->given[CCS_CONVERT_DOMAIN]) {
		for (i = 0; i < denied->count; i++)
			ccs_convert_refuse(convert, &denied->item[i],
					   "deny_unmount belongs to every domain: give the domain policy at once");
		return;
	}
	add_ways(&ways, denied);
	ccs_index_init(&index, denied);
	for (i = 0; i < ways.count; i++)
		allow_way(convert, &ways, &index, ways.item[i].text);
	ccs_index_free(&index);
	ccs_list_free(&ways);
	convert->shared = true;
}
