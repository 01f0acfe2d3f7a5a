// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on files
 */

#include <linux/ccsecurity.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/lsm_hooks.h>
#include <linux/mman.h>
#include <linux/stat.h>

#include "blob.h"
#include "check_capability.h"
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
 * A file that carries __FMODE_EXEC: an interpreter is read by the domain that
 * the program will run in; the program itself is judged by its own hook; what
 * is opened that way without executing is an ordinary file.
 */
static int open_exec_file(struct file *file)
{
	const struct ccs_task_blob *const task = ccs_task(current);

	if (current->in_execve)
		return task->exec_ident ?
		       ccs_check_interpreter(task->exec_ident,
					     task->exec_bprm, file) : 0;
	if (CCS_EXEC_OPENS_EARLY && may_be_program(file))
		return 0;
	return ccs_check_open(ccs_subject(), file);
}

static int hook_file_open(struct file *file)
{
	if (ccs_is_checked_backing(file))
		return 0;
	if (file->f_flags & __FMODE_EXEC)
		return open_exec_file(file);
	/* A FUSE daemon registered it: its right to the file is what counts. */
	if (file->f_mode & FMODE_BACKING) {
		ccs_task(current)->wait_end = 0;
		return ccs_check_open(ccs_cred(file->f_cred)->ident, file);
	}
	if (ccs_subject_disabled())
		return 0;
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
	if (ccs_subject_disabled())
		return 0;
	return ccs_check_path(ccs_subject(), CCS_PATH_GETATTR, path);
}

static int hook_path_truncate(const struct path *path)
{
	if (ccs_subject_disabled())
		return 0;
	return ccs_check_truncate(ccs_subject(), path);
}

static int __maybe_unused hook_file_truncate(struct file *file)
{
	if (ccs_subject_disabled())
		return 0;
	return ccs_check_truncate(ccs_subject(), &file->f_path);
}

static int check_command(const struct path *path, unsigned int cmd)
{
	struct ccs_ident *ident;

	if (ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_IOCTL) ?:
	       ccs_check_path_number(ident, CCS_PATH_NUMBER_IOCTL, path, cmd);
}

static int hook_file_ioctl(struct file *file, unsigned int cmd,
			   unsigned long arg)
{
	if (ccs_is_checked_backing(file))
		return 0;
	return check_command(&file->f_path, cmd);
}

#ifdef CONFIG_IO_URING
/* Drivers take requests here that are otherwise made by ioctl(). */
static int hook_uring_cmd(struct io_uring_cmd *ioucmd)
{
	return check_command(&ioucmd->file->f_path, ioucmd->cmd_op);
}
#endif

/*
 * What is written into a shared mapping goes anywhere in the file, whatever
 * the descriptor that it was made from was opened for.
 */
static int hook_mmap_file(struct file *file, unsigned long reqprot,
			  unsigned long prot, unsigned long flags)
{
	const unsigned long type = flags & MAP_TYPE;

	if (!file || !(file->f_flags & O_APPEND) || !(prot & PROT_WRITE))
		return 0;
	if (type != MAP_SHARED && type != MAP_SHARED_VALIDATE)
		return 0;
	return ccs_check_overwrite(ccs_subject(), file);
}

static int hook_file_mprotect(struct vm_area_struct *vma,
			      unsigned long reqprot, unsigned long prot)
{
	const struct file *const file = vma->vm_file;

	if (!file || !(file->f_flags & O_APPEND) || !(prot & PROT_WRITE) ||
	    !(vma->vm_flags & VM_SHARED))
		return 0;
	return ccs_check_overwrite(ccs_subject(), file);
}

/*
 * Overlayfs does to the file of a layer what was granted for its own, with the
 * rights of who mounted it, by which it has opened that file as well.
 */
static bool is_passed_on(const struct file *file)
{
	const struct cred *const cred = current_cred();

	return ccs_is_checked_backing(file) && cred == file->f_cred &&
	       cred != current_real_cred();
}

/**
 * ccs_file_noappend - a request that does not respect O_APPEND
 * @file: the file, open for appending
 *
 * Writing with RWF_NOAPPEND, and fallocate() where it does more than reserve
 * space.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_file_noappend(struct file *file)
{
	if (!ccs_active || is_passed_on(file))
		return 0;
	return ccs_check_overwrite(ccs_subject(), file);
}

/**
 * ccs_file_setattr - a change of attributes of a file that is not open
 * @path: the file
 *
 * The same change through a descriptor is an ioctl request, so this is called
 * that as well.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_file_setattr(const struct path *path)
{
	if (!ccs_active)
		return 0;
	return check_command(path, FS_IOC_FSSETXATTR);
}

static struct security_hook_list file_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(file_open, hook_file_open),
	LSM_HOOK_INIT(file_fcntl, hook_file_fcntl),
	LSM_HOOK_INIT(inode_getattr, hook_inode_getattr),
	LSM_HOOK_INIT(path_truncate, hook_path_truncate),
	CCS_HOOK_FILE_TRUNCATE(hook_file_truncate)
	LSM_HOOK_INIT(file_ioctl, hook_file_ioctl),
	LSM_HOOK_INIT(file_ioctl_compat, hook_file_ioctl),
#ifdef CONFIG_IO_URING
	LSM_HOOK_INIT(uring_cmd, hook_uring_cmd),
#endif
	LSM_HOOK_INIT(mmap_file, hook_mmap_file),
	LSM_HOOK_INIT(file_mprotect, hook_file_mprotect),
};

/**
 * ccs_add_file_hooks - register the hooks of this file
 */
void __init ccs_add_file_hooks(void)
{
	ccs_add_hooks(file_hooks, ARRAY_SIZE(file_hooks));
}
