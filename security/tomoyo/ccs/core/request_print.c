// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests as text
 */

#include "acl.h"
#include "acl_kind.h"
#include "addr.h"
#include "env.h"
#include "generalise.h"
#include "request_print.h"

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

static void print_port(struct ccs_emit *emit, const struct ccs_printing *printing)
{
	static const struct ccs_range any = {
		.min = CCS_PORT_UNPRIVILEGED, .max = U16_MAX,
	};

	if (printing->any_port)
		ccs_range_print(emit, &any);
	else
		print_number(emit, printing->request, 0);
}

static void print_name(struct ccs_emit *emit, const struct ccs_printing *printing,
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

static void print_address(struct ccs_emit *emit, const struct ccs_printing *printing)
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
			  const struct ccs_printing *printing,
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
			   const struct ccs_printing *printing)
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

/**
 * ccs_request_keyword_17 - the directive of what 1.8 has no word for
 * @request: the request
 *
 * Return: the word of 1.7, in which it is learned and shown, or NULL.
 */
const char *ccs_request_keyword_17(const struct ccs_request *request)
{
	if (request->type == CCS_ACL_REWRITE)
		return "allow_rewrite";
	if (request->type == CCS_ACL_CAPABILITY &&
	    ccs_capability_native(request->number[0]))
		return "allow_capability";
	return NULL;
}

/**
 * ccs_printing_print - print a request in some way
 * @emit: the writer
 * @printing: the request and the way
 */
void ccs_printing_print(struct ccs_emit *emit,
			const struct ccs_printing *printing)
{
	const struct ccs_request *const request = printing->request;
	const char *const keyword = ccs_request_keyword_17(request);

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
	const struct ccs_printing printing = { .request = request, .as_17 = true };
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
	ccs_printing_print(emit, &(struct ccs_printing){ .request = request });
}
