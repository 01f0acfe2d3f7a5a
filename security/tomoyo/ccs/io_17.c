// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes about policy that only 1.7 had
 */

#include "core/domain.h"
#include "core/number.h"
#include "core/word.h"
#include "nodes.h"
#include "root.h"
#include "stat.h"

static bool print_meminfo(struct ccs_session *session, struct ccs_emit *emit)
{
	ccs_stat_print_17(emit);
	return !emit->overflow;
}

static int meminfo_line(struct ccs_session *session,
			const struct ccs_span *line, struct ccs_reject *reject)
{
	ccs_stat_line(line, CCS_DIALECT_17);
	return 0;
}

const struct ccs_text_node ccs_meminfo_node = {
	.print = print_meminfo,
	.line = meminfo_line,
	.counted = true,
};

static bool print_domain_status(struct ccs_session *session,
				struct ccs_emit *emit)
{
	const struct ccs_policy *const policy = session->pin.policy;
	const struct ccs_domain *domain;

	ccs_place_for_each(domain, &session->next, policy, &policy->domains) {
		const size_t mark = emit->len;

		if (ccs_place_passed(&session->next, domain->seq))
			continue;
		ccs_emit(emit, "%u ", domain->profile);
		ccs_emit_bytes(emit, domain->ident->name->text,
			       domain->ident->name->len);
		ccs_emit_text(emit, "\n");
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(&session->next, policy, &domain->node,
			       domain->seq);
	}
	return true;
}

/* ``PROFILE DOMAINNAME`` is what ``use_profile`` is below that domain. */
static int domain_status_line(struct ccs_session *session,
			      const struct ccs_span *line,
			      struct ccs_reject *reject)
{
	struct ccs_policy *const policy = ccs_root_write();
	struct ccs_span name = *line, number, command;
	struct ccs_ident *cursor;
	struct ccs_domain *domain;
	char text[sizeof("use_profile 255")];
	u64 profile;
	int err;

	ccs_span_word(&name, &number);
	if (!ccs_decimal_parse(&number, CCS_PROFILE_COUNT - 1, &profile))
		return ccs_reject(reject, &number,
				  "not a profile number from 0 to 255");
	domain = ccs_domain_find(policy, &name);
	if (!domain)
		return ccs_reject(reject, &name, "there is no such domain");
	command.text = text;
	command.len = scnprintf(text, sizeof(text), "use_profile %llu",
				profile);
	cursor = ccs_ident_get(domain->ident);
	err = ccs_domain_line(policy, &cursor, &command, reject);
	if (err) {
		reject->word = number;
	} else {
		policy->edition++;
		ccs_root_moved(policy);
	}
	ccs_ident_put(cursor);
	return err;
}

const struct ccs_text_node ccs_domain_status_node = {
	.print = print_domain_status,
	.line = domain_status_line,
	.pinned = true,
	.counted = true,
};
