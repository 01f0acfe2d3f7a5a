// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the next boot would not have
 *
 * Compared is what policies say: a file that somebody wrote by hand is in
 * another form than what the kernel prints.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dropin.h"
#include "fail.h"
#include "list.h"
#include "model.h"
#include "node.h"
#include "scratch.h"
#include "source.h"
#include "unsaved.h"

/* What the kernel has before anything is loaded. */
static void read_builtin(struct ccs_model *model)
{
	struct ccs_strbuf text = {};
	struct ccs_lines lines;
	FILE *file;

	ccs_scratch_builtin(&text);
	file = text.len ? fmemopen(text.text, text.len, "r") : NULL;
	if (file) {
		ccs_lines_of(&lines, file, "built-in policy");
		ccs_model_exceptions(model, &lines);
		ccs_lines_close(&lines);
	}
	ccs_strbuf_free(&text);
}

/* Lines of @one that @other does not have. */
static unsigned int missing(const struct ccs_list *one,
			    const struct ccs_list *other)
{
	struct ccs_index index;
	unsigned int count = 0;
	size_t i;

	ccs_index_init(&index, other);
	for (i = 0; i < one->count; i++)
		count += !ccs_index_has(&index, one->item[i].text);
	ccs_index_free(&index);
	return count;
}

static bool same_profile(const struct ccs_model_domain *a,
			 const struct ccs_model_domain *b)
{
	if (!a->profile || !b->profile)
		return a->profile == b->profile;
	return !strcmp(a->profile, b->profile);
}

static unsigned int lines_differ(const struct ccs_model *a,
				 const struct ccs_model *b)
{
	static const struct ccs_list none;
	const struct ccs_list *const x = a->count ? &a->domains[0]->lines :
						    &none;
	const struct ccs_list *const y = b->count ? &b->domains[0]->lines :
						    &none;

	return missing(x, y) + missing(y, x);
}

/* The domain that execve() led here from, or one further up, or NULL. */
static const struct ccs_model_domain *ancestor(const struct ccs_model *model,
					       const char *name)
{
	const struct ccs_model_domain *found = NULL;
	char *const up = ccs_strdup(name);
	char *end;

	while (!found && (end = strrchr(up, ' '))) {
		*end = '\0';
		found = ccs_model_find(model, up);
	}
	free(up);
	return found;
}

static size_t groups(const struct ccs_model_domain *domain)
{
	static const char group[] = "use_group ";
	size_t i, count = 0;

	for (i = 0; i < domain->lines.count; i++)
		count += !strncmp(domain->lines.item[i].text, group,
				  sizeof(group) - 1);
	return count;
}

/*
 * Is it one that every boot has as soon as the program runs? Such a domain has
 * profile and groups of the one before it, and nothing else.
 */
static bool comes_by_itself(const struct ccs_model *model,
			    const struct ccs_model_domain *domain)
{
	const struct ccs_model_domain *const from = ancestor(model,
							     domain->name);

	return from && same_profile(domain, from) &&
	       groups(from) == domain->lines.count &&
	       !missing(&domain->lines, &from->lines);
}

static unsigned int domains_differ(const struct ccs_model *saved,
				   const struct ccs_model *now)
{
	unsigned int count = 0;
	size_t i;

	for (i = 0; i < saved->count; i++) {
		const struct ccs_model_domain *const x = saved->domains[i];
		const struct ccs_model_domain *const y =
			ccs_model_find(now, x->name);

		count += !y || !same_profile(x, y) ||
			 missing(&x->lines, &y->lines) ||
			 missing(&y->lines, &x->lines);
	}
	for (i = 0; i < now->count; i++)
		count += !ccs_model_find(saved, now->domains[i]->name) &&
			 !comes_by_itself(now, now->domains[i]);
	return count;
}

