// SPDX-License-Identifier: GPL-2.0-only
/*
 * The texts that a policy consists of
 */

#include "env.h"
#include "manager.h"
#include "part.h"

const char *const ccs_part_names[CCS_PART_COUNT] = {
#define X(id, name) [CCS_PART_##id] = name,
	CCS_PARTS(X)
#undef X
};

/**
 * ccs_part_print - print a part as its node shows it
 * @policy: the policy
 * @part: the part
 * @pos: where to go on
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer.
 */
bool ccs_part_print(const struct ccs_policy *policy, enum ccs_part part,
		    struct ccs_part_pos *pos, struct ccs_emit *emit)
{
	switch (part) {
	case CCS_PART_DOMAIN:
		return ccs_domain_print(policy, &pos->domain, emit);
	case CCS_PART_EXCEPTION:
		return ccs_exception_node_print(policy, &pos->exception, emit);
	case CCS_PART_PROFILE:
		return ccs_profile_node_print(policy, &pos->profile, emit);
	case CCS_PART_MANAGER:
		return ccs_manager_print(policy, &pos->manager, emit);
	default:
		return true;
	}
}

/**
 * ccs_part_line - take a line of a part
 * @policy: the policy
 * @part: the part
 * @cursor: the domain that entries go to, NULL for none; the caller owns the
 *	reference
 * @line: the normalised line
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_part_line(struct ccs_policy *policy, enum ccs_part part,
		  struct ccs_ident **cursor, const struct ccs_span *line,
		  struct ccs_reject *reject)
{
	int err;

	switch (part) {
	case CCS_PART_DOMAIN:
		err = ccs_domain_line(policy, cursor, line, reject);
		/* Nobody enters a domain of a policy that is built aside. */
		ccs_domain_settle(policy, *cursor);
		return err;
	case CCS_PART_EXCEPTION:
		return ccs_exception_node_line(policy, line, reject);
	case CCS_PART_PROFILE:
		return ccs_profile_node_line(policy, line, reject);
	case CCS_PART_MANAGER:
		return ccs_manager_line(policy, line, reject);
	default:
		return ccs_reject(reject, line, "no policy is written here");
	}
}

/* What stands for a PROFILE_VERSION that no line has set is no line. */
static bool says_nothing(enum ccs_part part, const struct ccs_span *line)
{
	static const char unset[] = "PROFILE_VERSION=0";
	const size_t len = sizeof(unset) - 1;

	return !line->len ||
	       (part == CCS_PART_PROFILE && line->len >= len &&
		!memcmp(line->text + line->len - len, unset, len));
}

/**
 * ccs_part_lines - take what ccs_part_print() printed
 * @policy: the policy, another one
 * @part: the part
 * @cursor: as ccs_part_line(), kept between pieces of one text
 * @text: whole lines, NUL terminated; changed
 * @reject: filled in if a line is refused; points into @text
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, or the error of the first line that is refused.
 */
int ccs_part_lines(struct ccs_policy *policy, enum ccs_part part,
		   struct ccs_ident **cursor, char *text,
		   struct ccs_reject *reject)
{
	char *end;
	int err = 0;

	for (; *text && !err; text = end + 1) {
		struct ccs_span line = { .text = text };

		end = strchr(text, '\n');
		if (WARN_ON_ONCE(!end))
			return -EINVAL;
		*end = '\0';
		line.len = end - text;
		if (!says_nothing(part, &line))
			err = ccs_part_line(policy, part, cursor, &line,
					    reject);
	}
	return err;
}
