/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: conditions and whether they hold
 */

#ifndef CCS_KUNIT_VECTORS_COND_EVAL_H
#define CCS_KUNIT_VECTORS_COND_EVAL_H

#include "../facts.h"

/**
 * struct cond_eval_row - a condition in a world
 * @facts: the world
 * @text: the condition
 * @held: 1 if it holds, 0 if not, or an error
 */
struct cond_eval_row {
	const struct ccs_row_facts *facts;
	const char *text;
	int held;
};

#define PATH1_FACTS (BIT(CCS_FACT_PATH1_UID) | BIT(CCS_FACT_PATH1_GID) |    \
		     BIT(CCS_FACT_PATH1_INO) | BIT(CCS_FACT_PATH1_MAJOR) |  \
		     BIT(CCS_FACT_PATH1_MINOR))
#define EXEC_FACTS (BIT(CCS_FACT_EXEC_ARGC) | BIT(CCS_FACT_EXEC_ENVC))

static const char *const shell_argv[] = { "sh", "-c", "a\\040b", "/b/c", "",
					  NULL };
static const char *const no_argv[] = { NULL };

/* A user reads a file of theirs. */
static const struct ccs_row_facts user_facts = {
	.number = {
		[CCS_FACT_TASK_UID] = 5,
		[CCS_FACT_TASK_EUID] = 6,
		[CCS_FACT_TASK_SUID] = 7,
		[CCS_FACT_TASK_FSUID] = 8,
		[CCS_FACT_TASK_GID] = 15,
		[CCS_FACT_TASK_EGID] = 16,
		[CCS_FACT_TASK_SGID] = 17,
		[CCS_FACT_TASK_FSGID] = 18,
		[CCS_FACT_TASK_PID] = 100,
		[CCS_FACT_TASK_PPID] = 99,
		[CCS_FACT_PATH1_UID] = 5,
		[CCS_FACT_PATH1_GID] = 25,
		[CCS_FACT_PATH1_INO] = 0xFFFFFFFFFFFFFFFFULL,
		[CCS_FACT_PATH1_MAJOR] = 8,
		[CCS_FACT_PATH1_MINOR] = 1,
		[CCS_FACT_PATH1_PARENT_UID] = 0,
		[CCS_FACT_PATH1_PARENT_GID] = 35,
		[CCS_FACT_PATH1_PARENT_INO] = 2,
	},
	.missing = EXEC_FACTS,
};

/* Root executes a shell. */
static const struct ccs_row_facts exec_facts = {
	.number = {
		[CCS_FACT_EXEC_ARGC] = 5,
		[CCS_FACT_EXEC_ENVC] = 2,
	},
	.realpath = "/bin/busybox",
	.argv = shell_argv,
};

/* Somebody executes a program without any argument. */
static const struct ccs_row_facts bare_exec_facts = {
	.realpath = "/bin/busybox",
	.argv = no_argv,
};

/* A file that does not exist yet is created in a directory of root's. */
static const struct ccs_row_facts create_facts = {
	.missing = PATH1_FACTS | EXEC_FACTS,
};

/* Attributes and arguments have not been fetched yet. */
static const struct ccs_row_facts unfetched_facts = {
	.later = PATH1_FACTS,
	.realpath = "/bin/busybox",
};

