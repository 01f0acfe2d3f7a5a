// SPDX-License-Identifier: GPL-2.0-only
/*
 * What would the policy say?
 *
 * A question is written in lines: a domain, a request, facts. Asking it has no
 * effect whatever.
 */

#include "acl.h"
#include "cond.h"
#include "decide.h"
#include "env.h"
#include "exception.h"
#include "items.h"
#include "learn.h"
#include "namespace.h"
#include "number.h"
#include "policy.h"
#include "profile.h"
#include "request_text.h"
#include "transition.h"
#include "whatif.h"
#include "word.h"

/**
 * struct answer - what the policy says
 * @policy: the policy
 * @domain: who asks for @request
 * @request: what is asked
 * @given: what is known about it
 * @number: of the profile
 * @profile: the profile, NULL if there is none
 * @mode: enum ccs_mode
 * @found: as ccs_find_entry()
 * @grant: the entry that grants it
 */
struct answer {
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;
	const struct ccs_request *request;
	struct ccs_given *given;
	u8 number;
	const struct ccs_profile *profile;
	u8 mode;
	int found;
	struct ccs_grant grant;
};

/**
 * ccs_whatif_init - start without a question
 * @whatif: what is written; release what it holds with ccs_whatif_clear()
 */
void ccs_whatif_init(struct ccs_whatif *whatif)
{
	*whatif = (struct ccs_whatif){ .profile = -1 };
	ccs_given_init(&whatif->given);
}

static void forget_request(struct ccs_whatif *whatif)
{
	ccs_given_clear(&whatif->given);
	ccs_env_free(whatif->names);
	whatif->names = NULL;
	whatif->asked = false;
}

/**
 * ccs_whatif_clear - forget what was written
 * @whatif: what was
 *
 * Context: Any.
 */
void ccs_whatif_clear(struct ccs_whatif *whatif)
{
	forget_request(whatif);
	ccs_ident_put(whatif->domain);
	ccs_whatif_init(whatif);
}

static int take_profile(struct ccs_whatif *whatif, const struct ccs_ns *ns,
			const struct ccs_span *text, struct ccs_reject *reject)
{
	struct ccs_span digits = *text;
	u64 number;

	if (!ccs_span_eat(&digits, "profile=") ||
	    !ccs_decimal_parse(&digits, CCS_PROFILE_COUNT - 1, &number))
		return ccs_reject(reject, text,
				  "only profile=N can follow a domainname");
	if (!ccs_profile_of(ns, number))
		return ccs_reject(reject, text, "there is no such profile");
	whatif->profile = number;
	return 0;
}

static int take_domain(struct ccs_policy *policy, struct ccs_whatif *whatif,
		       const struct ccs_span *line, struct ccs_reject *reject)
{
	struct ccs_span rest = *line, name;
	struct ccs_domain *domain = NULL;

	ccs_whatif_clear(whatif);
	if (ccs_domainname_take(&rest, &name))
		domain = ccs_domain_find(policy, &name);
	if (!domain)
		return ccs_reject(reject, line, "there is no such domain");
	if (rest.len && take_profile(whatif, domain->ns, &rest, reject))
		return -EINVAL;
	whatif->domain = ccs_ident_get(domain->ident);
	return 0;
}

/* The name of the root has no text in policy, hence the room. */
#define NAMES_ROOM 64

static int take_request(struct ccs_parse *parse, struct ccs_whatif *whatif,
			const struct ccs_span *line)
{
	const size_t size = line->len + NAMES_ROOM;
	int err;

	forget_request(whatif);
	whatif->names = ccs_env_alloc(size);
	if (!whatif->names)
		return -ENOMEM;
	err = ccs_request_parse(parse, line, &whatif->request, whatif->names,
				size);
	whatif->asked = !err;
	return err;
}

static int take_line(struct ccs_policy *policy, struct ccs_whatif *whatif,
		     const struct ccs_span *line, struct ccs_reject *reject)
{
	struct ccs_parse parse = { .policy = policy, .reject = reject };
	const struct ccs_domain *domain;

	if (*line->text == '<')
		return take_domain(policy, whatif, line, reject);
	domain = whatif->domain ? ccs_domain_of(policy, whatif->domain) : NULL;
	if (!domain)
		return ccs_reject(reject, line,
				  "the name of a domain must come first");
	parse.ns = domain->ns;
	parse.domain = domain->ident->name;
	if (!ccs_given_is_line(line))
		return take_request(&parse, whatif, line);
	if (!whatif->asked)
		return ccs_reject(reject, line,
				  "the request must come before its facts");
	return ccs_given_line(&whatif->given, &parse, line);
}

