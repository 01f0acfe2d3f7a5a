// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that may only grow
 *
 * A deny_rewrite is there, in a namespace of either dialect, and every way to
 * lose what such a file has is tried, with all permission but allow_rewrite.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "harness.h"
#include "side.h"

#ifndef RWF_NOAPPEND
#define RWF_NOAPPEND 0x20
#endif

#ifndef FALLOC_FL_PUNCH_HOLE
#define FALLOC_FL_KEEP_SIZE 1
#define FALLOC_FL_PUNCH_HOLE 2
#endif

FIXTURE(rewrite) {
};

FIXTURE_VARIANT(rewrite) {
	const struct side *side;
};

FIXTURE_VARIANT_ADD(rewrite, in_18) {
	.side = &new_side,
};

FIXTURE_VARIANT_ADD(rewrite, in_17) {
	.side = &old_side,
};

#define REWRITE "allow_rewrite " OBJECT
#define ACCESS(path) "file read/write/append/truncate " path "\n"

#define LAYERS DIR "/layers"
#define STACK DIR "/stack"
#define STACKED STACK "/object"
#define REWRITE_STACKED "allow_rewrite " STACKED

FIXTURE_SETUP(rewrite)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, side_exception(variant->side, "deny_rewrite " DIR "/ob\\*"));
	ASSERT_EQ(0, domain_policy(variant->side->domain, ACCESS(OBJECT) ACCESS(SECRET)));
}

FIXTURE_TEARDOWN(rewrite)
{
	policy_lax("exception_policy", "delete %sdeny_rewrite " DIR "/ob\\*\n",
		   variant->side->ns);
	policy_lax("exception_policy", "delete %sacl_group 7 " REWRITE "\n", variant->side->ns);
	side_reset_profile(variant->side, ENFORCING);
	umount(STACK);
	umount(LAYERS);
	leave_sides();
}

static int read_append(char **args)
{
	return try_open(args[0], O_RDWR | O_APPEND);
}

static int truncate_reading(char **args)
{
	return try_open(args[0], O_RDONLY | O_TRUNC);
}

static int truncate_appending(char **args)
{
	return try_open(args[0], O_WRONLY | O_APPEND | O_TRUNC);
}

static int truncate_closed(char **args)
{
	return truncate(args[0], 1) ? errno : 0;
}

/* What can be done to a file that is open for appending. */
static int with_appending(const char *path, int (*act)(int fd))
{
	const int fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
	int err;

	if (fd < 0)
		return PROBE_UNSTARTED;
	err = act(fd);
	close(fd);
	return err;
}

static int shorten(int fd)
{
	return ftruncate(fd, 1) ? errno : 0;
}

static int truncate_open(char **args)
{
	return with_appending(args[0], shorten);
}

static int clear_flag(int fd)
{
	if (fcntl(fd, F_SETFL, 0))
		return errno;
	return fcntl(fd, F_SETFL, O_APPEND) ? PROBE_UNSTARTED : 0;
}

static int clear_append(char **args)
{
	return with_appending(args[0], clear_flag);
}

static int write_at_start(int fd)
{
	const struct iovec text = { .iov_base = "new", .iov_len = 3 };

	return pwritev2(fd, &text, 1, 0, RWF_NOAPPEND) == 3 ? 0 : errno;
}

static int ignore_append(char **args)
{
	return with_appending(args[0], write_at_start);
}

static int write_mapped(int fd)
{
	char *const at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	return at == MAP_FAILED ? errno : munmap(at, 4096);
}

static int map_shared(char **args)
{
	return with_appending(args[0], write_mapped);
}

static int unprotect_mapped(int fd)
{
	char *const at = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);

	if (at == MAP_FAILED)
		return PROBE_UNSTARTED;
	return mprotect(at, 4096, PROT_READ | PROT_WRITE) ? errno : 0;
}

static int unprotect_shared(char **args)
{
	return with_appending(args[0], unprotect_mapped);
}

static int punch(int fd)
{
	return fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 1) ? errno : 0;
}

static int punch_hole(char **args)
{
	return with_appending(args[0], punch);
}

static const probe_fn overwriters[] = {
	open_write, open_rdwr, truncate_reading, truncate_appending, truncate_closed,
	truncate_open, clear_append, ignore_append, map_shared, unprotect_shared, punch_hole,
	NULL
};

static int map_private(int fd)
{
	char *const at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);

	return at == MAP_FAILED ? errno : munmap(at, 4096);
}

static int map_copy(char **args)
{
	return with_appending(args[0], map_private);
}

static int reserve(int fd)
{
	return fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 4096) ? errno : 0;
}

static int reserve_space(char **args)
{
	return with_appending(args[0], reserve);
}

static const probe_fn keepers[] = {
	open_read, open_append, read_append, map_copy, reserve_space, NULL
};

/* How many of them the kernel has: older ones know no RWF_NOAPPEND. */
static int tried;

static bool all_return(const struct side *side, const probe_fn *fns, const char *path,
		       int expected)
{
	bool right = true;
	int i;

	tried = 0;
	for (i = 0; fns[i]; i++) {
		const int status = probe_as(side->program, fns[i], path, NULL);

		if (status == EOPNOTSUPP && fns[i] == ignore_append)
			continue;
		tried++;
		if (status == expected)
			continue;
		printf("# number %d on %s: %d\n", i, path, status);
		right = false;
	}
	return right;
}

/* Nobody needs it who has no deny_rewrite. */
TEST_F(rewrite, never_declared)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, side_no_exception(side, "deny_rewrite " DIR "/ob\\*"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	EXPECT_FALSE(audit_find(side->domain, REWRITE));
}

