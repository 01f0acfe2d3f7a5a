// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on files
 */

#include <linux/ccsecurity.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/lsm_hooks.h>
#include <linux/stat.h>

#include "blob.h"
#include "check_file.h"
#include "check_path.h"
#include "compat.h"
#include "hooks.h"
#include "setup.h"
#include "subject.h"

/*
 * Could this be execve() opening its program? Some system calls (mq_open(),
 * ioctl requests of XFS) let user space set __FMODE_EXEC on files that it then
 * reads and writes; what can't be executed is not exempt.
 */
static bool may_be_program(struct file *file)
{
	return (file->f_flags & O_ACCMODE) == O_RDONLY &&
	       S_ISREG(file_inode(file)->i_mode) &&
	       !path_noexec(&file->f_path) &&
	       !file_permission(file, MAY_EXEC);
}

/*
 * Who opens a file that carries __FMODE_EXEC, NULL if nobody has to be asked:
 * an interpreter is read by the domain that the program will run in; the
 * program itself is judged by its own hook; what is opened that way without
 * executing is an ordinary file.
 */
static struct ccs_ident *exec_opener(struct file *file)
{
	if (current->in_execve)
		return ccs_task(current)->exec_ident;
	if (CCS_EXEC_OPENS_EARLY && may_be_program(file))
		return NULL;
	return ccs_subject();
}

static int hook_file_open(struct file *file)
{
	struct ccs_ident *ident;

	if (ccs_is_checked_backing(file))
		return 0;
	if (file->f_flags & __FMODE_EXEC) {
		ident = exec_opener(file);
		return ident ? ccs_check_open(ident, file) : 0;
	}
	/* A FUSE daemon registered it: its right to the file is what counts. */
	if (file->f_mode & FMODE_BACKING)
		return ccs_check_open(ccs_cred(file->f_cred)->ident, file);
	return ccs_check_open(ccs_subject(), file);
}

static int hook_file_fcntl(struct file *file, unsigned int cmd,
			   unsigned long arg)
{
	if (cmd != F_SETFL)
		return 0;
	return ccs_check_setfl(ccs_subject(), file, arg);
}

static int hook_inode_getattr(const struct path *path)
{
	return ccs_check_path(ccs_subject(), CCS_PATH_GETATTR, path);
}

/**
 * ccs_file_noappend - a write with RWF_NOAPPEND to a file open for appending
 * @file: the file
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_file_noappend(struct file *file)
{
	if (!ccs_active)
		return 0;
	return ccs_check_setfl(ccs_subject(), file, file->f_flags & ~O_APPEND);
}

static struct security_hook_list file_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(file_open, hook_file_open),
	LSM_HOOK_INIT(file_fcntl, hook_file_fcntl),
	LSM_HOOK_INIT(inode_getattr, hook_inode_getattr),
};

/**
 * ccs_add_file_hooks - register the hooks of this file
 */
void __init ccs_add_file_hooks(void)
{
	ccs_add_hooks(file_hooks, ARRAY_SIZE(file_hooks));
}
