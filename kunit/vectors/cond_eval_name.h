/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: conditions about names, objects and programs and whether they hold
 */

#ifndef CCS_KUNIT_VECTORS_COND_EVAL_NAME_H
#define CCS_KUNIT_VECTORS_COND_EVAL_NAME_H

#include "cond_worlds.h"

/* clang-format off */
static const struct cond_eval_row cond_eval_name_rows[] = {
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
	/* Contents of a symbolic link. */
	{ &symlink_facts, "symlink.target=\"/bin/busybox\"", 1 },
	{ &symlink_facts, "symlink.target!=\"/bin/busybox\"", 0 },
	{ &symlink_facts, "symlink.target=\"/bin/\\*\"", 1 },
	{ &symlink_facts, "symlink.target=\"/etc/\\*\"", 0 },
	{ &symlink_facts, "symlink.target!=\"/etc/\\*\"", 1 },
	{ &symlink_facts, "symlink.target=@G", 1 },
	{ &symlink_facts, "symlink.target!=@G", 0 },
	{ &symlink_facts, "symlink.target!=\"\"", 1 },
	{ &user_facts, "symlink.target=\"/x\"", 0 },
	{ &user_facts, "symlink.target!=\"/x\"", 0 },
	{ &exec_facts, "symlink.target!=@G", 0 },
	/* Variables. */
	{ &exec_facts, "exec.envp[\"A\"]=\"1\"", 1 },
	{ &exec_facts, "exec.envp[\"A\"]!=\"1\"", 0 },
	{ &exec_facts, "exec.envp[\"A\"]=\"2\"", 0 },
	{ &exec_facts, "exec.envp[\"A\"]!=\"2\"", 1 },
	{ &exec_facts, "exec.envp[\"A\"]=\"\\+\"", 1 },
	{ &exec_facts, "exec.envp[\"A\"]=NULL", 0 },
	{ &exec_facts, "exec.envp[\"A\"]!=NULL", 1 },
	{ &exec_facts, "exec.envp[\"A\"]=\"NULL\"", 0 },
	{ &exec_facts, "exec.envp[\"B\"]=\"\"", 1 },
	{ &exec_facts, "exec.envp[\"B\"]=NULL", 0 },
	{ &exec_facts, "exec.envp[\"C\"]=NULL", 1 },
	{ &exec_facts, "exec.envp[\"C\"]!=NULL", 0 },
	{ &exec_facts, "exec.envp[\"C\"]=\"x\"", 0 },
	{ &exec_facts, "exec.envp[\"C\"]!=\"x\"", 1 },
	{ &exec_facts, "exec.envp[\"PATH\"]=\"/\\*\"", 1 },
	{ &exec_facts, "exec.envp[\"PATH\"]=\"\\*\"", 0 },
	{ &exec_facts, "exec.envp[\"a\\040b\"]=\"c\\040d\"", 1 },
	{ &exec_facts, "exec.envp[\"a\\?b\"]=\"c\\*\"", 1 },
	/* Every one whose name matches must hold. */
	{ &exec_facts, "exec.envp[\"\\A\"]!=NULL", 1 },
	{ &exec_facts, "exec.envp[\"\\A\"]=NULL", 0 },
	{ &exec_facts, "exec.envp[\"LD_\\*\"]=NULL", 0 },
	{ &exec_facts, "exec.envp[\"LC_\\*\"]=NULL", 1 },
	{ &exec_facts, "exec.envp[\"TWICE\"]=\"1\"", 0 },
	{ &exec_facts, "exec.envp[\"TWICE\"]=\"2\"", 0 },
	{ &exec_facts, "exec.envp[\"TWICE\"]=\"\\+\"", 1 },
	{ &exec_facts, "exec.envp[\"TWICE\"]!=\"1\"", 0 },
	{ &exec_facts, "exec.envp[\"TWICE\"]!=\"3\"", 1 },
	{ &exec_facts, "exec.envp[\"\\a\"]!=\"1\"", 0 },
	{ &exec_facts, "exec.envp[\"\\a\"]=\"1\"", 0 },
	/* No variable has such a name. */
	{ &exec_facts, "if exec.envp[\"A=B\"]=\"1\"", 0 },
	{ &exec_facts, "if exec.envp[\"A=B\"]!=\"1\"", 1 },
	{ &exec_facts, "if exec.envp[\"A=B\"]=NULL", 1 },
	/* No variable at all, and no program. */
	{ &bare_exec_facts, "exec.envp[\"\\*\"]=NULL", 1 },
	{ &bare_exec_facts, "exec.envp[\"\\*\"]=\"\\*\"", 0 },
	{ &bare_exec_facts, "exec.envp[\"\\*\"]!=\"\\*\"", 1 },
	{ &user_facts, "exec.envp[\"A\"]=NULL", 0 },
	{ &user_facts, "exec.envp[\"A\"]!=NULL", 0 },
	{ &user_facts, "exec.envp[\"A\"]!=\"x\"", 0 },
	{ &unfetched_facts, "exec.envp[\"A\"]=NULL", -EAGAIN },
	{ &unfetched_facts, "exec.envp[\"A\"]!=NULL", -EAGAIN },
	/* What must be fetched comes last, wherever it stands. */
	{ &unfetched_facts, "exec.argv[0]=\"sh\" task.uid=1", 0 },
	{ &unfetched_facts, "exec.envp[\"A\"]=NULL exec.realpath=\"/x\"", 0 },
	{ &unfetched_facts, "exec.envp[\"A\"]=NULL task.uid=0", -EAGAIN },
	/* What takes no part. */
	{ &user_facts, "grant_log=no", 1 },
	{ &user_facts, "keep", 1 },
	{ &user_facts, "<kernel> /x task.uid=6", 0 },
	{ &user_facts, "auto_domain_transition=\"/x\" task.uid=5", 1 },
	{ &user_facts, "; set task.state[0]=1", 1 },
	{ &user_facts, "if task.uid=6 ; set task.state[0]=1", 0 },
	/* The name of a program in procfs, as the dialects call it. */
	{ &proc_exec_facts, "exec.realpath=\"proc:/1/exe\"", 1 },
	{ &proc_exec_facts, "exec.realpath=\"/proc/1/exe\"", 0 },
	{ &proc_exec_facts, "if exec.realpath=\"/proc/1/exe\"", 1 },
	{ &proc_exec_facts, "if exec.realpath!=\"/proc/\\*/exe\"", 0 },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_COND_EVAL_NAME_H */
