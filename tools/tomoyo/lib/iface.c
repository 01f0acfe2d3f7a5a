// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding the kernel interface
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "iface.h"
#include "node.h"
#include "remote.h"

#define SECURITYFS_TYPE 0x73636673
#define VERSION_SERIES "1.8."
#define OFF_KEY CCS_LSM_NAME "="

/* A caller's choice of directory; NULL means the usual places. */
static const char *chosen;
static const char *path;
static int dir = -1;

/**
 * ccs_iface_use - look for the nodes in this directory only
 * @where: the directory, or where an agent is; must stay
 *
 * Ignored in a program that runs with more rights than its caller.
 */
void ccs_iface_use(const char *where)
{
	if (!getauxval(AT_SECURE))
		chosen = where;
}

/* Reads a small file into @text; the empty string if that is impossible. */
static void read_small(int at, const char *name, char *text, size_t size)
{
	const int fd = openat(at, name, O_RDONLY | O_CLOEXEC);
	const ssize_t n = fd < 0 ? -1 : read(fd, text, size - 1);

	text[n > 0 ? n : 0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

static int check_version(void)
{
	const int fd = openat(dir, "version", O_RDONLY | O_CLOEXEC);
	char version[64];

	if (fd < 0)
		return errno == EACCES || errno == EPERM ? -EACCES : -EPROTO;
	close(fd);
	read_small(dir, "version", version, sizeof(version));
	return strncmp(version, VERSION_SERIES, strlen(VERSION_SERIES)) ?
		       -EPROTO : 0;
}

static int check_remote_version(void)
{
	struct ccs_strbuf version = {};
	int err = ccs_remote_get("version", &version);

	if (!err && strncmp(version.text, VERSION_SERIES,
			    strlen(VERSION_SERIES)))
		err = -EPROTO;
	ccs_strbuf_free(&version);
	return err;
}

static int try_remote(const char *where)
{
	const int err = ccs_remote_connect(where);

	path = where;
	return err ? err : check_remote_version();
}

static int try(const char *where)
{
	if (ccs_remote_is_address(where))
		return try_remote(where);
	path = where;
	dir = open(where, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return -errno;
	return check_version();
}

/**
 * ccs_iface_find - find the node directory
 *
 * Return: 0, or -errno: -ENOENT if there is none, -EACCES if it is closed to
 * us, -EPROTO if it is not of a version that these tools know.
 */
int ccs_iface_find(void)
{
	static const char *const places[] = {
		CCS_SECURITYFS "/ccs",
		"/proc/ccs",
	};
	int err;

	if (dir >= 0)
		close(dir);
	dir = -1;
	if (!chosen)
		chosen = secure_getenv("CCS_NODES");
	if (chosen && *chosen)
		return try(chosen);
	err = try(places[0]);
	if (err == -ENOENT && !access(places[1], F_OK))
		return try(places[1]);
	path = places[0];
	return err;
}

static bool listed(const char *list, const char *name)
{
	const size_t len = strlen(name);

	for (; *list; list += strcspn(list, ","), list += *list == ',')
		if (strcspn(list, ",") == len && !strncmp(list, name, len))
			return true;
	return false;
}

static bool is_turned_off(void)
{
	char line[4096], *rest = line, *word;
	bool off = false;

	read_small(AT_FDCWD, "/proc/cmdline", line, sizeof(line));
	while ((word = strsep(&rest, " ")))
		if (!strncmp(word, OFF_KEY, strlen(OFF_KEY)))
			off = !strcmp(word + strlen(OFF_KEY), "off");
	return off;
}

static void explain_missing(void)
{
	struct statfs fs;
	char list[1024];

	ccs_warn("TOMOYO interface not found at %s", path);
	if (chosen && *chosen)
		return;
	if (statfs(CCS_SECURITYFS, &fs) || fs.f_type != SECURITYFS_TYPE) {
		ccs_hint("securityfs is not mounted; mount it with:");
		ccs_hint("mount -t securityfs securityfs " CCS_SECURITYFS);
		return;
	}
	if (is_turned_off()) {
		ccs_hint("the kernel command line has " OFF_KEY "off; boot without it");
		return;
	}
	read_small(AT_FDCWD, CCS_SECURITYFS "/lsm", list, sizeof(list));
	if (listed(list, CCS_LSM_NAME)) {
		ccs_hint("the kernel runs " CCS_LSM_NAME " but made no nodes; see dmesg");
		return;
	}
	ccs_hint("this kernel is not running " CCS_LSM_NAME "; it runs: %s",
		 list);
	ccs_hint("boot with lsm=" CCS_LSM_NAME ",%s; if that changes nothing, it is not built in",
		 list);
}

static enum ccs_exit explain_remote(int err)
{
	if (err == -EPROTO) {
		ccs_warn("the kernel at %s is not one that these tools know",
			 path);
		ccs_hint("these tools need version " VERSION_SERIES "x");
		return CCS_EXIT_IFACE;
	}
	ccs_warn("cannot talk to an agent at %s: %s", path, strerror(-err));
	return CCS_EXIT_IO;
}

/**
 * ccs_iface_explain - say why the node directory could not be used
 * @err: what ccs_iface_find() returned
 *
 * Return: the exit status that goes with it.
 */
enum ccs_exit ccs_iface_explain(int err)
{
	char version[64];

	if (path && ccs_remote_is_address(path))
		return explain_remote(err);
	switch (err) {
	case -ENOENT:
	case -ENOTDIR:
		explain_missing();
		return CCS_EXIT_IFACE;
	case -EACCES:
	case -EPERM:
		ccs_warn("cannot open %s: permission denied (%s)", path,
			 geteuid() ? "are you root?" :
			 "not allowed in this user or mount namespace");
		return CCS_EXIT_PERM;
	case -EPROTO:
		read_small(dir, "version", version, sizeof(version));
		ccs_warn("%s/version: kernel interface '%s' is not supported",
			 path, version);
		ccs_hint("these tools need version " VERSION_SERIES "x");
		return CCS_EXIT_IFACE;
	default:
		ccs_warn("cannot open %s: %s", path, strerror(-err));
		return CCS_EXIT_IO;
	}
}

/**
 * ccs_iface_need - find the node directory, or say why not and leave
 */
void ccs_iface_need(void)
{
	const int err = ccs_iface_find();

	if (err)
		exit(ccs_iface_explain(err));
}

/**
 * ccs_iface_dir - the node directory
 *
 * Return: its descriptor.
 */
int ccs_iface_dir(void)
{
	return dir;
}

/**
 * ccs_iface_path - where the node directory is
 *
 * Return: its path.
 */
const char *ccs_iface_path(void)
{
	return path;
}

/**
 * ccs_iface_not_manager - say how to become a policy manager
 */
void ccs_iface_not_manager(void)
{
	char self[4096];
	ssize_t n;

	if (ccs_remote_used()) {
		ccs_warn("not a policy manager: the agent at %s", path);
		ccs_hint("add it there:  echo /usr/sbin/ccs-editpolicy-agent | ccs-loadpolicy -m");
		return;
	}
	n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	self[n > 0 ? n : 0] = '\0';
	ccs_warn("not a policy manager: %s", n > 0 ? self : "this program");
	if (geteuid())
		ccs_hint("a manager must be root, unless manage_by_non_root is set");
	if (n > 0)
		ccs_hint("add it, from a program that is one, with:  echo '%s' | ccs-loadpolicy -m",
			 self);
}

/**
 * ccs_iface_fail - report that a node could not be opened, read or written
 * @node: its name
 * @err: the -errno
 *
 * Return: the exit status that goes with it.
 */
enum ccs_exit ccs_iface_fail(const char *node, int err)
{
	switch (err) {
	case -EPERM:
		ccs_iface_not_manager();
		return CCS_EXIT_PERM;
	case -EACCES:
		ccs_warn("cannot open %s/%s: permission denied (are you root?)",
			 path, node);
		return CCS_EXIT_PERM;
	case -ENOENT:
		ccs_warn("cannot open %s/%s: this kernel has no such node",
			 path, node);
		return CCS_EXIT_IFACE;
	default:
		ccs_warn("%s/%s: %s", path, node, strerror(-err));
		return CCS_EXIT_IO;
	}
}