static void keep_reason(struct ccs_whatif *whatif,
			const struct ccs_reject *reject)
{
	const size_t len = min(reject->word.len, sizeof(whatif->word) - 1);

	if (len)
		memcpy(whatif->word, reject->word.text, len);
	whatif->word[len] = '\0';
	whatif->why = reject->why ?: "no memory for it";
}

/**
 * ccs_whatif_line - take a line of a question
 * @policy: the policy; what the line needs for a moment counts against no
 *	quota
 * @whatif: what was written before. A domain forgets all of it, a request all
 *	but the domain; a refused line makes the question unanswerable until
 *	the next domain
 * @line: a normalised line that is not empty: ``DOMAINNAME [profile=N]``, a
 *	request, or facts
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_whatif_line(struct ccs_policy *policy, struct ccs_whatif *whatif,
		    const struct ccs_span *line, struct ccs_reject *reject)
{
	int err;

	policy->mem.exempt = true;
	err = take_line(policy, whatif, line, reject);
	policy->mem.exempt = false;
	if (err && !whatif->why)
		keep_reason(whatif, reject);
	return err;
}

static void judge(struct answer *answer)
{
	const struct ccs_ns *const ns = answer->domain->ns;
	const int item = ccs_request_item(answer->request);

	answer->profile = ccs_profile_of(ns, answer->number);
	answer->mode = CCS_MODE_DISABLED;
	if (item != CCS_ITEM_NONE && answer->policy->loaded)
		answer->mode = ccs_profile_config(ns, answer->profile, item) &
			       CCS_CONFIG_MODE;
	ccs_given_start(answer->given, answer->request);
	answer->found = ccs_find_entry(answer->domain, answer->request,
				       &answer->grant);
}

static bool has_entry(const struct ccs_acl_list *list,
		      const struct ccs_acl *acl)
{
	const struct ccs_acl *other;

	list_for_each_entry(other, &list->entries, node)
		if (other == acl)
			return true;
	return false;
}

static void print_place(const struct answer *answer, struct ccs_emit *emit)
{
	const struct ccs_acl *const acl = answer->grant.acl;
	const struct ccs_ns *const ns = answer->domain->ns;
	int i;

	if (has_entry(&answer->domain->acls, acl)) {
		ccs_emit_text(emit, "where=domain\n");
		return;
	}
	for (i = 0; i < CCS_ACL_GROUP_COUNT; i++) {
		const struct ccs_acl_list *const list = ccs_ns_acl_group(ns, i);

		if (!list || !has_entry(list, acl))
			continue;
		ccs_emit(emit, "where=acl_group %d\n", i);
		return;
	}
	ccs_emit_text(emit, "where=exception_policy\n");
}

static bool prefers(const struct answer *answer, enum ccs_preference which)
{
	return answer->profile &&
	       ccs_preference(answer->domain->ns, answer->profile, which);
}

static bool is_execution(const struct ccs_request *request)
{
	return request->type == CCS_ACL_PATH &&
	       request->op == CCS_PATH_EXECUTE;
}

/* What learning would bind the line to, as far as it is known. */
static struct ccs_learn_bound bound_of(const struct answer *answer)
{
	const struct ccs_given *const given = answer->given;
	struct ccs_learn_bound bound = {
		.handler = given->known & 1ULL << CCS_FACT_TASK_TYPE &&
			   given->number[CCS_FACT_TASK_TYPE] ==
			   CCS_EXECUTE_HANDLER,
		.general.kinds = ccs_general_kinds(answer->domain->ns,
						   answer->profile),
		.domain = answer->domain,
	};

	if (given->known & 1ULL << CCS_FACT_TASK_PID)
		bound.general.pids[bound.general.pid_count++] =
			given->number[CCS_FACT_TASK_PID];
	if (is_execution(answer->request) &&
	    prefers(answer, CCS_PREFERENCE_EXEC_REALPATH))
		bound.realpath = ccs_given_text(given, CCS_BLOCK_REALPATH);
	if (is_execution(answer->request) &&
	    prefers(answer, CCS_PREFERENCE_EXEC_ARGV0))
		bound.argv0 = ccs_given_text(given, CCS_BLOCK_ARGV);
	if (prefers(answer, CCS_PREFERENCE_SYMLINK_TARGET))
		bound.symlink = ccs_given_text(given, CCS_BLOCK_SYMLINK);
	return bound;
}

