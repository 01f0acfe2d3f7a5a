/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: requests and verdicts
 */

#ifndef CCS_KUNIT_VECTORS_DECIDE_H
#define CCS_KUNIT_VECTORS_DECIDE_H

#include "../facts.h"

/**
 * struct decide_row - a request in a domain
 * @desc: what the row is about
 * @lines: the domain's entries
 * @op: the operation
 * @path: the pathname
 * @granted: is it granted?
 * @pattern: the operand that matched, if it is
 */
struct decide_row {
	const char *desc;
	const char *lines;
	enum ccs_path_op op;
	const char *path;
	bool granted;
	const char *pattern;
};

/* Root, and no program is being executed. Group G has /g/\* and /h. */
static const struct ccs_row_facts root_facts = {
	.missing = BIT(CCS_FACT_EXEC_ARGC) | BIT(CCS_FACT_EXEC_ENVC),
};

/* clang-format off */
static const struct decide_row decide_rows[] = {
	{ "no entry", "", CCS_PATH_READ, "/a", false, NULL },
	{ "literal", "file read /a", CCS_PATH_READ, "/a", true, "/a" },
	{ "another name", "file read /a", CCS_PATH_READ, "/b", false, NULL },
	{ "another operation", "file read /a", CCS_PATH_WRITE, "/a", false,
	  NULL },
	{ "write is not append", "file write /a", CCS_PATH_APPEND, "/a", false,
	  NULL },
	{ "append is not write", "file append /a", CCS_PATH_WRITE, "/a", false,
	  NULL },
	{ "read is not getattr", "file read /a", CCS_PATH_GETATTR, "/a", false,
	  NULL },
	{ "read is not execute", "file read /a", CCS_PATH_EXECUTE, "/a", false,
	  NULL },
	{ "one of several operations", "file read/getattr /a",
	  CCS_PATH_GETATTR, "/a", true, "/a" },
	{ "every operation", "file execute/read/write/append/getattr /a",
	  CCS_PATH_EXECUTE, "/a", true, "/a" },
	{ "pattern", "file read /\\*", CCS_PATH_READ, "/a", true, "/\\*" },
	{ "pattern of files, request for a directory", "file read /\\*",
	  CCS_PATH_READ, "/a/", false, NULL },
	{ "the first in list order decides", "file read /\\*\nfile read /a",
	  CCS_PATH_READ, "/a", true, "/\\*" },
	{ "in the other order", "file read /a\nfile read /\\*",
	  CCS_PATH_READ, "/a", true, "/a" },
	{ "the first with the operation", "file write /\\*\nfile read /a",
	  CCS_PATH_READ, "/a", true, "/a" },
	{ "group, by its member", "file read @G", CCS_PATH_READ, "/g/x", true,
	  "/g/\\*" },
	{ "group, by its second member", "file read @G", CCS_PATH_READ, "/h",
	  true, "/h" },
	{ "group without such a member", "file read @G", CCS_PATH_READ, "/i",
	  false, NULL },
	{ "empty group", "file read @EMPTY", CCS_PATH_READ, "/g/x", false,
	  NULL },
	{ "condition that holds", "file read /a task.uid=0", CCS_PATH_READ,
	  "/a", true, "/a" },
	{ "condition that does not", "file read /a task.uid!=0",
	  CCS_PATH_READ, "/a", false, NULL },
	{ "condition that can't hold here", "file read /a exec.argc!=1",
	  CCS_PATH_READ, "/a", false, NULL },
	{ "an entry whose condition fails does not hide the next",
	  "file read /a task.uid=1\nfile read /\\*", CCS_PATH_READ, "/a", true,
	  "/\\*" },
	{ "deleted entry", "file read /a\ndelete file read /a",
	  CCS_PATH_READ, "/a", false, NULL },
	{ "operation taken away", "file read/write /a\ndelete file read /a",
	  CCS_PATH_READ, "/a", false, NULL },
	{ "operation left", "file read/write /a\ndelete file read /a",
	  CCS_PATH_WRITE, "/a", true, "/a" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_DECIDE_H */
