// SPDX-License-Identifier: GPL-2.0-only
/*
 * The difference of two policies, for programs
 */

#include <stdio.h>
#include <string.h>

#include "covered.h"
#include "diff_json.h"
#include "json.h"

/**
 * struct diff - what is compared
 * @old: the one policy
 * @new: the other
 * @groups: what groups there are, NULL to leave out what is covered
 * @covered: removed lines of a domain that an added one covers
 */
struct diff {
	const struct ccs_model *old;
	const struct ccs_model *new;
	const struct ccs_list *groups;
	unsigned int covered;
};

static bool same_lines(const struct ccs_list *a, const struct ccs_list *b)
{
	struct ccs_index index;
	bool same = a->count == b->count;
	size_t i;

	ccs_index_init(&index, a);
	for (i = 0; i < b->count && same; i++)
		same = ccs_index_has(&index, b->item[i].text);
	ccs_index_free(&index);
	return same;
}

/**
 * ccs_diff_same_profile - has a domain the same profile?
 * @old: a domain
 * @new: the same one later
 *
 * Return: false if @new has another one.
 */
bool ccs_diff_same_profile(const struct ccs_model_domain *old,
			   const struct ccs_model_domain *new)
{
	return !new->profile ||
	       (old->profile && !strcmp(old->profile, new->profile));
}

/**
 * ccs_diff_same - does a domain say the same?
 * @old: a domain
 * @new: the same one later
 *
 * Return: true if nothing differs.
 */
bool ccs_diff_same(const struct ccs_model_domain *old,
		   const struct ccs_model_domain *new)
{
	return ccs_diff_same_profile(old, new) &&
	       same_lines(&old->lines, &new->lines);
}

/* Lines of @domain that @other does not have, as an array. */
static void json_lines(const char *key, const struct ccs_model_domain *domain,
		       const struct ccs_model_domain *other)
{
	static const struct ccs_list none;
	const char *separator = "";
	struct ccs_index index;
	size_t i;

	ccs_index_init(&index, other ? &other->lines : &none);
	printf(",\"%s\":[", key);
	for (i = 0; i < domain->lines.count; i++) {
		if (ccs_index_has(&index, domain->lines.item[i].text))
			continue;
		printf("%s", separator);
		ccs_json_print(domain->lines.item[i].text);
		separator = ",";
	}
	putchar(']');
	ccs_index_free(&index);
}

static const char *or_null(const char *profile)
{
	return profile ? profile : "null";
}

static void json_removed(const struct diff *diff)
{
	const char *separator = "";
	size_t i;

	printf("{\"schema\":1,\"removed\":[");
	for (i = 0; i < diff->old->count; i++) {
		const char *const name = diff->old->domains[i]->name;

		if (ccs_model_find(diff->new, name) ||
		    !strcmp(name, "<kernel>"))
			continue;
		printf("%s", separator);
		ccs_json_print(name);
		separator = ",";
	}
}

static void json_added(const struct diff *diff)
{
	const char *separator = "";
	size_t i;

	printf("],\"added\":[");
	for (i = 0; i < diff->new->count; i++) {
		const struct ccs_model_domain *const one = diff->new->domains[i];

		if (ccs_model_find(diff->old, one->name))
			continue;
		printf("%s{\"name\":", separator);
		ccs_json_print(one->name);
		printf(",\"profile\":%s", or_null(one->profile));
		json_lines("lines", one, NULL);
		putchar('}');
		separator = ",";
	}
}

static void json_cover(const char *line, const char *by, void *data)
{
	struct diff *const diff = data;

	printf("%s{\"line\":", diff->covered++ ? "," : "");
	ccs_json_print(line);
	printf(",\"by\":");
	ccs_json_print(by);
	putchar('}');
}

static void json_covered(struct diff *diff, const struct ccs_model_domain *was,
			 const struct ccs_model_domain *one)
{
	if (!diff->groups)
		return;
	printf(",\"covered\":[");
	diff->covered = 0;
	ccs_covered_find(diff->groups, was, one, json_cover, diff);
	putchar(']');
}

static void json_changed(struct diff *diff)
{
	const char *separator = "";
	size_t i;

	printf("],\"changed\":[");
	for (i = 0; i < diff->new->count; i++) {
		const struct ccs_model_domain *const one = diff->new->domains[i];
		const struct ccs_model_domain *const was =
			ccs_model_find(diff->old, one->name);

		if (!was || ccs_diff_same(was, one))
			continue;
		printf("%s{\"name\":", separator);
		ccs_json_print(one->name);
		printf(",\"profile\":[%s,%s]", or_null(was->profile),
		       or_null(one->profile ? one->profile : was->profile));
		json_lines("add", one, was);
		json_lines("delete", was, one);
		json_covered(diff, was, one);
		putchar('}');
		separator = ",";
	}
	puts("]}");
}

/**
 * ccs_diff_json - print the difference of two policies
 * @old: the one
 * @new: the other
 * @groups: what groups there are, to print which removed line is covered by an
 *	added one; or NULL
 */
void ccs_diff_json(const struct ccs_model *old, const struct ccs_model *new,
		   const struct ccs_list *groups)
{
	struct diff diff = { .old = old, .new = new, .groups = groups };

	json_removed(&diff);
	json_added(&diff);
	json_changed(&diff);
}
