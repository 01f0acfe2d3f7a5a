/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: why conditions are refused
 */

#ifndef CCS_KUNIT_VECTORS_COND_REFUSE_H
#define CCS_KUNIT_VECTORS_COND_REFUSE_H

#include "../cond_fixture.h"

/**
 * struct cond_refuse_row - a condition that is refused
 * @dialect: the dialect
 * @text: as written behind the operands of an entry that executes
 * @word: what of it is wrong; empty for all of it
 * @why: the reason
 */
struct cond_refuse_row {
	u8 dialect;
	const char *text;
	const char *word;
	const char *why;
};

/* clang-format off */
static const struct cond_refuse_row cond_refuse_rows[] = {
	/* Operators. */
	{ D18, "task.uid=0 task.uid", "task.uid",
	  "a condition needs = or !=" },
	{ D18, "task.uid==0", "task.uid==0",
	  "the operator is = or !=" },
	{ D18, "!=0", "!=0", "the left side is missing" },
	{ D18, "task.uid!=", "task.uid!=",
	  "the right side is missing" },
	/* Numbers. */
	{ D18, "task.UID=0", "task.UID",
	  "unknown variable, and not a number" },
	{ D18, "0=-1", "-1",
	  "unknown variable, and not a number" },
	{ D18, "task.uid=10-0", "10-0",
	  "a range that ends below its start" },
	{ D18, "@G=task.uid", "@G",
	  "a group belongs on the right side" },
	{ D18, "task.uid=@", "@",
	  "the name of a group is missing behind @" },
	{ D18, "0=exec.realpath", "exec.realpath",
	  "this belongs on the left side" },
	{ D18, "task.uid=\"0\"", "\"0\"",
	  "a word in \"quotes\" can't be compared with this" },
	{ D18, "0=task.state[0]", "task.state[0]",
	  "only the 1.7 dialect knows task.state" },
	/* Names, arguments and variables. */
	{ D18, "exec.realpath=/x", "/x",
	  "this must be a word in \"quotes\"" },
	{ D18, "exec.argv[0]=NULL", "NULL",
	  "this must be a word in \"quotes\"" },
	{ D18, "exec.argv[01]=\"x\"", "01",
	  "a leading zero, which means octal elsewhere" },
	{ D18, "exec.argv[4294967296]=\"x\"", "4294967296",
	  "above 4294967295" },
	{ D18, "exec.argv[0=\"x\"", "exec.argv[0=\"x\"",
	  "the ] behind the index is missing" },
	{ D18, "exec.envp[\"A=\"x\"", "exec.envp[\"A=\"x\"",
	  "the ] behind the name of a variable is missing" },
	{ D18, "exec.envp[A]=\"x\"", "A",
	  "this must be a word in \"quotes\"" },
	{ D18, "exec.envp[\"\"]=\"x\"", "exec.envp[\"\"]=\"x\"",
	  "the name of a variable is missing" },
	/* What belongs to the entry. */
	{ D18, "grant_log=maybe", "maybe",
	  "grant_log= is yes or no" },
	{ D18, "grant_log=yes grant_log=no", "no",
	  "grant_log= is given twice" },
	{ D18, "grant_log!=yes", "grant_log!=yes",
	  "this can only be set, with =" },
	{ D18, "auto_domain_transition=\"x\"", "\"x\"",
	  "auto_domain_transition= needs a \"/path\" or \"<namespace>\"" },
	{ D18, "keep auto_domain_transition=\"/x\"", "\"/x\"",
	  "a transition preference excludes auto_domain_transition=" },
	{ D18, "<a /x", "<a", "not a legal domainname" },
	{ D18, "/\\z", "/\\z", "an unknown escape" },
	{ D17, "if grant_log=no", "grant_log",
	  "only the 1.8 dialect knows this" },
	/* Frames and post-conditions of 1.7. */
	{ D17, "task.uid=0", "task.uid=0",
	  "a condition needs if before it" },
	{ D17, "if ; set task.state[0]=1", "",
	  "a condition is missing behind if" },
	{ D17, "if task.uid=0 ; task.state[0]=1", ";",
	  "only set can follow this" },
	{ D17, "; set task.uid=1", "task.uid=1",
	  "only task.state[0] to task.state[2] can be set" },
	{ D17, "; set task.state[0]=256", "256", "above 255" },
	{ D17, "; set task.state[0]=1 task.state[0]=2",
	  "task.state[0]=2", "this byte of task.state is set twice" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_COND_REFUSE_H */
