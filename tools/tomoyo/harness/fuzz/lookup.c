// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decisions of a policy that was fuzzed
 *
 * Entries are found by an index; here they are also found by walking the list,
 * and in a copy of the policy that was saved and loaded. All have to come to
 * the same entry.
 */

#include "../core/acl_kind.h"
#include "../core/namespace.h"
#include "../core/pattern.h"
#include "ask.h"
#include "facts.h"
#include "lookup.h"

/* More would be slow and find nothing else. */
#define LISTS_MAX	16
#define ASKS_MAX	24
#define ENTRY_ROOM	8192

/**
 * struct subject - a list, and the same list in the copy
 * @ns: its namespace
 * @list: the list
 * @copy_ns: likewise
 * @copy: likewise; NULL if the copy has none, which is the same as empty
 */
struct subject {
	const struct ccs_ns *ns;
	const struct ccs_acl_list *list;
	const struct ccs_ns *copy_ns;
	const struct ccs_acl_list *copy;
};

/**
 * struct lookup - what is compared
 * @subjects: the lists that have entries
 * @lists: their number
 * @asks: the requests
 * @count: their number
 */
struct lookup {
	struct subject subjects[LISTS_MAX];
	unsigned int lists;
	struct ask asks[ASKS_MAX];
	unsigned int count;
};

/* Some answers are there, some must be fetched first, some never are. */
static const char *const some_argv[] = { "sh", "-c", "x", NULL };
static const struct ccs_row_env some_envp[] = {
	{ "PATH", "/bin" }, { "A", "" }, { NULL, NULL }
};

static const struct ccs_row_facts worlds[] = {
	{ .realpath = "/bin/sh", .argv = some_argv, .envp = some_envp,
	  .symlink = "/target" },
	{ .number = { [CCS_FACT_TASK_UID] = 1, [CCS_FACT_TASK_STATE0] = 1,
		      [CCS_FACT_PATH1_UID] = 1 },
	  .later = CCS_FACT_BIT(PATH1_PARENT_UID) | CCS_FACT_BIT(PATH1_GID),
	  .missing = CCS_FACT_BIT(EXEC_ARGC) | CCS_FACT_BIT(EXEC_ENVC) |
		     CCS_OBJECT_FACTS(PATH2) | CCS_PARENT_FACTS(PATH2) },
};

static void add_subject(struct lookup *lookup, const struct ccs_ns *ns,
			const struct ccs_acl_list *list,
			const struct ccs_ns *copy_ns,
			const struct ccs_acl_list *copy)
{
	if (lookup->lists < LISTS_MAX && list && !list_empty(&list->entries))
		lookup->subjects[lookup->lists++] =
			(struct subject){ ns, list, copy_ns, copy };
}

static void add_domains(struct lookup *lookup, const struct world *world,
			const struct world *copy)
{
	const struct ccs_domain *domain;

	list_for_each_entry(domain, &world->policy.domains, node) {
		const struct ccs_span name =
			ccs_name_span(domain->ident->name);
		const struct ccs_domain *const other =
			ccs_domain_find(&copy->policy, &name);

		if (other)
			add_subject(lookup, domain->ns, &domain->acls,
				    other->ns, &other->acls);
	}
}

static void add_namespaces(struct lookup *lookup, const struct world *world,
			   const struct world *copy)
{
	const struct ccs_ns *ns;
	int i;

	list_for_each_entry(ns, &world->policy.namespaces, node) {
		const struct ccs_span name = ccs_name_span(ns->name);
		const struct ccs_ns *const other =
			ccs_ns_find(&copy->policy, &name);

		if (!other)
			continue;
		add_subject(lookup, ns, &ns->globals, other, &other->globals);
		for (i = 0; i < CCS_ACL_GROUP_COUNT; i++)
			add_subject(lookup, ns, ns->acl_groups[i], other,
				    other->acl_groups[i]);
	}
}

static void add_asks(struct lookup *lookup, const struct ccs_acl_list *list)
{
	static const char *const tails[] = { "", "x", " /x" };
	const struct ccs_acl *acl;
	size_t i;

	list_for_each_entry(acl, &list->entries, node)
		for (i = 0; i < ARRAY_SIZE(tails); i++)
			if (lookup->count < ASKS_MAX)
				ask_for(&lookup->asks[lookup->count++], acl,
					tails[i]);
}

/* What of the first operand matches a request that is looked up by name. */
static const struct ccs_name *match_key(const struct ccs_acl *acl,
					const struct ccs_str *str)
{
	const struct ccs_group *const group = acl->item.key;
	const struct ccs_member *member;

	if (acl->item.kind == CCS_KEY_NAME)
		return ccs_pattern_match(str, acl->item.key) ?
		       acl->item.key : NULL;
	list_for_each_entry(member, &group->members, node)
		if (ccs_pattern_match(str, member->name))
			return member->name;
	return NULL;
}

