// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines of the domain policy
 */

#include "domain.h"
#include "env.h"
#include "namespace.h"
#include "number.h"
#include "word.h"

/**
 * struct domain_line - a line below a domain's header
 * @policy: the policy
 * @domain: the domain
 * @text: the line behind ``delete``
 * @remove: the line was a ``delete``
 * @reject: filled in if the line is refused
 */
struct domain_line {
	struct ccs_policy *policy;
	struct ccs_domain *domain;
	struct ccs_span text;
	bool remove;
	struct ccs_reject *reject;
};

static void move_cursor(struct ccs_ident **cursor, struct ccs_domain *domain)
{
	struct ccs_ident *const old = *cursor;

	*cursor = domain ? ccs_ident_get(domain->ident) : NULL;
	ccs_ident_put(old);
}

static const char *domainname_why(const struct ccs_policy *policy,
				  const struct ccs_span *text)
{
	return ccs_domainname_why(text, policy->dialects & CCS_DIALECT_18 ?
					CCS_DIALECT_18 : CCS_DIALECT_17);
}

static int take_domainname(const struct ccs_policy *policy,
			   struct ccs_ident **cursor,
			   const struct ccs_span *text,
			   struct ccs_reject *reject)
{
	const char *const why = domainname_why(policy, text);

	if (!why)
		return 0;
	move_cursor(cursor, NULL);
	return ccs_reject(reject, text, why);
}

/* A namespace comes into being with the first domain that is written. */
static int create_domain(struct ccs_policy *policy,
			 const struct ccs_span *name,
			 struct ccs_domain **result)
{
	struct ccs_span rest = *name, word;
	struct ccs_ns *ns;
	int err;

	ccs_span_word(&rest, &word);
	ns = ccs_ns_get(policy, &word);
	if (!ns)
		return -ENOMEM;
	err = ccs_domain_create(policy, name, result);
	if (!err)
		(*result)->unset = true;
	ccs_ns_settle(policy, ns, !err);
	return err;
}

/**
 * ccs_domain_begin - lines about a domain follow
 * @policy: the policy
 * @cursor: the domain that entries go to from now on, NULL for none
 *
 * Context: Policy lock held.
 * Return: true if the domain is new, and complete only where these lines end:
 * not where those end that somebody else writes meanwhile.
 */
bool ccs_domain_begin(struct ccs_policy *policy, const struct ccs_ident *cursor)
{
	struct ccs_domain *const domain =
		cursor ? ccs_domain_of(policy, cursor) : NULL;

	if (!domain || !domain->unset || domain->begun)
		return false;
	domain->begun = true;
	return true;
}

/**
 * ccs_domain_settle - no more lines follow for now
 * @policy: the policy
 * @cursor: the domain that entries went to, NULL for none
 *
 * A domain that was given no profile has profile 0 from now on. One that is
 * deleted by now never was complete, and must not be entered with that.
 *
 * Context: Policy lock held.
 * Return: true if somebody may have waited for that.
 */
bool ccs_domain_settle(struct ccs_policy *policy,
		       const struct ccs_ident *cursor)
{
	struct ccs_domain *const domain =
		cursor ? ccs_domain_of(policy, cursor) : NULL;

	if (!domain || !domain->unset || domain->deleted)
		return false;
	domain->unset = false;
	return true;
}

/* A line that is a domainname: selects the domain, which may be new. */
static int domain_header(struct ccs_policy *policy, struct ccs_ident **cursor,
			 const struct ccs_span *name,
			 struct ccs_reject *reject)
{
	struct ccs_domain *domain;
	int err = take_domainname(policy, cursor, name, reject);

	if (err)
		return err;
	domain = ccs_domain_find(policy, name);
	if (!domain)
		err = create_domain(policy, name, &domain);
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
	const int err = take_domainname(policy, cursor, name, reject);

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
	struct ccs_span word = *name;
	int err;

