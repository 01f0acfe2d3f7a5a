// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning: from a request to the line that grants it
 */

#include "acl.h"
#include "env.h"
#include "learn.h"
#include "profile.h"

/**
 * ccs_request_print - print a request as audit records show it
 * @emit: the writer
 * @request: the request
 */
void ccs_request_print(struct ccs_emit *emit,
		       const struct ccs_request *request)
{
	ccs_emit(emit, "file %s ", ccs_path_op_names[request->op]);
	ccs_emit_bytes(emit, request->path.text, request->path.len);
}

/**
 * ccs_learn_print - print the line that would grant a request
 * @emit: the writer
 * @request: the request
 * @exec: of an execution (semantics 8.5), else NULL
 */
void ccs_learn_print(struct ccs_emit *emit, const struct ccs_request *request,
		     const struct ccs_learn_exec *exec)
{
	ccs_request_print(emit, request);
	if (!exec)
		return;
	ccs_emit_text(emit, " exec.realpath=\"");
	ccs_emit_text(emit, exec->realpath);
	ccs_emit_text(emit, "\"");
	if (!exec->argv0)
		return;
	ccs_emit_text(emit, " exec.argv[0]=\"");
	ccs_emit_text(emit, exec->argv0);
	ccs_emit_text(emit, "\"");
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
	struct ccs_acl *acl;
	int err;

	if (!profile || ccs_acl_count(&domain->acls) >=
			profile->preference[CCS_PREFERENCE_LEARNING])
		return -EDQUOT;
	err = ccs_acl_parse(policy, domain->ns, line, &acl, &reject);
	if (!err)
		ccs_acl_add(policy, &domain->acls, acl);
	return err;
}
