// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning: from a request to the line that grants it
 */

#include "acl.h"
#include "acl_kind.h"
#include "addr.h"
#include "env.h"
#include "exception.h"
#include "learn.h"
#include "namespace.h"
#include "profile.h"
#include "word.h"

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

static void print_operand(struct ccs_emit *emit,
			  const struct ccs_request *request,
			  const struct ccs_field *field)
{
	const struct ccs_str *const str = &request->path[field->slot];

	switch (field->type) {
	case CCS_FIELD_NUMBER:
	case CCS_FIELD_PORT:
	case CCS_FIELD_SIGNAL:
		print_number(emit, request, field->slot);
		break;
	case CCS_FIELD_ADDRESS:
		ccs_addr_print(emit, &request->address);
		break;
	case CCS_FIELD_CAPABILITY:
		ccs_emit_text(emit, ccs_capability_name(request->number[0]));
		break;
	default:
		if (str->text)
			ccs_emit_bytes(emit, str->text, str->len);
		else
			ccs_emit_text(emit, "any");
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

/**
 * ccs_request_print - print a request as audit records show it
 * @emit: the writer
 * @request: the request
 */
void ccs_request_print(struct ccs_emit *emit,
		       const struct ccs_request *request)
{
	const struct ccs_acl_kind *const kind = &ccs_acl_kinds[request->type];
	const char *const keyword = keyword_17(request);
	int i;

	if (keyword)
		ccs_emit_text(emit, keyword);
	else
		ccs_ops_print(emit, request->type, request->protocol,
			      BIT(request->op) | request->also);
	for (i = 0; i < kind->count; i++) {
		ccs_emit_text(emit, " ");
		print_operand(emit, request, &kind->fields[i]);
	}
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

static void generalise_name(const struct ccs_ns *ns, struct ccs_str *str)
{
	const struct ccs_name *const pattern =
		str->text ? ccs_file_pattern(ns, str) : NULL;
	struct ccs_span word;

	if (!pattern)
		return;
	/* 1.7 takes patterns that a line of 1.8 can't have. */
	word = (struct ccs_span){ pattern->text, pattern->len };
	if (!ccs_word_why(&word, CCS_DIALECT_18))
		*str = (struct ccs_str){ pattern->text, pattern->len,
					 pattern->hash };
}

/* What is learned instead of a file's own name (semantics 8.5). */
static void generalise(const struct ccs_ns *ns, struct ccs_request *request)
{
	int i;

	if (!(BIT(request->type) & GENERALISED) || is_execution(request))
		return;
	for (i = 0; i < GENERALISED_PATHS; i++)
		generalise_name(ns, &request->path[i]);
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

/**
 * ccs_learn_print - print the line that would grant a request
 * @emit: the writer
 * @ns: namespace of the domain that learns
 * @request: the request
 * @bound: the conditions that the line gets, or NULL
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
	const size_t mark = emit->len;

	widen_write(ns, &learned);
	generalise(ns, &learned);
	ccs_request_print(emit, &learned);
	if (!ccs_emit_commit(emit, mark)) {
		memcpy(learned.path, request->path, sizeof(learned.path));
		ccs_request_print(emit, &learned);
	}
	if (bound)
		print_bound(emit, request, bound);
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
	const struct ccs_profile *const profile =
		ccs_profile_of(domain->ns, domain->profile);
	struct ccs_reject reject = {};
	struct ccs_parse parse = {
		.policy = policy,
		.ns = domain->ns,
		.reject = &reject,
		.domain = domain->ident->name,
	};

	if (!profile || domain->acls.learned >=
			ccs_preference(domain->ns, profile,
				       CCS_PREFERENCE_LEARNING))
		return -EDQUOT;
	return ccs_acl_line(&parse, &domain->acls, line, false);
}
