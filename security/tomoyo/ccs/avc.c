// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records for the audit subsystem of the kernel
 *
 * So that ``ausearch -m AVC`` shows what was denied beside the denials of other
 * modules. What may not sleep is recorded by a worker: audit rules can be about
 * the program of a task, whose lock a hook's caller may hold.
 */

#include <linux/audit.h>
#include <linux/minmax.h>

#include "avc.h"
#include "common.h"
#include "core/ops.h"
#include "core/word.h"

/*
 * The audit daemon takes messages of about 8 KiB, and names with certain
 * characters have twice their length there.
 */
#define NAME_MAX_LEN 1000

/* Operands of a request that are shown, so that they fit. */
#define OPERANDS_MAX 3

/**
 * ccs_avc_wanted - is somebody told about denials by the audit subsystem?
 * @mode: the mode that the request was judged in
 *
 * Not in learning mode, whose denials are its purpose.
 *
 * Context: Any.
 * Return: true if auditing is on.
 */
bool ccs_avc_wanted(enum ccs_mode mode)
{
	return audit_enabled != AUDIT_OFF &&
	       (mode == CCS_MODE_PERMISSIVE || mode == CCS_MODE_ENFORCING);
}

/* A name that is too long loses its end, and shows how long it was. */
static void put_name(struct audit_buffer *ab, const char *key,
		     const struct ccs_span *name)
{
	audit_log_format(ab, " %s=", key);
	audit_log_n_untrustedstring(ab, name->text,
				    min_t(size_t, name->len, NAME_MAX_LEN));
	if (name->len > NAME_MAX_LEN)
		audit_log_format(ab, " %s_len=%zu", key, name->len);
}

static void put_operations(struct audit_buffer *ab,
			   const struct ccs_actor *actor)
{
	int op;

	audit_log_format(ab, "avc:  denied  {");
	for (op = 0; op < CCS_OP_MAX; op++)
		if (actor->perm & BIT(op) && ccs_op_names[actor->type][op])
			audit_log_format(ab, " %s",
					 ccs_op_names[actor->type][op]);
	if (!ccs_op_names[actor->type][0])
		audit_log_format(ab, actor->type == CCS_ACL_REWRITE ?
				 " rewrite" : " use");
	audit_log_format(ab, " } for ");
}

/* Words before the operands of a request, as it is printed. */
static int words_before(enum ccs_acl_type type, const struct ccs_span *request)
{
	struct ccs_span rest = *request;

	if (ccs_span_eat(&rest, "allow_") || type == CCS_ACL_CAPABILITY)
		return 1;
	return type == CCS_ACL_INET || type == CCS_ACL_UNIX ? 4 : 2;
}

static const char *key_of(enum ccs_acl_type type, int operand)
{
	static const char *const keys[OPERANDS_MAX] = {
		"name", "name2", "name3"
	};

	return !operand && type <= CCS_ACL_REWRITE ? "path" : keys[operand];
}

static void put_operands(struct audit_buffer *ab, enum ccs_acl_type type,
			 struct ccs_span request)
{
	int skip = words_before(type, &request), i;
	struct ccs_span word;

	while (skip--)
		ccs_span_word(&request, &word);
	for (i = 0; i < OPERANDS_MAX && request.len; i++) {
		/* A destination has blanks, and is the last operand. */
		if (*request.text == '<') {
			put_name(ab, key_of(type, i), &request);
			return;
		}
		ccs_span_word(&request, &word);
		put_name(ab, key_of(type, i), &word);
	}
}

/**
 * ccs_avc_log - record a denial with the audit subsystem
 * @record: the record
 *
 * It belongs to the records of the current system call unless a worker is at
 * it. The limits of the audit subsystem apply.
 *
 * Context: Any but NMI, without locks that audit rules could take.
 */
void ccs_avc_log(const struct ccs_record *record)
{
	const struct ccs_actor *const actor = &record->actor;
	const struct ccs_span request = {
		record->text + record->request,
		record->len - record->request - 1
	};
	const struct ccs_span domain = {
		record->text + record->domain,
		record->request - record->domain - 1
	};
	struct audit_buffer *ab;

	ab = audit_log_start(audit_context(), GFP_ATOMIC | __GFP_NOWARN,
			     AUDIT_AVC);
	if (!ab)
		return;
	put_operations(ab, actor);
	audit_log_format(ab, " pid=%d comm=", actor->pid);
	audit_log_untrustedstring(ab, actor->comm);
	put_operands(ab, actor->type, request);
	audit_log_format(ab, " lsm=" CCS_NAME " tclass=%s",
			 ccs_acl_directives[actor->type]);
	put_name(ab, "domain", &domain);
	audit_log_format(ab, " profile=%u policy_mode=%s permissive=%d",
			 actor->profile, ccs_mode_names[actor->mode],
			 actor->mode != CCS_MODE_ENFORCING);
	audit_log_end(ab);
}
