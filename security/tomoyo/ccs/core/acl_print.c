// SPDX-License-Identifier: GPL-2.0-only
/*
 * Printing of ACL entries
 */

#include "acl.h"
#include "acl_kind.h"
#include "env.h"
#include "items.h"
#include "operand.h"
#include "word.h"

static void print_operands(struct ccs_emit *emit, const struct ccs_acl *acl,
			   u8 dialect)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	int i;

	for (i = 0; i < kind->count; i++) {
		ccs_emit_text(emit, " ");
		ccs_field_print(emit, &kind->fields[i], acl, dialect);
	}
	ccs_cond_print(emit, acl->cond, dialect);
	ccs_emit_text(emit, "\n");
}

/**
 * ccs_ops_print - print the words before the operands, as 1.8 writes them
 * @emit: the writer
 * @type: the kind of entry
 * @protocol: of a network entry
 * @perm: the operations
 */
void ccs_ops_print(struct ccs_emit *emit, enum ccs_acl_type type,
		   enum ccs_protocol protocol, u16 perm)
{
	const char *separator = " ";
	int op;

	ccs_emit_text(emit, ccs_acl_directives[type]);
	if (type == CCS_ACL_INET || type == CCS_ACL_UNIX)
		ccs_emit(emit, " %s %s",
			 ccs_family_names[type == CCS_ACL_UNIX],
			 ccs_protocol_names[protocol]);
	for (op = 0; op < CCS_OP_MAX && ccs_op_names[type][op]; op++) {
		if (!(perm & BIT(op)))
			continue;
		ccs_emit_text(emit, separator);
		ccs_emit_text(emit, ccs_op_names[type][op]);
		separator = "/";
	}
}

static bool has_native_operand(const struct ccs_acl *acl)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	int i;

	for (i = 0; i < kind->count; i++)
		if (ccs_field_native(&kind->fields[i], acl))
			return true;
	return false;
}

/* Has this entry no 1.8 line of exactly the same meaning? (architecture 4) */
static bool is_native(const struct ccs_acl *acl)
{
	return ccs_acl_type(acl) == CCS_ACL_REWRITE ||
	       ccs_cond_native(acl->cond) || has_native_operand(acl);
}

static void print_17(struct ccs_emit *emit, const struct ccs_acl *acl,
		     u16 perm, const char *prefix)
{
	size_t i;

	for (i = 0; i < ccs_spelling_count; i++) {
		const struct ccs_spelling *const row = &ccs_spellings[i];

		if (row->type != ccs_acl_type(acl) ||
		    row->protocol != ccs_acl_protocol(acl) ||
		    (perm & row->perm) != row->perm)
			continue;
		perm &= ~row->perm;
		ccs_emit_text(emit, prefix);
		ccs_emit_text(emit, row->keyword);
		print_operands(emit, acl, CCS_DIALECT_17);
	}
}

/**
 * ccs_acl_print_17 - print an entry as 1.7 writes it
 * @emit: the writer
 * @acl: the entry
 * @prefix: what every line starts with
 *
 * 1.7 has one operation a line, so there may be several.
 */
void ccs_acl_print_17(struct ccs_emit *emit, const struct ccs_acl *acl,
		      const char *prefix)
{
	print_17(emit, acl, ccs_acl_perm(acl), prefix);
}

/**
 * ccs_acl_print_only - print some operations of an entry in canonical form
 * @emit: the writer
 * @acl: the entry
 * @perm: which operations
 * @prefix: what every line starts with
 *
 * Ends with a newline. What only 1.7 can say takes as many lines as it has
 * operations.
 */
void ccs_acl_print_only(struct ccs_emit *emit, const struct ccs_acl *acl,
			u16 perm, const char *prefix)
{
	if (is_native(acl)) {
		print_17(emit, acl, perm, prefix);
		return;
	}
	ccs_emit_text(emit, prefix);
	ccs_ops_print(emit, ccs_acl_type(acl), ccs_acl_protocol(acl), perm);
	print_operands(emit, acl, CCS_DIALECT_18);
}

/**
 * ccs_acl_print - print an entry in canonical form
 * @emit: the writer
 * @acl: the entry
 * @prefix: what every line starts with
 */
void ccs_acl_print(struct ccs_emit *emit, const struct ccs_acl *acl,
		   const char *prefix)
{
	ccs_acl_print_only(emit, acl, ccs_acl_perm(acl), prefix);
}