static unsigned int compare_models(const char *dir, const char *file,
				   bool exception)
{
	char *const path = ccs_format("%s/%s", dir, file);
	char *const parts = ccs_format("%s/%s", dir, CCS_DROPIN_DIR);
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_model saved, now;
	struct ccs_list files = {};
	unsigned int count;

	ccs_model_init(&saved, scratch);
	ccs_model_init(&now, scratch);
	if (exception)
		read_builtin(&saved);
	/* What applications bring along is loaded besides. */
	ccs_dropin_list(&files, parts, exception ? CCS_DROPIN_EXCEPTION :
						   CCS_DROPIN_DOMAIN);
	ccs_dropin_model(&saved, &files, exception);
	ccs_source_read(&saved, path, exception);
	ccs_source_read(&now, CCS_SOURCE_KERNEL, exception);
	ccs_model_finish(&saved);
	ccs_model_finish(&now);
	count = exception ? lines_differ(&saved, &now) :
			    domains_differ(&saved, &now);
	ccs_model_free(&saved);
	ccs_model_free(&now);
	ccs_scratch_free(scratch);
	ccs_list_free(&files);
	free(parts);
	free(path);
	return count;
}

/* Profiles in the form in which the kernel prints them. */
static void print_profiles(const char *where, struct ccs_strbuf *text)
{
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_source source;

	ccs_strbuf_puts(text, "");
	if (!ccs_source_open(&source, where, "profile")) {
		while (ccs_lines_next(&source.lines))
			ccs_scratch_profile(scratch, source.lines.text, NULL);
		ccs_source_close(&source);
	}
	ccs_scratch_print(scratch, CCS_PART_PROFILE, text);
	ccs_scratch_free(scratch);
}

static bool profiles_differ(const char *dir)
{
	char *const path = ccs_format("%s/profile.conf", dir);
	struct ccs_strbuf saved = {}, now = {};
	bool differ;

	print_profiles(path, &saved);
	print_profiles(CCS_SOURCE_KERNEL, &now);
	differ = strcmp(saved.text, now.text);
	ccs_strbuf_free(&saved);
	ccs_strbuf_free(&now);
	free(path);
	return differ;
}

static void read_list(const char *where, struct ccs_list *list)
{
	struct ccs_source source;

	if (ccs_source_open(&source, where, "manager"))
		return;
	while (ccs_lines_next(&source.lines))
		ccs_list_add(list, source.lines.text);
	ccs_source_close(&source);
}

static unsigned int managers_differ(const char *dir)
{
	char *const path = ccs_format("%s/manager.conf", dir);
	struct ccs_list saved = {}, now = {};
	unsigned int count;

	read_list(path, &saved);
	read_list(CCS_SOURCE_KERNEL, &now);
	count = missing(&saved, &now) + missing(&now, &saved);
	ccs_list_free(&saved);
	ccs_list_free(&now);
	free(path);
	return count;
}

static bool is_there(const char *dir)
{
	static const char *const names[] = {
		"domain_policy", "exception_policy", "profile", "manager",
	};
	bool there = true;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]) && there; i++) {
		char *const path = ccs_format("%s/%s.conf", dir, names[i]);

		there = !access(path, R_OK);
		free(path);
	}
	return there;
}

/**
 * ccs_unsaved_read - compare the policy in force with the files
 * @unsaved: filled in
 * @dir: the directory that the loader reads, such as /etc/ccs
 */
void ccs_unsaved_read(struct ccs_unsaved *unsaved, const char *dir)
{
	*unsaved = (struct ccs_unsaved){ .files = is_there(dir) };
	if (!unsaved->files)
		return;
	unsaved->domains = compare_models(dir, "domain_policy.conf", false);
	unsaved->exceptions = compare_models(dir, "exception_policy.conf",
					     true);
	unsaved->profiles = profiles_differ(dir);
	unsaved->managers = managers_differ(dir);
}

/**
 * ccs_unsaved_any - does anything differ?
 * @unsaved: what was compared
 *
 * Return: true if the next boot would have another policy.
 */
bool ccs_unsaved_any(const struct ccs_unsaved *unsaved)
{
	return !unsaved->files || unsaved->domains || unsaved->exceptions ||
	       unsaved->profiles || unsaved->managers;
}
