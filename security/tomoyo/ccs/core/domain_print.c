// SPDX-License-Identifier: GPL-2.0-only
/*
 * Printing of the domain policy
 */

#include "domain.h"
#include "env.h"

static void print_flags(struct ccs_emit *emit, const struct ccs_domain *domain)
{
	const char *const base = (const char *)domain;
	size_t i;

	for (i = 0; i < CCS_DOMAIN_FLAG_COUNT; i++)
		if (*(const bool *)(base + ccs_domain_flags[i].offset))
			ccs_emit(emit, "%s\n", ccs_domain_flags[i].keyword);
}

static void print_groups(struct ccs_emit *emit,
			 const struct ccs_domain *domain)
{
	int i;

	for (i = 0; i < CCS_ACL_GROUP_COUNT; i++)
		if (domain->groups[i / 64] & 1ull << (i % 64))
			ccs_emit(emit, "use_group %d\n", i);
}

static void print_header(struct ccs_emit *emit,
			 const struct ccs_domain *domain)
{
	ccs_emit_bytes(emit, domain->ident->name->text,
		       domain->ident->name->len);
	ccs_emit(emit, "\nuse_profile %u\n", domain->profile);
	print_flags(emit, domain);
	print_groups(emit, domain);
	ccs_emit_text(emit, "\n");
}

/* Goes on with one domain. */
static bool print_domain(const struct ccs_policy *policy,
			 const struct ccs_domain *domain,
			 struct ccs_domain_pos *pos, struct ccs_emit *emit)
{
	size_t mark = emit->len;
	const struct ccs_acl *acl;

	if (!pos->acl.next) {
		print_header(emit, domain);
		if (!ccs_emit_commit(emit, mark))
			return false;
		pos->acl.next = 1;
	}
	ccs_place_for_each(acl, &pos->acl, policy, &domain->acls.entries) {
		const u16 perm = pos->transition_only ?
			ccs_acl_transition_perm(acl) : ccs_acl_perm(acl);

		if (ccs_place_passed(&pos->acl, acl->seq) || !perm)
			continue;
		mark = emit->len;
		ccs_acl_print_only(emit, acl, perm, "");
		ccs_hits_print(emit, &acl->hits, &pos->clock);
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(&pos->acl, policy, &acl->node, acl->seq);
	}
	mark = emit->len;
	ccs_emit_text(emit, "\n");
	return ccs_emit_commit(emit, mark);
}

static bool print_selected(const struct ccs_policy *policy,
			   struct ccs_domain_pos *pos, struct ccs_emit *emit)
{
	const struct ccs_domain *const domain = ccs_domain_of(policy,
							      pos->only);

	if (!domain || pos->domain.next)
		return true;
	if (!print_domain(policy, domain, pos, emit))
		return false;
	pos->domain.next = 1;
	return true;
}

/**
 * ccs_domain_print - print domains as the node ``domain_policy`` shows them
 * @policy: the policy
 * @pos: where to go on
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer. Objects added in between appear if they are behind.
 */
bool ccs_domain_print(const struct ccs_policy *policy,
		      struct ccs_domain_pos *pos, struct ccs_emit *emit)
{
	const struct ccs_domain *domain;

	if (pos->only)
		return print_selected(policy, pos, emit);
	ccs_place_for_each(domain, &pos->domain, policy, &policy->domains) {
		if (ccs_place_passed(&pos->domain, domain->seq))
			continue;
		/* The one at hand when the reader left may be gone. */
		if (domain->seq > pos->domain.next)
			pos->acl = (struct ccs_place){};
		pos->domain.next = domain->seq;
		if (!print_domain(policy, domain, pos, emit))
			return false;
		ccs_place_pass(&pos->domain, policy, &domain->node,
			       domain->seq);
		pos->acl = (struct ccs_place){};
	}
	return true;
}
