/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names that are not the same the next time
 */

#ifndef CCS_CORE_GENERALISE_H
#define CCS_CORE_GENERALISE_H

#include "emit.h"
#include "env.h"
#include "name.h"
#include "profile.h"

/*
 * X(identifier): what changes from run to run although the program does the
 * same. Each is a switch of the profile.
 */
#define CCS_GENERAL_KINDS(X)	\
	X(PROC)			\
	X(PIPE)			\
	X(PTS)			\
	X(TEMP)			\
	X(PORT)

enum ccs_general_kind {
#define X(id) CCS_GENERAL_##id,
	CCS_GENERAL_KINDS(X)
#undef X
	CCS_GENERAL_COUNT
};

/* How many generations a process number in a name is looked for. */
#define CCS_GENERAL_PIDS 8

/**
 * struct ccs_general - how names are generalised
 * @kinds: what is, one bit each, by enum ccs_general_kind
 * @pid_count: how many @pids there are
 * @pids: the process and its ancestors
 */
struct ccs_general {
	u8 kinds;
	u8 pid_count;
	u32 pids[CCS_GENERAL_PIDS];
};

u8 ccs_general_kinds(const struct ccs_ns *ns,
		     const struct ccs_profile *profile);
void ccs_general_print(struct ccs_emit *emit, const struct ccs_general *how,
		       bool looking, const struct ccs_str *name);

#endif /* CCS_CORE_GENERALISE_H */