static void print_addition(const struct answer *answer, struct ccs_emit *emit)
{
	const struct ccs_learn_bound bound = bound_of(answer);

	ccs_emit_text(emit, "add=");
	ccs_learn_print(emit, answer->domain->ns, answer->request, &bound);
	ccs_emit_text(emit, "\n");
}

/* The domain that a program which may be started would be in. */
static void print_next(const struct answer *answer, struct ccs_emit *emit)
{
	const struct ccs_name *const from = answer->domain->ident->name;
	const struct ccs_name *const pattern = answer->grant.pattern;
	const struct ccs_acl *const acl = answer->grant.acl;
	const struct ccs_str name = { from->text, from->len, from->hash };
	struct ccs_str candidate = answer->request->path[0];
	struct ccs_destination next = {};

	ccs_emit_text(emit, "next=");
	if (emit->overflow)
		return;
	if (pattern)
		candidate = (struct ccs_str){ pattern->text, pattern->len,
					      pattern->hash };
	next.name = (struct ccs_emit){
		.buf = emit->buf + emit->len,
		.size = emit->size - emit->len,
	};
	ccs_transition_next(answer->policy, answer->domain->ns, &name,
			    &candidate, acl ? acl->cond : NULL, &next);
	emit->len += next.name.len;
	emit->overflow = next.name.overflow;
	ccs_emit_text(emit, "\n");
}

/* Overwriting what a deny_rewrite names is a second request (semantics 5). */
static void print_also(const struct answer *answer, struct ccs_emit *emit)
{
	const struct ccs_request *const request = answer->request;
	const u16 perm = BIT(request->op) | request->also;
	const struct ccs_ns *const ns = answer->domain->ns;

	if (request->type == CCS_ACL_PATH &&
	    perm & (BIT(CCS_PATH_WRITE) | BIT(CCS_PATH_TRUNCATE)) &&
	    ccs_rewrite_guarded(ns) &&
	    ccs_rewrite_denied(ns, &request->path[0]))
		ccs_emit(emit, "also=allow_rewrite %s\n",
			 request->path[0].text);
}

static void print_verdict(const struct answer *answer, struct ccs_emit *emit)
{
	const bool known = answer->found >= 0;
	const bool open = answer->found > 0 ||
			  answer->mode != CCS_MODE_ENFORCING;
	const int item = ccs_request_item(answer->request);

	ccs_emit(emit, "profile=%u mode=%s granted=%s result=%s\n",
		 answer->number, ccs_mode_names[answer->mode],
		 !known ? "unknown" : answer->found ? "yes" : "no",
		 open ? "allowed" : known ? "denied" : "unknown");
	if (item != CCS_ITEM_NONE)
		ccs_emit(emit, "item=%s::%s\n",
			 ccs_category_names[ccs_item_category[item]],
			 ccs_item_name(item));
	if (answer->found > 0) {
		print_place(answer, emit);
		ccs_acl_print(emit, answer->grant.acl, "entry=");
	} else if (known) {
		print_addition(answer, emit);
	}
	if (known && open && is_execution(answer->request))
		print_next(answer, emit);
	print_also(answer, emit);
	ccs_given_print_missing(answer->given, emit);
}

/* Why there is no answer, or NULL. */
static const char *why_silent(const struct ccs_whatif *whatif)
{
	if (whatif->why)
		return whatif->why;
	return whatif->asked ? NULL : "a domain and a request must be written first";
}

/**
 * ccs_whatif_print - print the answer
 * @policy: the policy
 * @whatif: the question
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true, or false to be called again with a larger buffer.
 */
bool ccs_whatif_print(const struct ccs_policy *policy,
		      struct ccs_whatif *whatif, struct ccs_emit *emit)
{
	const size_t mark = emit->len;
	const char *const why = why_silent(whatif);
	struct answer answer = {
		.policy = policy,
		.request = &whatif->request,
		.given = &whatif->given,
	};

	if (whatif->domain)
		answer.domain = ccs_domain_of(policy, whatif->domain);
	if (why) {
		ccs_emit(emit, "error=%s: %s\n", whatif->word, why);
	} else if (!answer.domain) {
		ccs_emit_text(emit, "error=: the domain is gone\n");
	} else {
		answer.number = whatif->profile < 0 ? answer.domain->profile :
						      whatif->profile;
		whatif->request.facts = &whatif->given.base;
		judge(&answer);
		print_verdict(&answer, emit);
	}
	return ccs_emit_commit(emit, mark);
}
