// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names longer than any path
 *
 * Directories within directories, entered one by one: there the shortest
 * relative path belongs to a name that no system call could take.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

/* Length of the name of each directory. */
#define LENGTH 200

FIXTURE(deep) {
	/* The name of the lowest directory, as it is learned, with a slash. */
	char *dir;
};

FIXTURE_VARIANT(deep) {
	int depth;
	char byte;
	/* How the byte is written. */
	const char *encoded;
	bool too_long;
};

#define ROW(id, levels, raw, text, beyond)		\
	FIXTURE_VARIANT_ADD(deep, id) {			\
		.depth = levels,			\
		.byte = raw,				\
		.encoded = text,			\
		.too_long = beyond,			\
	}

/* Shorter and longer than any buffer on the way. */
ROW(below_256, 1, 'x', "x", false);
ROW(above_256, 2, 'x', "x", false);
ROW(above_4096, 25, 'x', "x", false);
ROW(above_256_encoded, 1, '\1', "\\001", false);
ROW(above_4096_encoded, 6, '\1', "\\001", false);
ROW(above_16384_encoded, 25, '\1', "\\001", false);
ROW(above_65536_encoded, 100, '\1', "\\001", false);
ROW(above_a_word, 165, '\1', "\\001", true);

static int result(int status)
{
	return status < 0 ? errno : 0;
}

static int enter(char byte, int depth)
{
	char name[LENGTH + 1] = "";
	int i;

	memset(name, byte, LENGTH);
	if (chdir(DIR))
		return errno;
	for (i = 0; i < depth; i++)
		if ((mkdir(name, 0755) && errno != EEXIST) || chdir(name))
			return errno;
	return 0;
}

/* The judge takes everything back that an operation may have done. */
static int as_it_was(char byte, int depth)
{
	const int err = enter(byte, depth);

	if (err)
		return err;
	remove("new");
	unlink("leaf");
	if (mkdir("sub", 0755) && errno != EEXIST)
		return errno;
	return touch("leaf") ?: result(chdir("/"));
}

static int do_read(void)
{
	return try_open("leaf", O_RDONLY);
}

static int do_write(void)
{
	return try_open("leaf", O_WRONLY);
}

static int do_append(void)
{
	return try_open("leaf", O_WRONLY | O_APPEND);
}

static int do_read_directory(void)
{
	return try_open(".", O_RDONLY);
}

static int do_getattr(void)
{
	struct stat stat;

	return result(lstat("leaf", &stat));
}

static int do_create(void)
{
	return result(mknod("new", S_IFREG | 0600, 0));
}

static int do_mkfifo(void)
{
	return result(mknod("new", S_IFIFO | 0600, 0));
}

static int do_mksock(void)
{
	return result(mknod("new", S_IFSOCK | 0600, 0));
}

static int do_mkblock(void)
{
	return result(mknod("new", S_IFBLK | 0600, makedev(7, 0)));
}

static int do_mkchar(void)
{
	return result(mknod("new", S_IFCHR | 0600, makedev(1, 3)));
}

static int do_mkdir(void)
{
	return result(mkdir("new", 0700));
}

static int do_rmdir(void)
{
	return result(rmdir("sub"));
}

static int do_unlink(void)
{
	return result(unlink("leaf"));
}

static int do_symlink(void)
{
	return result(symlink("x", "new"));
}

static int do_link(void)
{
	return result(link("leaf", "new"));
}

static int do_rename(void)
{
	return result(rename("leaf", "new"));
}

static int do_truncate(void)
{
	return result(truncate("leaf", 1));
}

static int do_chmod(void)
{
	return result(chmod("leaf", 0600));
}

static int do_chown(void)
{
	return result(chown("leaf", 1, -1));
}

static int do_chgrp(void)
{
	return result(chown("leaf", -1, 1));
}

static int do_ioctl(void)
{
	return result(ioctl(open("leaf", O_WRONLY | O_RDWR), FIOCLEX));
}

