/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers from tasks, inodes and programs
 */

#ifndef CCS_FACTS_H
#define CCS_FACTS_H

#include <linux/binfmts.h>
#include <linux/path.h>

#include "args.h"
#include "core/cond.h"
#include "core/fact.h"
#include "realpath.h"

/**
 * struct ccs_inode_facts - attributes of one inode
 * @uid: owner, in the initial user namespace, as its mount shows it
 * @gid: group, likewise
 * @ino: inode number
 * @dev: device it lies on
 * @rdev: device it is
 * @mode: type and permission
 */
struct ccs_inode_facts {
	uid_t uid;
	gid_t gid;
	u64 ino;
	dev_t dev;
	dev_t rdev;
	umode_t mode;
};

enum ccs_wanted {
	CCS_WANTS_NOTHING,
	CCS_WANTS_REALPATH,
	CCS_WANTS_ARGV,
	CCS_WANTS_ENVP,
};

/**
 * struct ccs_kernel_facts - the answers for one request
 * @base: what core sees
 * @path1: first object, or NULL; one whose dentry is negative does not exist,
 *	but has a directory
 * @path2: second object, likewise
 * @bprm: the program being started, or NULL
 * @symlink: what the symbolic link being made will contain, encoded, or NULL
 * @state: the current thread's task.state
 * @handler: the current thread is an execute handler
 * @foreign: the current task is not who acts, so nothing is known about it
 * @realpath: name of the program, once it was fetched; else without text
 * @realpath_buf: what it stands in
 * @args: arguments that were fetched
 * @envs: its environment, once it was fetched
 * @wants: what the last evaluation missed
 * @missing: index of the argument that it missed
 *
 * The caller sets what ccs_facts_init() does not.
 */
struct ccs_kernel_facts {
	struct ccs_facts base;
	const struct path *path1;
	const struct path *path2;
	const struct linux_binprm *bprm;
	const struct ccs_str *symlink;
	u8 state[CCS_STATE_COUNT];
	bool handler;
	bool foreign;
	struct ccs_str realpath;
	struct ccs_namebuf *realpath_buf;
	struct list_head args;
	struct ccs_envs *envs;
	enum ccs_wanted wants;
	u32 missing;
};

void ccs_facts_init(struct ccs_kernel_facts *facts, const struct path *path1,
		    const struct linux_binprm *bprm);
void ccs_facts_free(struct ccs_kernel_facts *facts);
int ccs_facts_fetch(struct ccs_kernel_facts *facts);
int ccs_facts_realpath(struct ccs_kernel_facts *facts);
const char *ccs_facts_argv0(struct ccs_kernel_facts *facts);
bool ccs_inode_facts(const struct path *path, bool parent,
		     struct ccs_inode_facts *out);
pid_t ccs_current_ppid(void);

#endif /* CCS_FACTS_H */
