/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changes of a policy that take effect at once
 */

#ifndef CCS_TESTS_FAKE_CHANGE_H
#define CCS_TESTS_FAKE_CHANGE_H

#include "lib/strbuf.h"
#include "part.h"
#include "policy.h"

/**
 * struct fake_change - the only transaction there can be, and who takes part
 * @dir: descriptor of the directory of nodes
 * @now: the policy in force; a commit sets it to another one
 * @answer: what the next read returns
 */
struct fake_change {
	int dir;
	struct ccs_policy **now;
	struct ccs_strbuf *answer;
};

int fake_change_line(struct fake_change *change, const char *node,
		     const struct ccs_span *line, struct ccs_reject *reject);

void fake_change_print(int dir, struct ccs_emit *emit);

#endif /* CCS_TESTS_FAKE_CHANGE_H */
