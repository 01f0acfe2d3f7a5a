// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning: from a request to the line that grants it
 */

#include "acl.h"
#include "acl_kind.h"
#include "addr.h"
#include "decide.h"
#include "env.h"
#include "exception.h"
#include "generalise.h"
#include "learn.h"
#include "namespace.h"
#include "profile.h"
#include "word.h"

/* Anybody may use the ports from here on, and kernels choose among them. */
#define PORT_UNPRIVILEGED 1024

/**
 * struct printing - how a request is printed
 * @request: the request
 * @how: how its names are generalised, NULL not to
 * @exact: operands that are not, one bit each
 * @looking: it only looks at a file
 * @any_port: its port stands for all that nobody needs a privilege for
 * @as_17: addresses are written as 1.7 does
 */
struct printing {
	const struct ccs_request *request;
	const struct ccs_general *how;
	u8 exact;
	bool looking;
	bool any_port;
	bool as_17;
};

/*
 * How numbers of requests are written (semantics 13.4). Modes are octal,
 * commands and flags hexadecimal, the rest decimal.
 */
static enum ccs_radix radix_of(const struct ccs_request *request, int slot)
{
	switch (request->type) {
	case CCS_ACL_PATH_NUMBER:
		if (request->op == CCS_PATH_NUMBER_IOCTL)
			return CCS_HEXADECIMAL;
		return request->op == CCS_PATH_NUMBER_CHOWN ||
		       request->op == CCS_PATH_NUMBER_CHGRP ? CCS_DECIMAL :
							      CCS_OCTAL;
	case CCS_ACL_DEVICE:
		return slot ? CCS_DECIMAL : CCS_OCTAL;
	case CCS_ACL_MOUNT:
		return CCS_HEXADECIMAL;
	default:
		return CCS_DECIMAL;
	}
}

static void print_number(struct ccs_emit *emit,
			 const struct ccs_request *request, int slot)
{
	const u8 radix = radix_of(request, slot);
	const u64 value = request->number[slot];

	ccs_range_print(emit, &(struct ccs_range){
		.min = value, .max = value,
		.min_radix = radix, .max_radix = radix,
	});
}

static void print_port(struct ccs_emit *emit, const struct printing *printing)
{
	static const struct ccs_range any = {
		.min = PORT_UNPRIVILEGED, .max = U16_MAX,
	};

	if (printing->any_port)
		ccs_range_print(emit, &any);
	else
		print_number(emit, printing->request, 0);
}

static void print_name(struct ccs_emit *emit, const struct printing *printing,
		       int slot)
{
	const struct ccs_str *const str = &printing->request->path[slot];

	if (!str->text)
		ccs_emit_text(emit, "any");
	else if (!printing->how || printing->exact & BIT(slot))
		ccs_emit_bytes(emit, str->text, str->len);
	else
		ccs_general_print(emit, printing->how, printing->looking, str);
}

static void print_address(struct ccs_emit *emit, const struct printing *printing)
{
	const struct ccs_addr *const addr = &printing->request->address;
	const struct ccs_addr_range range = {
		.range = { addr->value, addr->value },
		.family = addr->family,
	};

	if (printing->as_17)
		ccs_addr_range_print_17(emit, &range);
	else
		ccs_addr_print(emit, addr);
}

static void print_operand(struct ccs_emit *emit,
			  const struct printing *printing,
			  const struct ccs_field *field)
{
	const struct ccs_request *const request = printing->request;

	switch (field->type) {
	case CCS_FIELD_NUMBER:
	case CCS_FIELD_SIGNAL:
		print_number(emit, request, field->slot);
		break;
	case CCS_FIELD_PORT:
		print_port(emit, printing);
		break;
	case CCS_FIELD_ADDRESS:
		print_address(emit, printing);
		break;
	case CCS_FIELD_CAPABILITY:
		ccs_emit_text(emit, ccs_capability_name(request->number[0]));
		break;
	default:
		print_name(emit, printing, field->slot);
	}
}