	/* As who selects what to read writes it (policy-language 8.5). */
	ccs_span_eat(&word, "domain=");
	err = take_domainname(policy, cursor, &word, reject);
	if (!err)
		move_cursor(cursor, ccs_domain_find(policy, &word));
	return err;
}

/*
 * Before the policy is loaded the profile may still come; afterwards a number
 * without a profile would disable the domain's protection. What is in force
 * already changes nothing, and is what a print of the domain says.
 */
static int use_profile(const struct domain_line *line,
		       const struct ccs_span *word)
{
	u64 number;

	if (!ccs_decimal_parse(word, CCS_PROFILE_COUNT - 1, &number))
		return ccs_reject(line->reject, word,
				  "not a profile number from 0 to 255");
	if (line->remove)
		return 0;
	if (line->policy->loaded && number != line->domain->profile &&
	    !line->domain->ns->profiles[number])
		return ccs_reject(line->reject, word,
				  "this profile is not defined");
	WRITE_ONCE(line->domain->profile, number);
	line->domain->unset = false;
	return 0;
}

static int use_group(const struct domain_line *line,
		     const struct ccs_span *word)
{
	u64 number, *groups, bit;

	if (!ccs_decimal_parse(word, CCS_ACL_GROUP_COUNT - 1, &number))
		return ccs_reject(line->reject, word,
				  "not the number of an acl_group, from 0 to 255");
	groups = &line->domain->groups[number / 64];
	bit = 1ull << (number % 64);
	WRITE_ONCE(*groups, line->remove ? *groups & ~bit : *groups | bit);
	return 0;
}

/* Returns false if the line is none of the flags. */
static bool set_flag(const struct domain_line *line)
{
	const char first = line->text.len ? *line->text.text : '\0';
	char *const base = (char *)line->domain;
	size_t i;

	for (i = 0; i < CCS_DOMAIN_FLAG_COUNT; i++) {
		const struct ccs_domain_flag *const flag = &ccs_domain_flags[i];

		if (*flag->keyword != first ||
		    !(line->policy->dialects & flag->dialects) ||
		    !ccs_span_is(&line->text, flag->keyword))
			continue;
		WRITE_ONCE(*(bool *)(base + flag->offset), !line->remove);
		return true;
	}
	return false;
}

static int acl_line(const struct domain_line *line)
{
	struct ccs_policy *const policy = line->policy;
	struct ccs_parse parse = {
		.policy = policy,
		.ns = line->domain->ns,
		.reject = line->reject,
		.domain = line->domain->ident->name,
	};
	const bool exempt = policy->mem.exempt;
	int err;

	policy->mem.exempt = exempt || line->remove;
	err = ccs_acl_line(&parse, &line->domain->acls, &line->text,
			   line->remove);
	policy->mem.exempt = exempt;
	return err;
}

static int body_line(const struct domain_line *line)
{
	struct ccs_span rest = line->text;

	if (set_flag(line))
		return 0;
	if (ccs_span_keyword(&rest, "use_profile"))
		return use_profile(line, &rest);
	if ((line->policy->dialects & CCS_DIALECT_18) &&
	    ccs_span_keyword(&rest, "use_group"))
		return use_group(line, &rest);
	return acl_line(line);
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
	struct domain_line entry = {
		.policy = policy, .text = *line, .reject = reject,
	};

	entry.remove = ccs_span_keyword(&entry.text, "delete");
	if (entry.text.len && *entry.text.text == '<')
		return entry.remove ?
		       delete_domain(policy, cursor, &entry.text, reject) :
		       domain_header(policy, cursor, &entry.text, reject);
	if (!entry.remove && ccs_span_keyword(&entry.text, "select"))
		return select_domain(policy, cursor, &entry.text, reject);
	entry.domain = *cursor ? ccs_domain_of(policy, *cursor) : NULL;
	if (!entry.domain || entry.domain->deleted)
		return ccs_reject(reject, line, "no domain is selected");
	entry.domain->unclaimed = false;
	return body_line(&entry);
}