/* clang-format off */
static const struct cond_eval_row cond_eval_rows[] = {
	/* Every number is the one that its keyword says. */
	{ &user_facts, "task.uid=5", 1 },
	{ &user_facts, "task.euid=6", 1 },
	{ &user_facts, "task.suid=7", 1 },
	{ &user_facts, "task.fsuid=8", 1 },
	{ &user_facts, "task.gid=15", 1 },
	{ &user_facts, "task.egid=16", 1 },
	{ &user_facts, "task.sgid=17", 1 },
	{ &user_facts, "task.fsgid=18", 1 },
	{ &user_facts, "task.pid=100", 1 },
	{ &user_facts, "task.ppid=99", 1 },
	{ &user_facts, "path1.uid=5", 1 },
	{ &user_facts, "path1.gid=25", 1 },
	{ &user_facts, "path1.ino=18446744073709551615", 1 },
	{ &user_facts, "path1.major=8", 1 },
	{ &user_facts, "path1.minor=1", 1 },
	{ &user_facts, "path1.parent.uid=0", 1 },
	{ &user_facts, "path1.parent.gid=35", 1 },
	{ &user_facts, "path1.parent.ino=2", 1 },
	{ &exec_facts, "exec.argc=5", 1 },
	{ &exec_facts, "exec.envc=2", 1 },
	/* Equal and different. */
	{ &user_facts, "task.uid=0", 0 },
	{ &user_facts, "task.uid!=0", 1 },
	{ &user_facts, "task.uid!=5", 0 },
	{ &user_facts, "5=task.uid", 1 },
	{ &user_facts, "5!=task.uid", 0 },
	{ &exec_facts, "task.uid=0", 1 },
	{ &exec_facts, "task.uid!=0", 0 },
	/* Ranges, and which base they were written in. */
	{ &user_facts, "task.uid=1-10", 1 },
	{ &user_facts, "task.uid=5-5", 1 },
	{ &user_facts, "task.uid=0-4", 0 },
	{ &user_facts, "task.uid=6-10", 0 },
	{ &user_facts, "0-3=task.uid", 0 },
	{ &user_facts, "0-3!=task.uid", 1 },
	{ &user_facts, "task.gid=0xF", 1 },
	{ &user_facts, "task.gid=017", 1 },
	{ &user_facts, "task.gid=0x10", 0 },
	/* Constants on both sides. */
	{ &user_facts, "1-5=3", 1 },
	{ &user_facts, "1-5=5-9", 1 },
	{ &user_facts, "1-4=5-9", 0 },
	{ &user_facts, "1-4!=5-9", 1 },
	{ &user_facts, "0=0", 1 },
	{ &user_facts, "0=1", 0 },
	{ &user_facts, "0!=1", 1 },
	/* Facts on both sides. */
	{ &user_facts, "task.uid=path1.uid", 1 },
	{ &user_facts, "task.uid!=path1.uid", 0 },
	{ &user_facts, "task.uid=task.euid", 0 },
	{ &user_facts, "task.uid!=task.euid", 1 },
	{ &user_facts, "task.uid=task.uid", 1 },
	{ &user_facts, "path1.uid=path1.parent.uid", 0 },
	/* All blocks must hold. */
	{ &user_facts, "task.uid=5 task.gid=15", 1 },
	{ &user_facts, "task.uid=5 task.gid=16", 0 },
	{ &user_facts, "task.uid=6 task.gid=15", 0 },
	{ &user_facts, "task.uid=5 task.uid!=5", 0 },
	/* An object that is not there: no block about it holds. */
	{ &create_facts, "path1.uid=0", 0 },
	{ &create_facts, "path1.uid!=0", 0 },
	{ &create_facts, "0=path1.uid", 0 },
	{ &create_facts, "0!=path1.uid", 0 },
	{ &create_facts, "task.uid=path1.uid", 0 },
	{ &create_facts, "task.uid!=path1.uid", 0 },
	{ &create_facts, "path1.parent.uid=0", 1 },
	{ &create_facts, "path1.parent.uid=0 path1.ino!=1", 0 },
	{ &user_facts, "exec.argc=0", 0 },
	{ &user_facts, "exec.argc!=0", 0 },
	{ &user_facts, "exec.argv[0]=\"x\"", 0 },
	{ &user_facts, "exec.argv[0]!=\"x\"", 0 },
	{ &user_facts, "exec.realpath=\"/bin/busybox\"", 0 },
	{ &user_facts, "exec.realpath!=\"/bin/busybox\"", 0 },
	{ &user_facts, "exec.realpath=@G", 0 },
	{ &user_facts, "exec.realpath!=@G", 0 },
	/* Arguments. */
	{ &exec_facts, "exec.argv[0]=\"sh\"", 1 },
	{ &exec_facts, "exec.argv[0]!=\"sh\"", 0 },
	{ &exec_facts, "exec.argv[1]=\"-c\"", 1 },
	{ &exec_facts, "exec.argv[2]=\"a\\040b\"", 1 },
	{ &exec_facts, "exec.argv[2]=\"\\*\"", 1 },
	{ &exec_facts, "exec.argv[2]=\"a\\?b\"", 1 },
	{ &exec_facts, "exec.argv[3]=\"\\*\"", 0 },
	{ &exec_facts, "exec.argv[3]=\"/\\*/\\*\"", 1 },
	{ &exec_facts, "exec.argv[4]=\"\"", 1 },
	{ &exec_facts, "exec.argv[0]=\"\"", 0 },
	{ &exec_facts, "exec.argv[0]!=\"\"", 1 },
	{ &exec_facts, "exec.argv[0]=\"sh\" exec.argv[1]=\"-c\"", 1 },
	{ &exec_facts, "exec.argv[0]=\"sh\" exec.argv[1]=\"-d\"", 0 },
	/* An argument that was not given. */
	{ &exec_facts, "exec.argv[5]=\"x\"", 0 },
	{ &exec_facts, "exec.argv[5]!=\"x\"", 1 },
	{ &exec_facts, "exec.argv[5]=\"\"", 0 },
	{ &exec_facts, "exec.argv[4294967295]!=\"x\"", 1 },
	{ &bare_exec_facts, "exec.argv[0]=\"\\*\"", 0 },
	{ &bare_exec_facts, "exec.argv[0]!=\"\\*\"", 1 },
	{ &bare_exec_facts, "exec.argc=0", 1 },
	/* The program; group G has /bin/busy\*. */
	{ &exec_facts, "exec.realpath=\"/bin/busybox\"", 1 },
	{ &exec_facts, "exec.realpath!=\"/bin/busybox\"", 0 },
	{ &exec_facts, "exec.realpath=\"/bin/\\*\"", 1 },
	{ &exec_facts, "exec.realpath=\"/bin/\\*\\-busybox\"", 0 },
	{ &exec_facts, "exec.realpath=\"/bin/sh\"", 0 },
	{ &exec_facts, "exec.realpath!=\"/bin/sh\"", 1 },
	{ &exec_facts, "exec.realpath=\"\"", 0 },
	{ &exec_facts, "exec.realpath=@G", 1 },
	{ &exec_facts, "exec.realpath!=@G", 0 },
	{ &exec_facts, "exec.realpath=@EMPTY", 0 },
	{ &exec_facts, "exec.realpath!=@EMPTY", 1 },
	{ &exec_facts, "exec.realpath=\"@G\"", 0 },
	/* What must be fetched first, unless the answer is known before. */
	{ &unfetched_facts, "path1.uid=0", -EAGAIN },
	{ &unfetched_facts, "path1.uid!=0", -EAGAIN },
	{ &unfetched_facts, "0=path1.uid", -EAGAIN },
	{ &unfetched_facts, "task.uid=0 path1.uid=0", -EAGAIN },
	{ &unfetched_facts, "task.uid=1 path1.uid=0", 0 },
	{ &unfetched_facts, "exec.argv[0]=\"sh\"", -EAGAIN },
	{ &unfetched_facts, "exec.argv[0]!=\"sh\"", -EAGAIN },
	{ &unfetched_facts, "exec.realpath=\"/x\" exec.argv[0]=\"sh\"", 0 },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_COND_EVAL_H */
