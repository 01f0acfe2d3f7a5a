// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of domain transitions
 */

#include "../core/acl.h"
#include "../core/namespace.h"
#include "../core/transition.h"
#include "line.h"

/* The namespace that a domainname begins with. */
static struct ccs_span namespace_of(const char *domainname)
{
	return (struct ccs_span){ domainname, strcspn(domainname, " ") };
}

/* Lines of exception policy belong to the namespace of the current domain. */
static bool write_exceptions(struct vectors_row *row, struct world *world)
{
	struct ccs_span rest = ccs_span_of(row->column[0]), part;
	const struct ccs_span ns = namespace_of(row->column[2]);
	bool good = true;

	while (good && vectors_line_part(&rest, &part)) {
		char *const line = vectors_format("%.*s %.*s", (int)ns.len,
						  ns.text, (int)part.len,
						  part.text);

		if (world_text(world, WORLD_EXCEPTION, line))
			good = vectors_expect(row, "accepted", line);
		free(line);
	}
	return good;
}

/* Both domains' namespaces have to exist before anybody can enter one. */
static bool make_namespace(struct vectors_row *row, struct world *world,
			   const char *domainname)
{
	const struct ccs_span ns = namespace_of(domainname);
	int err = world_line(world, WORLD_DOMAIN, &ns);

	return !err || vectors_expect(row, "a namespace", domainname);
}

/*
 * The condition part of an entry that has the preference: it is only read, so
 * which domain has the entry makes no difference.
 */
static const struct ccs_cond *preference_of(struct vectors_row *row,
					    struct world *world)
{
	char *const line = vectors_format("file execute /x %s",
					  row->column[4]);
	const struct ccs_cond *cond = NULL;
	const struct ccs_domain *domain;

	if (world_text(world, WORLD_DOMAIN, VECTORS_DOMAIN) ||
	    world_text(world, WORLD_DOMAIN, line)) {
		vectors_expect(row, "a preference", row->column[4]);
	} else {
		domain = ccs_domain_of(&world->policy, world->cursor);
		cond = list_entry(domain->acls.entries.next, struct ccs_acl,
				  node)->cond;
	}
	free(line);
	return cond;
}

static void expect_next(struct vectors_row *row, struct world *world)
{
	const struct ccs_span ns = namespace_of(row->column[2]);
	const struct ccs_str current = ccs_str_of(row->column[2],
						  strlen(row->column[2]));
	const struct ccs_str program = ccs_str_of(row->column[3],
						  strlen(row->column[3]));
	char text[CCS_DOMAINNAME_MAX] = "";
	struct ccs_destination next = {
		.name = { .buf = text, .size = sizeof(text) },
	};
	const struct ccs_cond *preference = NULL;

	if (*row->column[4])
		preference = preference_of(row, world);
	mutex_lock(&ccs_policy_lock);
	ccs_transition_next(&world->policy, ccs_ns_find(&world->policy, &ns),
			    &current, &program, preference, &next);
	mutex_unlock(&ccs_policy_lock);
	vectors_expect(row, row->column[5], text);
}

/**
 * vectors_transitions - judge a row of transitions
 * @row: lines of exception policy, policy loaded, current domain, candidate,
 *	preference, expected domain, note
 */
void vectors_transitions(struct vectors_row *row)
{
	struct world *const world = world_new(CCS_DIALECT_18);

	world->policy.loaded = vectors_bool(row, 1);
	if (make_namespace(row, world, row->column[2]) &&
	    make_namespace(row, world, row->column[5]) &&
	    write_exceptions(row, world))
		expect_next(row, world);
	world_free(world);
}
