/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers from tasks, inodes and programs
 */

#ifndef CCS_FACTS_H
#define CCS_FACTS_H

#include <linux/binfmts.h>
#include <linux/path.h>

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

/**
 * struct ccs_kernel_facts - the answers for one request
 * @base: what core sees
 * @path1: first object, or NULL
 * @bprm: the program being started, or NULL
 * @realpath: name of the program, once it was fetched
 * @args: arguments that were fetched
 * @wants_realpath: an evaluation missed it
 * @wants_argv: an evaluation missed the argument @missing
 * @missing: index of that argument
 */
struct ccs_kernel_facts {
	struct ccs_facts base;
	const struct path *path1;
	const struct linux_binprm *bprm;
	struct ccs_namebuf realpath;
	struct list_head args;
	bool wants_realpath;
	bool wants_argv;
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