TEST_F(rewrite, needs_its_own_permission)
{
	const struct side *const side = variant->side;
	struct stat stat;

	EXPECT_TRUE(all_return(side, keepers, OBJECT, 0));
	EXPECT_FALSE(audit_find(side->domain, REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
	EXPECT_EQ(tried, audit_count(side->domain, REWRITE));
	EXPECT_TRUE(audit_denied(side->domain, REWRITE));
	ASSERT_EQ(0, lstat(OBJECT, &stat));
	EXPECT_EQ(5, stat.st_size);
	/* What no deny_rewrite names. */
	EXPECT_TRUE(all_return(side, overwriters, SECRET, 0));
	EXPECT_FALSE(audit_find(side->domain, "allow_rewrite " SECRET));
}

TEST_F(rewrite, allowed)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_allow(side->domain, REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	EXPECT_TRUE(audit_granted(side->domain, REWRITE));
	ASSERT_EQ(0, domain_allow(side->domain, "delete " REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
}

TEST_F(rewrite, allowed_by_a_group)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, side_exception(side, "acl_group 7 " REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
	ASSERT_EQ(0, domain_allow(side->domain, "use_group 7"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
}

/* It permits no writing. */
TEST_F(rewrite, alone)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_policy(side->domain, REWRITE "\ndelete file write/append " OBJECT
						 "\n"));
	EXPECT_EQ(EPERM, probe_as(side->program, open_write, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(side->domain, REWRITE));
	EXPECT_TRUE(audit_denied(side->domain, "file write " OBJECT));
}

static int make_layers(void)
{
	if (mkdir(LAYERS, 0755) || mkdir(STACK, 0755) || mount("x", LAYERS, "tmpfs", 0, NULL) ||
	    mkdir(LAYERS "/lower", 0755) || mkdir(LAYERS "/upper", 0755) ||
	    mkdir(LAYERS "/work", 0755))
		return errno;
	return touch(LAYERS "/upper/object");
}

static int mount_layers(char **args)
{
	(void)args;
	return mount("x", STACK, "overlay", 0,
		     "lowerdir=" LAYERS "/lower,upperdir=" LAYERS "/upper,workdir=" LAYERS
		     "/work") ? errno : 0;
}

/* By the name that all see, and once, though the upper layer's file is acted on. */
TEST_F(rewrite, file_of_a_layer)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, make_layers());
	ASSERT_EQ(0, side_exception(side, "deny_rewrite " STACK "/\\*"));
	/* What is done to the layers is done with the rights of who mounts them. */
	ASSERT_EQ(0, domain_policy(side->domain, "use_profile 101\n" ACCESS(STACKED)));
	ASSERT_EQ(0, probe_as(side->program, mount_layers, NULL));
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", ENFORCING));
	audit_forget();
	EXPECT_TRUE(all_return(side, keepers, STACKED, 0));
	EXPECT_EQ(0, audit_count(side->domain, " granted=no "));
	EXPECT_TRUE(all_return(side, overwriters, STACKED, EPERM));
	EXPECT_EQ(tried, audit_count(side->domain, REWRITE_STACKED));
	ASSERT_EQ(0, domain_allow(side->domain, REWRITE_STACKED));
	EXPECT_TRUE(all_return(side, overwriters, STACKED, 0));
	side_no_exception(side, "deny_rewrite " STACK "/\\*");
}

TEST_F(rewrite, modes)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file::rewrite=disabled"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file::rewrite=permissive"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	EXPECT_TRUE(audit_has(side->domain, REWRITE, " mode=permissive granted=no "));
	/* It does not depend on whether opening is checked. */
	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file=disabled"));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file::rewrite=enforcing"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
	EXPECT_TRUE(all_return(side, overwriters, SECRET, 0));
	EXPECT_TRUE(all_return(side, keepers, OBJECT, 0));
}

TEST_F(rewrite, learned)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_policy(side->domain, "use_profile 101\n"
						 "delete " ACCESS(OBJECT)
						 "delete " ACCESS(SECRET)));
	EXPECT_EQ(0, probe_as(side->program, open_write, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(side->program, read_append, SECRET, NULL));
	EXPECT_STREQ(side->old ? REWRITE "\nfile write/append " OBJECT "\n"
					 "file read/write/append " SECRET "\n" :
				 REWRITE "\nfile write " OBJECT "\n"
					 "file read/append " SECRET "\n",
		     domain_entries(side->domain));
	/* It is enough. */
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe_as(side->program, open_write, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(side->program, read_append, SECRET, NULL));
}

/*
 * Permission to append is none to overwrite, and that is asked for as writing
 * where no deny_rewrite names the file. 1.7 has one permission for both.
 */
TEST_F(rewrite, appending_is_not_writing)
{
	const struct side *const side = variant->side;
	static const probe_fn ways[] = {
		clear_append, ignore_append, map_shared, unprotect_shared, punch_hole, NULL
	};

	ASSERT_EQ(0, domain_policy(side->domain, "delete file write/truncate " SECRET "\n"));
	EXPECT_TRUE(all_return(side, ways, SECRET, side->old ? 0 : EPERM));
	EXPECT_EQ(side->old ? 0 : tried, audit_count(side->domain, "file write " SECRET));
	EXPECT_TRUE(all_return(side, keepers, SECRET, 0));
	ASSERT_EQ(0, domain_allow(side->domain, "file write " SECRET));
	EXPECT_TRUE(all_return(side, ways, SECRET, 0));
}

TEST_HARNESS_MAIN
