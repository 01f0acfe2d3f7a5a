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

/*
 * X(identifier, keyword): facts that are numbers (policy-language 9.2). Their
 * order is a contract: the sections below follow each other, and within a path
 * the nine attributes of the object precede the four of its directory.
 */
#define CCS_TASK_FACTS(X)			\
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
	X(TASK_TYPE, "task.type")		\
	X(TASK_FOREIGN_MNT, "task.foreign_mnt")

/* Only the 1.7 dialect knows these; they have no 1.8 form. */
#define CCS_STATE_FACTS(X)			\
	X(TASK_STATE0, "task.state[0]")		\
	X(TASK_STATE1, "task.state[1]")		\
	X(TASK_STATE2, "task.state[2]")

#define CCS_EXEC_FACTS(X)			\
	X(EXEC_ARGC, "exec.argc")		\
	X(EXEC_ENVC, "exec.envc")

/* There is no parent.type, parent.major and the like (policy-language 9.2). */
#define CCS_PATH_FACTS(X, id, keyword)			\
	X(id##_UID, keyword ".uid")			\
	X(id##_GID, keyword ".gid")			\
	X(id##_INO, keyword ".ino")			\
	X(id##_PERM, keyword ".perm")			\
	X(id##_MAJOR, keyword ".major")			\
	X(id##_MINOR, keyword ".minor")			\
	X(id##_TYPE, keyword ".type")			\
	X(id##_DEV_MAJOR, keyword ".dev_major")		\
	X(id##_DEV_MINOR, keyword ".dev_minor")		\
	X(id##_PARENT_UID, keyword ".parent.uid")	\
	X(id##_PARENT_GID, keyword ".parent.gid")	\
	X(id##_PARENT_INO, keyword ".parent.ino")	\
	X(id##_PARENT_PERM, keyword ".parent.perm")

#define CCS_FACTS(X)				\
	CCS_TASK_FACTS(X)			\
	CCS_STATE_FACTS(X)			\
	CCS_EXEC_FACTS(X)			\
	CCS_PATH_FACTS(X, PATH1, "path1")	\
	CCS_PATH_FACTS(X, PATH2, "path2")

enum ccs_fact {
#define X(id, keyword) CCS_FACT_##id,
	CCS_FACTS(X)
#undef X
	CCS_FACT_COUNT
};

#define CCS_FACTS_PER_PATH (CCS_FACT_PATH2_UID - CCS_FACT_PATH1_UID)

static_assert(CCS_FACT_PATH1_UID + 2 * CCS_FACTS_PER_PATH == CCS_FACT_COUNT);

/*
 * What task.type says of an execute handler. A bit that 1.8 kept in the task;
 * policies compare it with the keyword, which is this number too.
 */
#define CCS_EXECUTE_HANDLER 8

/* X(identifier, keyword, value): constants that are plain numbers. */
#define CCS_PLAIN_CONSTANTS(X)				\
	X(SOCKET, "socket", 0140000)			\
	X(SYMLINK, "symlink", 0120000)			\
	X(FILE, "file", 0100000)			\
	X(BLOCK, "block", 0060000)			\
	X(DIRECTORY, "directory", 0040000)		\
	X(CHAR, "char", 0020000)			\
	X(FIFO, "fifo", 0010000)			\
	X(HANDLER, "execute_handler", CCS_EXECUTE_HANDLER)

/* Constants that mean one bit of a permission (policy-language 9.5). */
#define CCS_BIT_CONSTANTS(X)				\
	X(SETUID, "setuid", 04000)			\
	X(SETGID, "setgid", 02000)			\
	X(STICKY, "sticky", 01000)			\
	X(OWNER_READ, "owner_read", 0400)		\
	X(OWNER_WRITE, "owner_write", 0200)		\
	X(OWNER_EXECUTE, "owner_execute", 0100)		\
	X(GROUP_READ, "group_read", 0040)		\
	X(GROUP_WRITE, "group_write", 0020)		\
	X(GROUP_EXECUTE, "group_execute", 0010)		\
	X(OTHERS_READ, "others_read", 0004)		\
	X(OTHERS_WRITE, "others_write", 0002)		\
	X(OTHERS_EXECUTE, "others_execute", 0001)

#define CCS_CONSTANTS(X)	\
	CCS_PLAIN_CONSTANTS(X)	\
	CCS_BIT_CONSTANTS(X)

enum ccs_constant {
#define X(id, keyword, value) CCS_CONSTANT_##id,
	CCS_CONSTANTS(X)
#undef X
	CCS_CONSTANT_COUNT
};

static inline bool ccs_constant_is_bit(enum ccs_constant constant)
{
	return constant >= CCS_CONSTANT_SETUID;
}

static inline bool ccs_fact_is_state(enum ccs_fact fact)
{
	return fact >= CCS_FACT_TASK_STATE0 && fact <= CCS_FACT_TASK_STATE2;
}

extern const char *const ccs_fact_names[CCS_FACT_COUNT];
extern const char *const ccs_constant_names[CCS_CONSTANT_COUNT];
extern const u16 ccs_constant_values[CCS_CONSTANT_COUNT];

bool ccs_fact_is_perm(enum ccs_fact fact);

struct ccs_facts;

/**
 * struct ccs_fact_ops - how to ask
 * @number: the value of a fact
 * @realpath: name of the program to be executed, all links followed
 * @symlink: what the symbolic link that is being made will contain, encoded
 * @argv: argument number @index of the program, encoded and cut at
 *	CCS_ARGV_MAX bytes
 * @envp: name and value of its variable number @index, each encoded and cut
 *	likewise; strings without a ``=`` are not counted
 *
 * Each returns 0 with the answer, -ENOENT if there is no such object in this
 * request (then no block that asks holds, whatever its operator), or -EAGAIN
 * if the answer must be fetched where one may sleep: the source remembers what
 * was asked, the caller fetches it and evaluates again. @argv and @envp return
 * -ERANGE for an index behind the last one.
 *
 * Called with the policy's read side held; may not sleep.
 */
struct ccs_fact_ops {
	int (*number)(struct ccs_facts *facts, enum ccs_fact fact, u64 *value);
	int (*realpath)(struct ccs_facts *facts, struct ccs_str *value);
	int (*symlink)(struct ccs_facts *facts, struct ccs_str *value);
	int (*argv)(struct ccs_facts *facts, u32 index, struct ccs_str *value);
	int (*envp)(struct ccs_facts *facts, u32 index, struct ccs_str *name,
		    struct ccs_str *value);
};

/**
 * struct ccs_facts - a source of answers; embedded in the source's own struct
 * @ops: how to ask it
 */
struct ccs_facts {
	const struct ccs_fact_ops *ops;
};

#endif /* CCS_CORE_FACT_H */
