// SPDX-License-Identifier: GPL-2.0-only
/*
 * A disk that a program can die at
 *
 * With CCS_FAKE_DIE=N in the environment the program ends, as if killed, instead
 * of its N-th call that changes the disk. With CCS_FAKE_FULL=N that call and all
 * later ones find no room.
 */

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "fake_disk.h"

int __real_fsync(int fd);
int __real_renameat(int at, const char *old, int to, const char *new);
int __real_symlinkat(const char *target, int at, const char *path);
int __real_unlinkat(int at, const char *path, int flags);
int __real_mkdirat(int at, const char *path, mode_t mode);
int __real_linkat(int at, const char *old, int to, const char *new, int flags);
int __wrap_fsync(int fd);
int __wrap_renameat(int at, const char *old, int to, const char *new);
int __wrap_symlinkat(const char *target, int at, const char *path);
int __wrap_unlinkat(int at, const char *path, int flags);
int __wrap_mkdirat(int at, const char *path, mode_t mode);
int __wrap_linkat(int at, const char *old, int to, const char *new, int flags);

/**
 * fake_disk_call - a call that changes the disk is about to happen
 *
 * Return: true if there is no room for it; then errno says so.
 */
bool fake_disk_call(void)
{
	static int calls;
	const char *const die = getenv("CCS_FAKE_DIE");
	const char *const full = getenv("CCS_FAKE_FULL");

	calls++;
	if (die && calls == atoi(die))
		_exit(137);
	if (!full || calls < atoi(full))
		return false;
	errno = ENOSPC;
	return true;
}

int __wrap_fsync(int fd)
{
	return fake_disk_call() ? -1 : __real_fsync(fd);
}

int __wrap_renameat(int at, const char *old, int to, const char *new)
{
	return fake_disk_call() ? -1 : __real_renameat(at, old, to, new);
}

int __wrap_symlinkat(const char *target, int at, const char *path)
{
	return fake_disk_call() ? -1 : __real_symlinkat(target, at, path);
}

int __wrap_unlinkat(int at, const char *path, int flags)
{
	fake_disk_call();
	return __real_unlinkat(at, path, flags);
}

int __wrap_mkdirat(int at, const char *path, mode_t mode)
{
	return fake_disk_call() ? -1 : __real_mkdirat(at, path, mode);
}

int __wrap_linkat(int at, const char *old, int to, const char *new, int flags)
{
	return fake_disk_call() ? -1 : __real_linkat(at, old, to, new, flags);
}
