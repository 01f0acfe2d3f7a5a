/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Worlds in which conditions are evaluated
 */

#ifndef CCS_KUNIT_VECTORS_COND_WORLDS_H
#define CCS_KUNIT_VECTORS_COND_WORLDS_H

#include "../facts.h"

/**
 * struct cond_eval_row - a condition in a world; one with a frame is in 1.7
 * @facts: the world
 * @text: the condition
 * @held: 1 if it holds, 0 if not, or an error
 */
struct cond_eval_row {
	const struct ccs_row_facts *facts;
	const char *text;
	int held;
};

#define EXEC_FACTS (CCS_FACT_BIT(EXEC_ARGC) | CCS_FACT_BIT(EXEC_ENVC))

static const char *const shell_argv[] = { "sh", "-c", "a\\040b", "/b/c", "",
					  NULL };
static const char *const no_argv[] = { NULL };

static const struct ccs_row_env shell_envp[] = {
	{ "A", "1" }, { "B", "" }, { "PATH", "/bin" }, { "LD_LIBRARY_PATH", "x" },
	{ "", "nameless" }, { "TWICE", "1" }, { "TWICE", "2" },
	{ "a\\040b", "c\\040d" }, { NULL, NULL }
};
static const struct ccs_row_env no_envp[] = { { NULL, NULL } };

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
		[CCS_FACT_PATH1_PERM] = 04755,
		[CCS_FACT_PATH1_TYPE] = 0100000,
		[CCS_FACT_PATH1_DEV_MAJOR] = 81,
		[CCS_FACT_PATH1_DEV_MINOR] = 82,
		[CCS_FACT_PATH1_PARENT_UID] = 0,
		[CCS_FACT_PATH1_PARENT_GID] = 35,
		[CCS_FACT_PATH1_PARENT_INO] = 2,
		[CCS_FACT_PATH1_PARENT_PERM] = 01777,
		[CCS_FACT_TASK_FOREIGN_MNT] = 1,
		[CCS_FACT_TASK_TYPE] = CCS_EXECUTE_HANDLER,
		[CCS_FACT_TASK_STATE0] = 10,
		[CCS_FACT_TASK_STATE1] = 11,
		[CCS_FACT_TASK_STATE2] = 255,
	},
	.missing = EXEC_FACTS | CCS_OBJECT_FACTS(PATH2) |
		   CCS_PARENT_FACTS(PATH2),
};

/* A file is renamed over a directory, and every fact has its own value. */
static const struct ccs_row_facts rename_facts = {
	.number = {
		[CCS_FACT_PATH1_PERM] = 0644,
		[CCS_FACT_PATH1_TYPE] = 0120000,
		[CCS_FACT_PATH1_PARENT_PERM] = 0700,
		[CCS_FACT_PATH2_UID] = 201,
		[CCS_FACT_PATH2_GID] = 202,
		[CCS_FACT_PATH2_INO] = 203,
		[CCS_FACT_PATH2_MAJOR] = 204,
		[CCS_FACT_PATH2_MINOR] = 205,
		[CCS_FACT_PATH2_PERM] = 02711,
		[CCS_FACT_PATH2_TYPE] = 0040000,
		[CCS_FACT_PATH2_DEV_MAJOR] = 206,
		[CCS_FACT_PATH2_DEV_MINOR] = 207,
		[CCS_FACT_PATH2_PARENT_UID] = 208,
		[CCS_FACT_PATH2_PARENT_GID] = 209,
		[CCS_FACT_PATH2_PARENT_INO] = 210,
		[CCS_FACT_PATH2_PARENT_PERM] = 01070,
	},
	.missing = EXEC_FACTS,
};

/* A file is renamed to a name that does not exist yet. */
static const struct ccs_row_facts new_name_facts = {
	.missing = EXEC_FACTS | CCS_OBJECT_FACTS(PATH2),
};

/* A symbolic link is made. */
static const struct ccs_row_facts symlink_facts = {
	.missing = EXEC_FACTS | CCS_OBJECT_FACTS(PATH1),
	.symlink = "/bin/busybox",
};

/* Root executes a shell. */
static const struct ccs_row_facts exec_facts = {
	.number = {
		[CCS_FACT_EXEC_ARGC] = 5,
		[CCS_FACT_EXEC_ENVC] = 2,
	},
	.realpath = "/bin/busybox",
	.argv = shell_argv,
	.envp = shell_envp,
};

/* Somebody executes a program without any argument. */
static const struct ccs_row_facts bare_exec_facts = {
	.realpath = "/bin/busybox",
	.argv = no_argv,
	.envp = no_envp,
};

/* A program in procfs is executed. */
static const struct ccs_row_facts proc_exec_facts = {
	.realpath = "proc:/1/exe",
};

/* A file that does not exist yet is created in a directory of root's. */
static const struct ccs_row_facts create_facts = {
	.missing = CCS_OBJECT_FACTS(PATH1) | EXEC_FACTS,
};

/* Attributes and arguments have not been fetched yet. */
static const struct ccs_row_facts unfetched_facts = {
	.later = CCS_OBJECT_FACTS(PATH1),
	.realpath = "/bin/busybox",
};

#endif /* CCS_KUNIT_VECTORS_COND_WORLDS_H */