static const struct operation_below {
	const char *id;
	int (*fn)(void);
	/* What is learned of it; "%" is the directory. */
	const char *line;
} operations[] = {
	{ "read", do_read, "file read %leaf" },
	{ "write", do_write, "file write %leaf" },
	{ "append", do_append, "file append %leaf" },
	{ "read a directory", do_read_directory, "file read %" },
	{ "getattr", do_getattr, "file getattr %leaf" },
	{ "create", do_create, "file create %new 0600" },
	{ "mkfifo", do_mkfifo, "file mkfifo %new 0600" },
	{ "mksock", do_mksock, "file mksock %new 0600" },
	{ "mkblock", do_mkblock, "file mkblock %new 0600 7 0" },
	{ "mkchar", do_mkchar, "file mkchar %new 0600 1 3" },
	{ "mkdir", do_mkdir, "file mkdir %new/ 0700" },
	{ "rmdir", do_rmdir, "file rmdir %sub/" },
	{ "unlink", do_unlink, "file unlink %leaf" },
	{ "symlink", do_symlink, "file symlink %new symlink.target=\"x\"" },
	{ "link", do_link, "file link %leaf %new" },
	{ "rename", do_rename, "file rename %leaf %new" },
	{ "truncate", do_truncate, "file truncate %leaf" },
	{ "chmod", do_chmod, "file chmod %leaf 0600" },
	{ "chown", do_chown, "file chown %leaf 1" },
	{ "chgrp", do_chgrp, "file chgrp %leaf 1" },
	{ "ioctl", do_ioctl, "file ioctl %leaf 0x5451" },
};

/* chdir() is not checked, but what is done below is. */
static int act(char **args)
{
	const int err = enter(*args[0], atoi(args[1]));

	umask(0);
	return err ? PROBE_UNSTARTED : operations[atoi(args[2])].fn();
}

static char *make_dir_name(const char *encoded, int depth)
{
	const size_t unit = LENGTH * strlen(encoded) + 1;
	char *const dir = malloc(sizeof(DIR) + 1 + depth * unit);
	char *at = dir;
	int i;

	at += sprintf(at, "%s/", DIR);
	for (i = 0; i < depth * LENGTH; i++) {
		at += sprintf(at, "%s", encoded);
		if (i % LENGTH == LENGTH - 1)
			at += sprintf(at, "/");
	}
	return dir;
}

/* Is @text the lines that @line makes with @dir, and no other? */
static bool is_line(const char *text, const char *line, const char *dir)
{
	for (; *line; line++) {
		const size_t len = *line == '%' ? strlen(dir) : 1;

		if (strncmp(text, *line == '%' ? dir : line, len))
			return false;
		text += len;
	}
	return !strcmp(text, "\n");
}

FIXTURE_SETUP(deep)
{
	ASSERT_EQ(0, fresh_world(LEARNING));
	self->dir = make_dir_name(variant->encoded, variant->depth);
	ASSERT_NE(NULL, self->dir);
}

/* Removes from below: no single path reaches that far. */
FIXTURE_TEARDOWN(deep)
{
	char name[LENGTH + 1] = "";
	int i;

	memset(name, variant->byte, LENGTH);
	enter(variant->byte, variant->depth);
	unlink("leaf");
	remove("new");
	rmdir("sub");
	for (i = 0; i < variant->depth; i++)
		if (chdir("..") || rmdir(name))
			break;
	if (chdir("/"))
		perror("# chdir");
	leave_world();
}

static int try(const FIXTURE_VARIANT(deep) *variant, size_t i)
{
	char byte[2] = { variant->byte, '\0' }, depth[16], number[16];

	if (as_it_was(variant->byte, variant->depth))
		return PROBE_LOST;
	snprintf(depth, sizeof(depth), "%d", variant->depth);
	snprintf(number, sizeof(number), "%zu", i);
	return probe(act, byte, depth, number, NULL);
}

static const char violations[] = "Policy violation in enforcing mode:";

/* The name is learned in full, and what was learned grants the next one. */
static int check_learned(const FIXTURE_VARIANT(deep) *variant, const char *dir, size_t i)
{
	const char *const request = operations[i].line;
	char *learned;
	int err;

	if (domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING) || try(variant, i))
		return 1;
	learned = domain_entries(PROBE_DOMAIN);
	if (variant->too_long ? *learned : !is_line(learned, request, dir))
		return 2;
	if (domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING))
		return 3;
	err = try(variant, i);
	if (err != (variant->too_long ? ENAMETOOLONG : 0))
		return 4;
	free(learned);
	return 0;
}

/* Without an entry it is refused, and counted. */
static int check_refused(const FIXTURE_VARIANT(deep) *variant, size_t i)
{
	const long before = stat_value(violations);

	if (try(variant, i) != (variant->too_long ? ENAMETOOLONG : EPERM))
		return 5;
	return stat_value(violations) == before + 1 ? 0 : 6;
}

TEST_F(deep, every_operation)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(operations); i++) {
		forget_domains(PROBE_DOMAIN);
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
		EXPECT_EQ(0, check_refused(variant, i))
			TH_LOG("%s", operations[i].id);
		EXPECT_EQ(0, check_learned(variant, self->dir, i))
			TH_LOG("%s", operations[i].id);
	}
}

TEST_HARNESS_MAIN
