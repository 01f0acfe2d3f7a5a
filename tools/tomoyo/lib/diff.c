// SPDX-License-Identifier: GPL-2.0-only
/*
 * From one policy to another
 *
 * What is new is written first and what is old goes last, so that nothing
 * allowed by both policies is ever refused in between.
 */

#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "fail.h"

/**
 * struct writer - lines being written, with the domain they belong to
 * @load: where to
 * @selected: name of the domain selected there
 */
struct writer {
	struct ccs_load *load;
	const char *selected;
};

static int put(struct writer *writer, const struct ccs_model_domain *domain,
	       const struct ccs_item *item, const char *prefix)
{
	char *text;
	int err = 0;

	if (*domain->name && (!writer->selected ||
			      strcmp(writer->selected, domain->name))) {
		err = ccs_load_line(writer->load, domain->file, domain->number,
				    domain->name);
		writer->selected = domain->name;
	}
	if (err || !item)
		return err;
	text = ccs_format("%s%s", prefix, item->text);
	err = ccs_load_line(writer->load, item->file, item->number, text);
	free(text);
	return err;
}

/* Writes the lines of @domain that @other does not have. */
static int put_missing(struct writer *writer,
		       const struct ccs_model_domain *domain,
		       const struct ccs_model_domain *other,
		       const char *prefix)
{
	static const struct ccs_list none;
	struct ccs_index index;
	int err = 0;
	size_t i;

	ccs_index_init(&index, other ? &other->lines : &none);
	for (i = 0; i < domain->lines.count && !err; i++)
		if (!ccs_index_has(&index, domain->lines.item[i].text))
			err = put(writer, domain, &domain->lines.item[i],
				  prefix);
	ccs_index_free(&index);
	return err;
}

static int put_profile(struct writer *writer,
		       const struct ccs_model_domain *domain,
		       const struct ccs_model_domain *old)
{
	const struct ccs_item item = {
		.text = domain->profile,
		.file = domain->file,
		.number = domain->number,
	};

	if (!domain->profile ||
	    (old && old->profile && !strcmp(old->profile, domain->profile)))
		return 0;
	return put(writer, domain, &item, "use_profile ");
}

static int add(struct writer *writer, const struct ccs_model_domain *domain,
	       const struct ccs_model_domain *old)
{
	int err = old ? 0 : put(writer, domain, NULL, NULL);

	if (!err)
		err = put_missing(writer, domain, old, "");
	return err ? err : put_profile(writer, domain, old);
}

static int delete_domain(struct writer *writer,
			 const struct ccs_model_domain *old)
{
	char *text;
	int err;

	if (!strcmp(old->name, "<kernel>"))
		return 0;
	text = ccs_format("delete %s", old->name);
	err = ccs_load_line(writer->load, NULL, 0, text);
	free(text);
	writer->selected = NULL;
	return err;
}

static int remove_old(struct writer *writer, const struct ccs_model *from,
		      const struct ccs_model *to)
{
	int err = 0;
	size_t i;

	for (i = 0; i < to->count && !err; i++) {
		const struct ccs_model_domain *const old =
			ccs_model_find(from, to->domains[i]->name);

		if (old)
			err = put_missing(writer, old, to->domains[i],
					  "delete ");
	}
	for (i = 0; i < from->count && !err; i++)
		if (!ccs_model_find(to, from->domains[i]->name))
			err = delete_domain(writer, from->domains[i]);
	return err;
}

/**
 * ccs_diff_load - write what turns one policy into another
 * @load: where to
 * @from: the policy that is there
 * @to: the policy that shall be there
 *
 * If a new line is refused, nothing is deleted: an entry with a mistake in its
 * replacement must not be lost.
 *
 * Return: 0 or -errno.
 */
int ccs_diff_load(struct ccs_load *load, const struct ccs_model *from,
		  const struct ccs_model *to)
{
	struct writer writer = { .load = load };
	int err = 0;
	size_t i;

	for (i = 0; i < to->count && !err; i++)
		err = add(&writer, to->domains[i],
			  ccs_model_find(from, to->domains[i]->name));
	if (err)
		return err;
	if (load->rejected) {
		ccs_warn("nothing was deleted, because lines were refused");
		return 0;
	}
	return remove_old(&writer, from, to);
}
