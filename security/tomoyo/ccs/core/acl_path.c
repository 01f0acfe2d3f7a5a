// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries about one path
 */

#include "acl.h"
#include "env.h"
#include "operand.h"
#include "ops.h"
#include "pattern.h"

struct path_entry {
	struct ccs_acl head;
	struct ccs_operand path;
};

static const struct path_entry *entry_of(const struct ccs_acl *acl)
{
	return container_of(acl, const struct path_entry, head);
}

/*
 * Every member of ``read/write`` must be an operation: the original compared
 * prefixes and ignored the rest, so that a typing error changed the meaning.
 */
static int parse_ops(const struct ccs_span *word, u16 *perm,
		     struct ccs_reject *reject)
{
	struct ccs_span rest = *word, op;

	if (!word->len || word->text[word->len - 1] == '/')
		return ccs_reject(reject, word, "an operation is missing");
	while (ccs_span_split(&rest, '/', &op)) {
		const int index = ccs_keyword_index(ccs_path_op_names,
						    CCS_PATH_OP_COUNT, &op);

		if (index < 0)
			return ccs_reject(reject, &op, "unknown operation");
		*perm |= BIT(index);
	}
	return 0;
}

static int parse(struct ccs_policy *policy, struct ccs_ns *ns,
		 struct ccs_span *rest, struct ccs_acl *acl,
		 struct ccs_reject *reject)
{
	struct path_entry *const entry = container_of(acl, struct path_entry,
						      head);
	struct ccs_span word;
	int err;

	ccs_span_word(rest, &word);
	err = parse_ops(&word, &acl->perm, reject);
	if (err)
		return err;
	ccs_span_word(rest, &word);
	return ccs_operand_parse(policy, ns, &word, &entry->path, reject);
}

static void print(struct ccs_emit *emit, const struct ccs_acl *acl)
{
	const u16 perm = READ_ONCE(acl->perm);
	const char *separator = " ";
	int op;

	ccs_emit_text(emit, "file");
	for (op = 0; op < CCS_PATH_OP_COUNT; op++) {
		if (!(perm & BIT(op)))
			continue;
		ccs_emit_text(emit, separator);
		ccs_emit_text(emit, ccs_path_op_names[op]);
		separator = "/";
	}
	ccs_emit_text(emit, " ");
	ccs_operand_print(emit, &entry_of(acl)->path);
}

static bool same(const struct ccs_acl *a, const struct ccs_acl *b)
{
	return ccs_operand_same(&entry_of(a)->path, &entry_of(b)->path);
}

static const struct ccs_name *match(const struct ccs_acl *acl,
				    const struct ccs_request *request)
{
	return ccs_operand_match(&entry_of(acl)->path, &request->path);
}

static void put(struct ccs_policy *policy, struct ccs_acl *acl)
{
	ccs_operand_put(policy, &container_of(acl, struct path_entry,
					      head)->path);
}

const struct ccs_acl_kind ccs_acl_path_kind = {
	.size = sizeof(struct path_entry),
	.parse = parse,
	.print = print,
	.same = same,
	.match = match,
	.put = put,
};
