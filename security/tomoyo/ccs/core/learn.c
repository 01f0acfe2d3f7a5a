// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning: from a request to the line that grants it
 */

#include "acl.h"
#include "decide.h"
#include "env.h"
#include "exception.h"
#include "generalise.h"
#include "learn.h"
#include "namespace.h"
#include "profile.h"
#include "request_print.h"
#include "word.h"

/* Kinds of entries about files, whose names file_pattern is about. */
#define GENERALISED (BIT(CCS_ACL_PATH) | BIT(CCS_ACL_PATH2) |		\
		     BIT(CCS_ACL_PATH_NUMBER) | BIT(CCS_ACL_DEVICE) |	\
		     BIT(CCS_ACL_MOUNT) | BIT(CCS_ACL_REWRITE))

/* The third operand of a mount is no file. */
#define GENERALISED_PATHS 2

static bool is_execution(const struct ccs_request *request)
{
	return request->type == CCS_ACL_PATH &&
	       request->op == CCS_PATH_EXECUTE;
}

/* True if a file_pattern takes the place of a name. */
static bool take_pattern(const struct ccs_ns *ns, struct ccs_str *str)
{
	const struct ccs_name *const pattern =
		str->text ? ccs_file_pattern(ns, str) : NULL;
	struct ccs_span word;

	if (!pattern)
		return false;
	/* 1.7 takes patterns that a line of 1.8 can't have. */
	word = (struct ccs_span){ pattern->text, pattern->len };
	if (ccs_word_why(&word, CCS_DIALECT_18))
		return false;
	*str = (struct ccs_str){ pattern->text, pattern->len, pattern->hash };
	return true;
}

/* Operations on files whose names are generalised without a file_pattern. */
static const u16 general_ops[CCS_ACL_TYPE_COUNT] = {
	[CCS_ACL_PATH] = (u16)~(BIT(CCS_PATH_EXECUTE) | BIT(CCS_PATH_CHROOT) |
				BIT(CCS_PATH_UNMOUNT)),
	[CCS_ACL_PATH2] = BIT(CCS_PATH2_LINK) | BIT(CCS_PATH2_RENAME),
	[CCS_ACL_PATH_NUMBER] = (u16)~0,
	[CCS_ACL_REWRITE] = (u16)~0,
};

#define LOOKING (BIT(CCS_PATH_READ) | BIT(CCS_PATH_GETATTR))

/* What is learned instead of a file's own name (semantics 8.5). */
static void generalise(const struct ccs_ns *ns, struct ccs_request *request,
		       const struct ccs_learn_bound *bound,
		       struct ccs_printing *printing)
{
	const u16 perm = BIT(request->op) | request->also;
	int i;

	if (!(BIT(request->type) & GENERALISED) || is_execution(request))
		return;
	for (i = 0; i < GENERALISED_PATHS; i++)
		if (take_pattern(ns, &request->path[i]))
			printing->exact |= BIT(i);
	if (bound && general_ops[request->type] & BIT(request->op))
		printing->how = &bound->general;
	printing->looking = request->type == CCS_ACL_PATH &&
			    !(perm & ~LOOKING);
}

static bool may(const struct ccs_domain *domain,
		const struct ccs_request *request, u8 op, u16 port)
{
	struct ccs_request other = *request;
	struct ccs_grant grant;

	other.op = op;
	other.also = 0;
	other.number[0] = port;
	return ccs_find_entry(domain, &other, &grant) > 0;
}

/*
 * Did somebody's kernel choose the port? It did for whoever connects to us, and
 * for whoever sends a datagram that we did not ask for; that is where answers
 * go. It also did where we asked for any port.
 */
static bool is_chosen_port(const struct ccs_domain *domain,
			   const struct ccs_request *request)
{
	const u16 port = request->number[0];

	switch (request->op) {
	case CCS_INET_ACCEPT:
		return true;
	case CCS_INET_RECV:
		return !may(domain, request, CCS_INET_SEND, port);
	case CCS_INET_SEND:
		return may(domain, request, CCS_INET_RECV, port);
	case CCS_INET_LISTEN:
		return !may(domain, request, CCS_INET_BIND, port) &&
		       may(domain, request, CCS_INET_BIND, 0);
	default:
		return false;
	}
}

/* A raw socket's number is a protocol. */
static bool generalises_port(const struct ccs_request *request,
			     const struct ccs_learn_bound *bound)
{
	return bound && bound->domain &&
	       bound->general.kinds & BIT(CCS_GENERAL_PORT) &&
	       request->type == CCS_ACL_INET &&
	       request->protocol != CCS_PROTOCOL_RAW &&
	       request->number[0] >= CCS_PORT_UNPRIVILEGED &&
	       is_chosen_port(bound->domain, request);
}

