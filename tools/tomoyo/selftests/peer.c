// SPDX-License-Identifier: GPL-2.0-only
/*
 * Other security modules: to have them refuse, and requests that they know
 */

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/capability.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "common.h"
#include "peer.h"

/* Headers of Debian 12 do not know them. */
#define NR_LSM_GET_SELF_ATTR 459
#define NR_LSM_LIST_MODULES 461
#define NR_LANDLOCK_CREATE_RULESET 444
#define NR_LANDLOCK_RESTRICT_SELF 446
#define LANDLOCK_READ_FILE (1ULL << 2)

#define SECURITYFS "/sys/kernel/security/"
#define SELINUXFS "/sys/fs/selinux"
#define USER 1000
#define OTHER_USER 1001
#define STRANGER 1002

/**
 * peer_read - read a small file
 * @path: the file
 * @text: becomes what it has, "" if it can't be read
 * @size: of @text, in bytes
 */
void peer_read(const char *path, char *text, size_t size)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const ssize_t len = fd < 0 ? 0 : read(fd, text, size - 1);

	text[len > 0 ? len : 0] = '\0';
	close(fd);
}

static int write_bytes(const char *path, const char *bytes, ssize_t len)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	int err = 0;

	if (fd < 0)
		return errno;
	if (write(fd, bytes, len) != len)
		err = errno ?: EIO;
	close(fd);
	return err;
}

/**
 * peer_write - write to a file that exists, by one call
 * @path: the file
 * @text: for it
 *
 * Return: 0 or an error number.
 */
int peer_write(const char *path, const char *text)
{
	return write_bytes(path, text, strlen(text));
}

/* A policy that was compiled elsewhere, by one call. */
static int install(const char *node, const char *name)
{
	static char bytes[1 << 20];
	char path[128];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), PEER_POLICIES "%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return PEER_UNARMED;
	len = read(fd, bytes, sizeof(bytes));
	close(fd);
	return len <= 0 ? EIO : write_bytes(node, bytes, len);
}

/**
 * peer_is_enabled - does the kernel ask that module?
 * @name: the module
 *
 * Return: true if so.
 */
bool peer_is_enabled(const char *name)
{
	const size_t len = strlen(name);
	char text[512];
	const char *at;

	peer_read(SECURITYFS "lsm", text, sizeof(text));
	for (at = strstr(text, name); at; at = strstr(at + 1, name))
		if ((at == text || at[-1] == ',') &&
		    (at[len] == ',' || at[len] == '\0' || at[len] == '\n'))
			return true;
	return false;
}

/**
 * peer_ask_modules - what the kernel's own calls say of a module
 * @id: the module
 * @listed: becomes true if it is among the modules
 * @told: becomes true if it tells an attribute of the caller
 *
 * Return: false if there are no such calls.
 */
bool peer_ask_modules(uint64_t id, bool *listed, bool *told)
{
	uint64_t ids[64], buffer[1024];
	uint32_t size = sizeof(ids);
	const char *at = (void *)buffer;
	long count, i;
	int attr;

	*listed = *told = false;
	count = syscall(NR_LSM_LIST_MODULES, ids, &size, 0);
	if (count < 0)
		return false;
	for (i = 0; i < count; i++)
		*listed |= ids[i] == id;
	/* From LSM_ATTR_CURRENT to LSM_ATTR_SOCKCREATE; an entry: id, flags, len, ... */
	for (attr = 100; attr <= 105; attr++) {
		size = sizeof(buffer);
		count = syscall(NR_LSM_GET_SELF_ATTR, attr, buffer, &size, 0);
		for (i = 0, at = (void *)buffer; i < count; i++, at += ((uint64_t *)at)[2])
			*told |= *(uint64_t *)at == id;
	}
	return true;
}

/* As somebody who may not override anything. */
int peer_read_as_user(char **args)
{
	(void)args;
	if (setresuid(USER, USER, USER))
		return 100 + errno;
	return try_open(SECRET, O_RDONLY);
}

static int label(const char *attribute, const char *value)
{
	return setxattr(SECRET, attribute, value, strlen(value), 0) ? errno : 0;
}

/* Once loaded, a policy stays. */
int selinux_ready(void)
{
	mount("selinuxfs", SELINUXFS, "selinuxfs", 0, NULL);
	return install(SELINUXFS "/load", "selinux") ?: peer_write(SELINUXFS "/enforce", "0");
}

int selinux_refuse(void)
{
	return peer_write(SELINUXFS "/enforce", "1") ?:
	       label("security.selinux", "u:object_r:secret_t");
}

void selinux_leave(void)
{
	label("security.selinux", "u:object_r:base_t");
}

/* One profile is for the probe; it allows all but to read SECRET. */
int apparmor_ready(void)
{
	return access(PEER_POLICIES "apparmor", R_OK) ? PEER_UNARMED : 0;
}

int apparmor_refuse(void)
{
	return install(SECURITYFS "apparmor/.replace", "apparmor");
}

void apparmor_leave(void)
{
	peer_write(SECURITYFS "apparmor/.remove", "ccs-stack");
}

int smack_refuse(void)
{
	return label("security.SMACK64", "Secret");
}

void smack_leave(void)
{
	label("security.SMACK64", "_");
}