static bool covers(const struct ccs_acl *acl,
		   const struct ccs_request *request,
		   const struct ccs_name **pattern)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	int i;

	*pattern = NULL;
	if (ccs_acl_type(acl) != request->type ||
	    ccs_acl_protocol(acl) != request->protocol ||
	    !(ccs_acl_perm(acl) & BIT(request->op)))
		return false;
	if (kind->lookup == CCS_LOOKUP_PATH)
		*pattern = match_key(acl, &request->path[kind->key]);
	if (kind->lookup == CCS_LOOKUP_PATH && !*pattern)
		return false;
	for (i = 0; i < kind->count; i++)
		if (!ccs_field_match(&kind->fields[i], acl, request))
			return false;
	return true;
}

static int walk(const struct ccs_acl_list *list,
		const struct ccs_request *request, struct ccs_grant *grant)
{
	const struct ccs_name *pattern;
	const struct ccs_acl *acl;
	int held;

	list_for_each_entry(acl, &list->entries, node) {
		if (!covers(acl, request, &pattern))
			continue;
		held = ccs_cond_eval(acl->cond, request->facts);
		if (held > 0)
			*grant = (struct ccs_grant){ acl, pattern };
		if (held)
			return held;
	}
	return 0;
}

static bool same_text(const struct ccs_name *a, const struct ccs_name *b)
{
	return a && b ? !strcmp(a->text, b->text) : a == b;
}

static bool same_entry(const struct ccs_acl *a, const struct ccs_acl *b)
{
	static char texts[2][ENTRY_ROOM];
	struct ccs_emit emit[] = {
		{ .buf = texts[0], .size = ENTRY_ROOM },
		{ .buf = texts[1], .size = ENTRY_ROOM },
	};

	if (!a || !b)
		return a == b;
	ccs_acl_print(&emit[0], a, "");
	ccs_acl_print(&emit[1], b, "");
	return emit[0].len == emit[1].len &&
	       !memcmp(texts[0], texts[1], emit[0].len);
}

static const char *compare(const struct subject *subject,
			   const struct ccs_request *request)
{
	struct ccs_grant grant = {}, walked = {}, copied = {};
	const int found = ccs_acl_match(subject->ns, subject->list, request,
					&grant);
	int other = walk(subject->list, request, &walked);

	if (found != other || grant.acl != walked.acl ||
	    grant.pattern != walked.pattern)
		return "the index finds another entry than a walk";
	other = subject->copy ? ccs_acl_match(subject->copy_ns, subject->copy,
					      request, &copied) : 0;
	if (found != other || !same_entry(grant.acl, copied.acl) ||
	    !same_text(grant.pattern, copied.pattern))
		return "what was saved and loaded decides differently";
	return NULL;
}

static const char *compare_all(struct lookup *lookup)
{
	const char *wrong = NULL;
	unsigned int list, ask;
	size_t i;

	for (list = 0; list < lookup->lists; list++)
		for (ask = 0; ask < lookup->count; ask++)
			for (i = 0; !wrong && i < ARRAY_SIZE(worlds); i++) {
				struct ccs_test_facts facts =
					CCS_TEST_FACTS(&worlds[i]);
				struct ccs_request *const request =
					&lookup->asks[ask].request;

				request->facts = &facts.facts;
				wrong = compare(&lookup->subjects[list],
						request);
			}
	return wrong;
}

/**
 * lookup_differs - ask two policies about everything that one mentions
 * @world: the policy
 * @copy: the same, after it was saved and loaded
 *
 * Return: NULL if they agree with each other and with a walk over the lists,
 * else what does not.
 */
const char *lookup_differs(const struct world *world, const struct world *copy)
{
	struct lookup *const lookup = calloc(1, sizeof(*lookup));
	const char *wrong;
	unsigned int i;

	if (!lookup)
		ccs_env_die("no memory", __FILE__, __LINE__);
	mutex_lock(&ccs_policy_lock);
	add_domains(lookup, world, copy);
	add_namespaces(lookup, world, copy);
	for (i = 0; i < lookup->lists; i++)
		add_asks(lookup, lookup->subjects[i].list);
	wrong = compare_all(lookup);
	mutex_unlock(&ccs_policy_lock);
	for (i = 0; i < lookup->count; i++)
		ask_free(&lookup->asks[i]);
	free(lookup);
	return wrong;
}