static void print_operands(struct ccs_emit *emit,
			   const struct printing *printing)
{
	const struct ccs_acl_kind *const kind =
		&ccs_acl_kinds[printing->request->type];
	int i;

	for (i = 0; i < kind->count; i++) {
		ccs_emit_text(emit, " ");
		print_operand(emit, printing, &kind->fields[i]);
	}
}

/* Room for directive, operations, numbers, addresses and blanks. */
#define REQUEST_SIZE 256

/**
 * ccs_request_size - room that ccs_request_print() needs
 * @request: the request
 *
 * Return: an upper bound, in bytes.
 */
size_t ccs_request_size(const struct ccs_request *request)
{
	size_t size = REQUEST_SIZE;
	int i;

	for (i = 0; i < CCS_REQUEST_PATHS; i++)
		if (request->path[i].text)
			size += request->path[i].len;
	return size;
}

/* What 1.8 has no word for is learned and shown in the words of 1.7. */
static const char *keyword_17(const struct ccs_request *request)
{
	if (request->type == CCS_ACL_REWRITE)
		return "allow_rewrite";
	if (request->type == CCS_ACL_CAPABILITY &&
	    ccs_capability_native(request->number[0]))
		return "allow_capability";
	return NULL;
}

static void print_request(struct ccs_emit *emit,
			  const struct printing *printing)
{
	const struct ccs_request *const request = printing->request;
	const char *const keyword = keyword_17(request);

	if (keyword)
		ccs_emit_text(emit, keyword);
	else
		ccs_ops_print(emit, request->type, request->protocol,
			      BIT(request->op) | request->also);
	print_operands(emit, printing);
}

static bool is_spelled(const struct ccs_spelling *row,
		       const struct ccs_request *request)
{
	const u16 perm = BIT(request->op) | request->also;

	return row->type == request->type &&
	       row->protocol == request->protocol &&
	       (request->type == CCS_ACL_CAPABILITY ||
		(row->perm & perm) == perm);
}

/* The directive of 1.7 that grants a request and the least besides. */
static const struct ccs_spelling *spelling_of(const struct ccs_request *request)
{
	const struct ccs_spelling *best = NULL;
	size_t i;

	for (i = 0; i < ccs_spelling_count; i++) {
		const struct ccs_spelling *const row = &ccs_spellings[i];

		if (is_spelled(row, request) &&
		    (!best || hweight16(row->perm) < hweight16(best->perm)))
			best = row;
	}
	return best;
}

/**
 * ccs_request_print_17 - print a request as the logs of 1.7 show it
 * @emit: the writer; ccs_request_size() is enough
 * @request: the request; what 1.7 did not know is printed as 1.8 does
 */
void ccs_request_print_17(struct ccs_emit *emit,
			  const struct ccs_request *request)
{
	const struct printing printing = { .request = request, .as_17 = true };
	const struct ccs_spelling *const row = spelling_of(request);

	if (!row) {
		ccs_request_print(emit, request);
		return;
	}
	ccs_emit_text(emit, row->keyword);
	print_operands(emit, &printing);
}

/**
 * ccs_request_print - print a request as audit records show it
 * @emit: the writer
 * @request: the request
 */
void ccs_request_print(struct ccs_emit *emit,
		       const struct ccs_request *request)
{
	print_request(emit, &(struct printing){ .request = request });
}

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
		       struct printing *printing)
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
	       request->number[0] >= PORT_UNPRIVILEGED &&
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
	if (keyword_17(request) && (bound->handler || bound->realpath ||
				    bound->argv0 || bound->symlink))
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
	struct printing printing = { .request = &learned };
	const size_t mark = emit->len;

	widen_write(ns, &learned);
	generalise(ns, &learned, bound, &printing);
	printing.any_port = generalises_port(request, bound);
	print_request(emit, &printing);
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