/* 1.7 has one permission to write, which covers appending. */
static void widen_write(const struct ccs_ns *ns, struct ccs_request *request)
{
	const u16 perm = BIT(request->op) | request->also;

	if (request->type == CCS_ACL_PATH && perm & CCS_PERM_WRITE &&
	    ccs_ns_is_17(ns))
		request->also |= CCS_PERM_WRITE;
}

static void print_quoted(struct ccs_emit *emit, const char *variable,
			 const char *value)
{
	if (!value)
		return;
	ccs_emit_text(emit, variable);
	ccs_emit_text(emit, value);
	ccs_emit_text(emit, "\"");
}

static void print_conditions(struct ccs_emit *emit,
			     const struct ccs_learn_bound *bound)
{
	if (bound->handler)
		ccs_emit_text(emit, " task.type=execute_handler");
	print_quoted(emit, " exec.realpath=\"", bound->realpath);
	print_quoted(emit, " exec.argv[0]=\"", bound->argv0);
	print_quoted(emit, " symlink.target=\"", bound->symlink);
}

/* In words of 1.7 a line has its conditions behind another word. */
static void print_bound(struct ccs_emit *emit,
			const struct ccs_request *request,
			const struct ccs_learn_bound *bound)
{
	if (ccs_request_keyword_17(request) &&
	    (bound->handler || bound->realpath || bound->argv0 ||
	     bound->symlink))
		ccs_emit_text(emit, " if");
	print_conditions(emit, bound);
}

static size_t text_len(const char *text)
{
	return text ? strlen(text) : 0;
}

/* Room for the words of the conditions, besides what they contain. */
#define CONDITION_SIZE 128

/**
 * ccs_learn_size - room that ccs_learn_print() needs
 * @request: the request
 * @bound: the conditions that the line gets, or NULL
 *
 * Return: an upper bound, in bytes, but for a file_pattern.
 */
size_t ccs_learn_size(const struct ccs_request *request,
		      const struct ccs_learn_bound *bound)
{
	size_t size = 2 * ccs_request_size(request);

	if (bound)
		size += CONDITION_SIZE + text_len(bound->realpath) +
			text_len(bound->argv0) + text_len(bound->symlink);
	return size;
}

/**
 * ccs_learn_print - print the line that would grant a request
 * @emit: the writer
 * @ns: namespace of the domain that learns
 * @request: the request
 * @bound: the conditions that the line gets, and how it is generalised; NULL
 *	for a file_pattern at most
 *
 * A pattern may be longer than the name that it stands for: without room for
 * it the name itself is printed, for which ccs_request_size() is enough.
 *
 * Context: Policy lock or RCU read side held.
 */
void ccs_learn_print(struct ccs_emit *emit, const struct ccs_ns *ns,
		     const struct ccs_request *request,
		     const struct ccs_learn_bound *bound)
{
	struct ccs_request learned = *request;
	struct ccs_printing printing = { .request = &learned };
	const size_t mark = emit->len;

	widen_write(ns, &learned);
	generalise(ns, &learned, bound, &printing);
	printing.any_port = generalises_port(request, bound);
	ccs_printing_print(emit, &printing);
	if (!ccs_emit_commit(emit, mark)) {
		memcpy(learned.path, request->path, sizeof(learned.path));
		ccs_request_print(emit, &learned);
	}
	if (bound)
		print_bound(emit, request, bound);
}

static u32 limit_of(const struct ccs_domain *domain)
{
	const struct ccs_profile *const profile =
		ccs_profile_of(domain->ns, domain->profile);

	return profile ? ccs_preference(domain->ns, profile,
					CCS_PREFERENCE_LEARNING) : 0;
}

/**
 * ccs_learn - append a line to a domain that learns (semantics 8.4)
 * @policy: the policy
 * @domain: the domain
 * @line: what ccs_learn_print() printed; goes through the same parser as a
 *	line that an administrator writes
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EDQUOT if the domain has as many entries as its profile allows,
 * -ENOMEM, or -EINVAL if the line does not parse.
 */
int ccs_learn(struct ccs_policy *policy, struct ccs_domain *domain,
	      const struct ccs_span *line)
{
	struct ccs_reject reject = {};
	struct ccs_parse parse = {
		.policy = policy,
		.ns = domain->ns,
		.reject = &reject,
		.domain = domain->ident->name,
	};

	if (domain->acls.learned >= limit_of(domain))
		return -EDQUOT;
	return ccs_acl_line(&parse, &domain->acls, line, false);
}

/**
 * ccs_learn_near_limit - is there something to be said about the limit?
 * @domain: a domain that learned a line
 *
 * Context: Policy lock held.
 * Return: true once when less than a tenth of the limit is left, and again
 * after there was more.
 */
bool ccs_learn_near_limit(struct ccs_domain *domain)
{
	const u32 limit = limit_of(domain);
	const bool near = domain->acls.learned >= limit - limit / 10;
	const bool first = near && !domain->quota_near;

	domain->quota_near = near;
	return first;
}