#define TOMOYO SECURITYFS "tomoyo/"

/* What it is built with for tests learns. */
int tomoyo_ready(void)
{
	return peer_write(TOMOYO "exception_policy",
			  "initialize_domain " PROBE " from any\n") ?:
	       peer_write(TOMOYO "profile",
			  "0-CONFIG={ mode=disabled grant_log=no reject_log=no }\n"
			  "9-CONFIG={ mode=disabled grant_log=no reject_log=no }\n"
			  "9-CONFIG::file::open={ mode=enforcing grant_log=no reject_log=no }\n");
}

int tomoyo_refuse(void)
{
	return peer_write(TOMOYO "domain_policy", PROBE_DOMAIN "\nuse_profile 9\n");
}

void tomoyo_leave(void)
{
	peer_write(TOMOYO "domain_policy", PROBE_DOMAIN "\nuse_profile 0\n");
}

static bool other_shall_refuse(char **args)
{
	return !strcmp(args[0], "other");
}

/* Rules are what its user may do; here are none. */
static int landlock_restrict_reading(void)
{
	const uint64_t handled = LANDLOCK_READ_FILE;
	const int ruleset = syscall(NR_LANDLOCK_CREATE_RULESET, &handled, sizeof(handled), 0);

	if (ruleset < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    syscall(NR_LANDLOCK_RESTRICT_SELF, ruleset, 0))
		return 100 + errno;
	return close(ruleset) ? errno : 0;
}

int landlock_read(char **args)
{
	const int err = other_shall_refuse(args) ? landlock_restrict_reading() : 0;

	return err ?: try_open(SECRET, O_RDONLY);
}

#define PTRACE_SCOPE "/proc/sys/kernel/yama/ptrace_scope"

int yama_ready(void)
{
	return peer_write(PTRACE_SCOPE, "0");
}

int yama_refuse(void)
{
	return peer_write(PTRACE_SCOPE, "2");
}

void yama_leave(void)
{
	peer_write(PTRACE_SCOPE, "0");
}

/* A child that lives as long as the other end of the pipe is open; no signal is needed. */
static pid_t start_child(int *other_end)
{
	int ends[2];
	pid_t pid;
	char byte;

	if (pipe(ends))
		return -1;
	pid = fork();
	if (!pid) {
		close(ends[1]);
		_exit(read(ends[0], &byte, 1) != 0);
	}
	close(ends[0]);
	*other_end = ends[1];
	return pid;
}

/* To a child of the same user, which only yama and we mind. */
int yama_attach(char **args)
{
	int end, err;
	pid_t pid;

	(void)args;
	if (setresuid(USER, USER, USER) || prctl(PR_SET_DUMPABLE, 1))
		return 100 + errno;
	pid = start_child(&end);
	if (pid < 0)
		return 100 + errno;
	err = ptrace(PTRACE_SEIZE, pid, NULL, NULL) ? errno : 0;
	close(end);
	waitpid(pid, NULL, 0);
	return err;
}

int safesetid_refuse(void)
{
	char rule[32];

	snprintf(rule, sizeof(rule), "%d:%d\n", USER, OTHER_USER);
	return peer_write(SECURITYFS "safesetid/uid_allowlist_policy", rule);
}

static int take_back_capability(int number)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = {
		{ .effective = 1U << number, .permitted = 1U << number },
	};

	return syscall(SYS_capset, &head, data) ? errno : 0;
}

/* Of this only the first half is a request that we know. */
int safesetid_change(char **args)
{
	int err = try_open(SECRET, O_RDONLY);

	(void)args;
	if (err)
		return err;
	if (prctl(PR_SET_KEEPCAPS, 1) || setresuid(USER, USER, USER))
		return 100 + errno;
	err = take_back_capability(CAP_SETUID);
	if (err)
		return 100 + err;
	return setresuid(STRANGER, STRANGER, STRANGER) ? errno : 0;
}

/*
 * The first file that is loaded pins its file system, and 6.1 does not tell
 * before whether that is enforced.
 */
static bool loadpin_enforces(void)
{
	const int fd = open("/opt/selftests/tiny", O_RDONLY | O_CLOEXEC);
	char text[8];

	syscall(SYS_finit_module, fd, "", 0);
	close(fd);
	peer_read("/proc/sys/kernel/loadpin/enforce", text, sizeof(text));
	return *text == '1';
}

int loadpin_ready(void)
{
	return loadpin_enforces() ? 0 : PEER_UNARMED;
}

/* Neither is a module, but that is seen later. */
int loadpin_load(char **args)
{
	const char *const path = other_shall_refuse(args) ? SECRET : "/opt/selftests/tiny";
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const int err = syscall(SYS_finit_module, fd, "", 0) ? errno : 0;

	close(fd);
	return err == ENOEXEC ? 0 : err;
}

/* What does not come from a file is nothing that loadpin could allow. */
int lockdown_ready(void)
{
	return loadpin_enforces() ? PEER_UNARMED : 0;
}

int lockdown_refuse(void)
{
	return peer_write(SECURITYFS "lockdown", "integrity");
}

/* Unloads what was never loaded. */
int lockdown_unload(char **args)
{
	(void)args;
	return syscall(SYS_kexec_load, 0, 0, NULL, 0) ? errno : 0;
}
