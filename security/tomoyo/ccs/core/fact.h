/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Questions that a condition may ask
 *
 * Core knows the questions and nobody's answers: the kernel answers from
 * credentials, inodes and the program being started, the harness from a row.
 */

#ifndef CCS_CORE_FACT_H
#define CCS_CORE_FACT_H

#include "env.h"
#include "name.h"

/* X(identifier, keyword): facts that are numbers (policy-language 9.2). */
#define CCS_FACTS(X)				\
	X(TASK_UID, "task.uid")			\
	X(TASK_EUID, "task.euid")		\
	X(TASK_SUID, "task.suid")		\
	X(TASK_FSUID, "task.fsuid")		\
	X(TASK_GID, "task.gid")			\
	X(TASK_EGID, "task.egid")		\
	X(TASK_SGID, "task.sgid")		\
	X(TASK_FSGID, "task.fsgid")		\
	X(TASK_PID, "task.pid")			\
	X(TASK_PPID, "task.ppid")		\
	X(EXEC_ARGC, "exec.argc")		\
	X(EXEC_ENVC, "exec.envc")		\
	X(PATH1_UID, "path1.uid")		\
	X(PATH1_GID, "path1.gid")		\
	X(PATH1_INO, "path1.ino")		\
	X(PATH1_MAJOR, "path1.major")		\
	X(PATH1_MINOR, "path1.minor")		\
	X(PATH1_PARENT_UID, "path1.parent.uid")	\
	X(PATH1_PARENT_GID, "path1.parent.gid")	\
	X(PATH1_PARENT_INO, "path1.parent.ino")

enum ccs_fact {
#define X(id, keyword) CCS_FACT_##id,
	CCS_FACTS(X)
#undef X
	CCS_FACT_COUNT
};

struct ccs_facts;

/**
 * struct ccs_fact_ops - how to ask
 * @number: the value of a fact
 * @realpath: name of the program to be executed, all links followed
 * @argv: its argument number @index, encoded and cut at CCS_ARGV_MAX bytes
 *
 * Each returns 0 with the answer, -ENOENT if there is no such object in this
 * request (then no block that asks holds, whatever its operator), or -EAGAIN
 * if the answer must be fetched where one may sleep: the source remembers what
 * was asked, the caller fetches it and evaluates again. @argv returns -ERANGE
 * for an index that the program was not given.
 *
 * Called with the policy's read side held; may not sleep.
 */
struct ccs_fact_ops {
	int (*number)(struct ccs_facts *facts, enum ccs_fact fact, u64 *value);
	int (*realpath)(struct ccs_facts *facts, struct ccs_str *value);
	int (*argv)(struct ccs_facts *facts, u32 index, struct ccs_str *value);
};

/**
 * struct ccs_facts - a source of answers; embedded in the source's own struct
 * @ops: how to ask it
 */
struct ccs_facts {
	const struct ccs_fact_ops *ops;
};

#endif /* CCS_CORE_FACT_H */
