/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Differences between supported kernels
 *
 * The rest of the code is written for the newest kernel. One block a change,
 * headed by the version that made it.
 */

#ifndef CCS_COMPAT_H
#define CCS_COMPAT_H

#include <linux/binfmts.h>
#include <linux/fs.h>
#include <linux/lsm_hooks.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/version.h>

#include "abi.h"
#include "common.h"

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#error "ccsecurity needs Linux 6.1 or later"
#endif

/* 6.8: modules are registered by struct lsm_id instead of a name. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
#include <uapi/linux/lsm.h>

#define CCS_LSM_ID_DEFINE(var)					\
	static const struct lsm_id var = {			\
		.name = CCS_NAME,				\
		.id = CCS_LSM_ID,				\
	}
#define CCS_LSM_ID_REF(var) (&(var))
#else
#define CCS_LSM_ID_DEFINE(var) static const char var[] = CCS_NAME
#define CCS_LSM_ID_REF(var) (var)
#endif

/* 6.19: lsm_info names its module by id and has initcalls of its own. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 19, 0)
#define CCS_LSM_INFO_IDENT(var) .id = &(var)
#define CCS_LSM_INFO_INITCALL_FS(fn) .initcall_fs = (fn),
#define CCS_LSM_INITCALL_FS(fn)
#else
#define CCS_LSM_INFO_IDENT(var) .name = CCS_NAME
#define CCS_LSM_INFO_INITCALL_FS(fn)
#define CCS_LSM_INITCALL_FS(fn) fs_initcall(fn)
#endif

/* 7.1: unix_find tells what the pathname of a socket leads to. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 1, 0)
#define CCS_UNIX_IS_FOUND true
#define CCS_UNIX_FIND_INIT(fn) LSM_HOOK_INIT(unix_find, fn),
#else
#define CCS_UNIX_IS_FOUND false
#define CCS_UNIX_FIND_INIT(fn)
#define SOCK_COREDUMP 0
#endif

/* 6.18: clone flags of task_alloc are an u64. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 18, 0)
typedef u64 ccs_clone_flags_t;
#else
typedef unsigned long ccs_clone_flags_t;
#endif

/* 6.6: bprm_committing_creds() and bprm_committed_creds() get a const bprm. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
#define CCS_COMMITTED_CONST const
#else
#define CCS_COMMITTED_CONST
#endif

/*
 * 6.12: hooks are slots of a table instead of members of a list.
 * 6.15: Landlock is told about executions, and judges nothing.
 */
static inline bool
ccs_judges_first(const struct security_hook_list *hook)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	const struct lsm_static_call *const slots =
		static_calls_table.bprm_creds_for_exec;
	const struct security_hook_list *found;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(static_calls_table.bprm_creds_for_exec);
	     i++) {
		found = slots[i].hl;
		if (!found || found == hook ||
		    found->lsmid->id != LSM_ID_LANDLOCK)
			return found == hook;
	}
	return false;
#else
	return security_hook_heads.bprm_creds_for_exec.first == &hook->list;
#endif
}

/*
 * 6.12: the kernel can leave out a hook, at no cost. Before, it calls what is
 * registered.
 */
static inline void ccs_hook_switch(const struct security_hook_list *hook,
				   bool on)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	struct lsm_static_call *slot = hook->scalls;

	while (slot->hl != hook)
		slot++;
	if (on)
		static_branch_enable(slot->active);
	else
		static_branch_disable(slot->active);
#endif
}

/* Known to ipc/mqueue.c alone. */
#define CCS_MQUEUE_MAGIC 0x19800202

/* 6.4: workers that user space owns are not only io_uring's. */
#ifndef PF_USER_WORKER
#define PF_USER_WORKER 0
#endif

/* 6.14: AT_EXECVE_CHECK asks without executing. */
static inline bool ccs_bprm_is_check(const struct linux_binprm *bprm)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0)
	return bprm->is_check;
#else
	return false;
#endif
}

/*
 * 6.8: execve() opens its program before it sets in_execve, and the flag
 * __FMODE_EXEC outside of an exec means just that. Before, in_execve was set
 * first and the flag alone came from uselib(2) and binfmt_misc.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
#define CCS_EXEC_OPENS_EARLY true
#else
#define CCS_EXEC_OPENS_EARLY false
#endif

/*
 * 6.5: files that a stacked file system opens on its layers are marked. Before,
 * they show the upper path with the lower inode.
 *
 * Overlayfs has had the same open checked under the visible path. A FUSE
 * daemon (6.9) may hand in any file, even one it could not open itself, so
 * the file behind a FUSE file has not been checked.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
static inline bool ccs_is_checked_backing(const struct file *file)
{
	return (file->f_mode & FMODE_BACKING) &&
	       file_user_path(file)->dentry->d_sb->s_magic != FUSE_SUPER_MAGIC;
}

#define ccs_user_path(file) file_user_path(file)
#else
#define FMODE_BACKING ((__force fmode_t)0)
#define ccs_user_path(file) (&(file)->f_path)

static inline bool ccs_is_checked_backing(const struct file *file)
{
	return file_inode(file) != d_backing_inode(file->f_path.dentry);
}
#endif

/* 6.7: commands of io_uring moved. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)
#include <linux/io_uring/cmd.h>
#else
#include <linux/io_uring.h>
#endif

/* 6.2: truncation of an open file has a hook of its own. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
#define CCS_HOOK_FILE_TRUNCATE(fn) LSM_HOOK_INIT(file_truncate, fn),
#else
#define CCS_HOOK_FILE_TRUNCATE(fn)
#endif

/* 6.12: the owner of a file's signals is allocated when it is first set. */
static inline struct file *ccs_fown_file(struct fown_struct *fown)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	return fown->file;
#else
	return container_of(fown, struct file, f_owner);
#endif
}

/*
 * 6.2: ACLs have a hook of their own, which since 6.3 gets an idmap. Before,
 * they come as any extended attribute.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#define CCS_HAVE_SET_ACL
#endif

/* 6.5: get_user_pages_remote() lost an argument. */
static inline long ccs_get_page_remote(struct mm_struct *mm,
				       unsigned long address,
				       struct page **page)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return get_user_pages_remote(mm, address, 1, FOLL_FORCE, page, NULL);
#else
	return get_user_pages_remote(mm, address, 1, FOLL_FORCE, page, NULL,
				     NULL);
#endif
}

/* 6.3: idmapped mounts have a type of their own. */
static inline vfsuid_t ccs_vfsuid(const struct vfsmount *mnt,
				  const struct inode *inode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	return i_uid_into_vfsuid(mnt_idmap(mnt), inode);
#else
	return i_uid_into_vfsuid(mnt_user_ns(mnt), inode);
#endif
}

static inline vfsgid_t ccs_vfsgid(const struct vfsmount *mnt,
				  const struct inode *inode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	return i_gid_into_vfsgid(mnt_idmap(mnt), inode);
#else
	return i_gid_into_vfsgid(mnt_user_ns(mnt), inode);
#endif
}

/* 6.10: tracepoints know where their strings come from. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define ccs_assign_str(to, from) __assign_str(to)
#else
#define ccs_assign_str(to, from) __assign_str(to, from)
#endif

#endif /* CCS_COMPAT_H */
