// SPDX-License-Identifier: GPL-2.0-only
/*
 * Text of the domain policy
 */

#include "acl.h"
#include "domain.h"
#include "env.h"
#include "word.h"

static void move_cursor(struct ccs_ident **cursor, struct ccs_domain *domain)
{
	struct ccs_ident *const old = *cursor;

	*cursor = domain ? ccs_ident_get(domain->ident) : NULL;
	ccs_ident_put(old);
}

static int take_domainname(struct ccs_ident **cursor,
			   const struct ccs_span *text,
			   struct ccs_reject *reject)
{
	if (ccs_domainname_ok(text))
		return 0;
	move_cursor(cursor, NULL);
	return ccs_reject(reject, text, "not a legal domainname");
}

/* A line that is a domainname: selects the domain, which may be new. */
static int domain_header(struct ccs_policy *policy, struct ccs_ident **cursor,
			 const struct ccs_span *name,
			 struct ccs_reject *reject)
{
	struct ccs_span rest = *name;
	struct ccs_domain *domain;
	int err = take_domainname(cursor, name, reject);

	if (err)
		return err;
	if (!ccs_span_keyword(&rest, policy->ns.name->text)) {
		move_cursor(cursor, NULL);
		return ccs_reject(reject, name,
				  "the only namespace is <kernel>");
	}
	domain = ccs_domain_find(policy, name);
	if (!domain)
		err = ccs_domain_create(policy, name, &domain);
	else
		domain->unclaimed = false;
	move_cursor(cursor, err ? NULL : domain);
	return err;
}

static int delete_domain(struct ccs_policy *policy, struct ccs_ident **cursor,
			 const struct ccs_span *name,
			 struct ccs_reject *reject)
{
	struct ccs_domain *domain;
	const int err = take_domainname(cursor, name, reject);

	if (err)
		return err;
	domain = ccs_domain_find(policy, name);
	if (domain == policy->root)
		return ccs_reject(reject, name, "<kernel> can't be deleted");
	move_cursor(cursor, NULL);
	if (domain)
		ccs_domain_delete(policy, domain);
	return 0;
}

static int select_domain(struct ccs_policy *policy, struct ccs_ident **cursor,
			 const struct ccs_span *name,
			 struct ccs_reject *reject)
{
	const int err = take_domainname(cursor, name, reject);

	if (!err)
		move_cursor(cursor, ccs_domain_find(policy, name));
	return err;
}

/*
 * Before the policy is loaded the profile may still come; afterwards a number
 * without a profile would disable the domain's protection.
 */
static int use_profile(const struct ccs_policy *policy,
		       struct ccs_domain *domain, const struct ccs_span *word,
		       bool remove, struct ccs_reject *reject)
{
	u64 number;

	if (!ccs_decimal_parse(word, CCS_PROFILE_COUNT - 1, &number))
		return ccs_reject(reject, word,
				  "not a profile number from 0 to 255");
	if (remove)
		return 0;
	if (policy->loaded && !domain->ns->profiles[number])
		return ccs_reject(reject, word, "this profile is not defined");
	WRITE_ONCE(domain->profile, number);
	return 0;
}

static int acl_line(struct ccs_policy *policy, struct ccs_domain *domain,
		    const struct ccs_span *line, bool remove,
		    struct ccs_reject *reject)
{
	struct ccs_acl *acl;
	int err;

	policy->mem.exempt = remove;
	err = ccs_acl_parse(policy, domain->ns, line, &acl, reject);
	if (!err && remove)
		ccs_acl_remove(policy, &domain->acls, acl);
	else if (!err)
		ccs_acl_add(policy, &domain->acls, acl);
	policy->mem.exempt = false;
	return err;
}

static int body_line(struct ccs_policy *policy, struct ccs_domain *domain,
		     const struct ccs_span *line, bool remove,
		     struct ccs_reject *reject)
{
	struct ccs_span rest = *line;

	if (ccs_span_is(line, "quota_exceeded"))
		domain->quota_exceeded = !remove;
	else if (ccs_span_is(line, "transition_failed"))
		domain->transition_failed = !remove;
	else if (ccs_span_keyword(&rest, "use_profile"))
		return use_profile(policy, domain, &rest, remove, reject);
	else
		return acl_line(policy, domain, line, remove, reject);
	return 0;
}

/**
 * ccs_domain_line - take one line of domain policy (policy-language 8.1)
 * @policy: the policy
 * @cursor: the domain that entries go to, NULL for none; the caller owns the
 *	reference
 * @line: the normalised line
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; a refused line changes no policy.
 */
int ccs_domain_line(struct ccs_policy *policy, struct ccs_ident **cursor,
		    const struct ccs_span *line, struct ccs_reject *reject)
{
	struct ccs_span rest = *line;
	const bool remove = ccs_span_keyword(&rest, "delete");
	struct ccs_domain *domain;

	if (rest.len && *rest.text == '<')
		return remove ? delete_domain(policy, cursor, &rest, reject) :
				domain_header(policy, cursor, &rest, reject);
	if (!remove && ccs_span_keyword(&rest, "select"))
		return select_domain(policy, cursor, &rest, reject);
	domain = *cursor ? ccs_domain_of(policy, *cursor) : NULL;
	if (!domain || domain->deleted)
		return ccs_reject(reject, line, "no domain is selected");
	domain->unclaimed = false;
	return body_line(policy, domain, &rest, remove, reject);
}

static void print_header(struct ccs_emit *emit,
			 const struct ccs_domain *domain)
{
	ccs_emit_bytes(emit, domain->ident->name->text,
		       domain->ident->name->len);
	ccs_emit(emit, "\nuse_profile %u\n", domain->profile);
	if (domain->quota_exceeded)
		ccs_emit_text(emit, "quota_exceeded\n");
	if (domain->transition_failed)
		ccs_emit_text(emit, "transition_failed\n");
	ccs_emit_text(emit, "\n");
}

/* Goes on with one domain; @next is 0 before its header was printed. */
static bool print_domain(struct ccs_emit *emit,
			 const struct ccs_domain *domain, u64 *next)
{
	size_t mark = emit->len;
	const struct ccs_acl *acl;

	if (!*next) {
		print_header(emit, domain);
		if (!ccs_emit_commit(emit, mark))
			return false;
		*next = 1;
	}
	list_for_each_entry(acl, &domain->acls, node) {
		if (acl->seq < *next)
			continue;
		mark = emit->len;
		ccs_acl_print(emit, acl);
		ccs_emit_text(emit, "\n");
		if (!ccs_emit_commit(emit, mark))
			return false;
		*next = acl->seq + 1;
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

	if (!domain || pos->domain)
		return true;
	if (!print_domain(emit, domain, &pos->acl))
		return false;
	pos->domain = 1;
	return true;
}

/**
 * ccs_domain_print - print domains as the node ``domain_policy`` shows them
 * @policy: the policy
 * @pos: where to go on; zeroed, but for @only, to start
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
	list_for_each_entry(domain, &policy->domains, node) {
		if (domain->seq < pos->domain)
			continue;
		if (domain->seq > pos->domain)
			pos->acl = 0;
		pos->domain = domain->seq;
		if (!print_domain(emit, domain, &pos->acl))
			return false;
		pos->domain = domain->seq + 1;
		pos->acl = 0;
	}
	return true;
}
