// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of files opened by handles
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define MNT DIR "/mnt"

/* A file that is reached by a handle, and of which nobody knows where it is. */
FIXTURE(handle) {
	bool mounted;
	unsigned long ino;
	char handle[300];
};

#define DISK DIR "/disk"

static int make_disk(void)
{
	const int fd = open(DISK, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0 || ftruncate(fd, 4 << 20))
		return errno;
	close(fd);
	if (mkdir(MNT, 0755))
		return errno;
	/* The device frees itself when it is unmounted. */
	return system("mke2fs -F " DISK " >/dev/null 2>&1 && losetup /dev/loop0 " DISK " && "
		      "mount -t ext4 /dev/loop0 " MNT " && losetup -d /dev/loop0") ?
		       EIO : 0;
}

/* What open_by_handle_at() takes, as text. */
static int take_handle(const char *path, char *text)
{
	struct {
		struct file_handle handle;
		unsigned char rest[MAX_HANDLE_SZ];
	} at = { .handle = { .handle_bytes = MAX_HANDLE_SZ } };
	const unsigned char *const bytes = (const unsigned char *)&at;
	size_t i;
	int mount;

	if (name_to_handle_at(AT_FDCWD, path, &at.handle, &mount, 0))
		return errno;
	for (i = 0; i < sizeof(at.handle) + at.handle.handle_bytes; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
	return 0;
}

static int open_handle(const char *text)
{
	unsigned char bytes[sizeof(struct file_handle) + MAX_HANDLE_SZ] = {};
	size_t i;

	for (i = 0; text[2 * i]; i++)
		sscanf(text + 2 * i, "%2hhx", &bytes[i]);
	return open_by_handle_at(AT_FDCWD, (struct file_handle *)bytes, O_RDONLY | O_CLOEXEC);
}

/* The current directory says which file system is meant. */
static int open_by_handle(char **args)
{
	int fd;

	if (chdir(MNT))
		return PROBE_UNSTARTED;
	fd = open_handle(args[0]);
	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static int forget_names(void)
{
	sync();
	return make_file("/proc/sys/vm/drop_caches", "3\n", 0200) == ENOENT;
}

FIXTURE_SETUP(handle)
{
	struct stat stat;

	ASSERT_EQ(0, fresh_world(LEARNING));
	self->mounted = !make_disk();
	if (!self->mounted)
		SKIP(return, "no file system on a disk can be made here");
	ASSERT_EQ(0, mkdir(MNT "/sub", 0755));
	ASSERT_EQ(0, touch(MNT "/sub/file"));
	ASSERT_EQ(0, lstat(MNT "/sub/file", &stat));
	self->ino = stat.st_ino;
}

FIXTURE_TEARDOWN(handle)
{
	if (self->mounted)
		umount2(MNT, MNT_DETACH);
	leave_world();
}

TEST_F(handle, of_a_file)
{
	char line[128];

	ASSERT_EQ(0, take_handle(MNT "/sub/file", self->handle));
	ASSERT_EQ(0, forget_names());
	ASSERT_EQ(0, probe(open_by_handle, self->handle, NULL));
	snprintf(line, sizeof(line), "file read dev(7,0):[%lu]\n", self->ino);
	EXPECT_STREQ(line, domain_entries(PROBE_DOMAIN));
	/* Permission for what is at the top is none for it. */
	snprintf(line, sizeof(line), "delete file read dev(7,0):[%lu]\n", self->ino);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, line));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d\nfile read dev(7,0):/\n"
						"file read dev(7,0):/\\*", ENFORCING));
	EXPECT_EQ(EPERM, probe(open_by_handle, self->handle, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read dev(7,0):[\\$]"));
	EXPECT_EQ(0, probe(open_by_handle, self->handle, NULL));
}

/* Of a directory the kernel finds out where it is. */
TEST_F(handle, of_a_directory)
{
	static const char above[] = "file read " MNT "/\n";
	const char *learned;

	ASSERT_EQ(0, take_handle(MNT "/sub", self->handle));
	ASSERT_EQ(0, forget_names());
	ASSERT_EQ(0, probe(open_by_handle, self->handle, NULL));
	learned = domain_entries(PROBE_DOMAIN);
	/* By looking for it in the directory above, if its name was forgotten. */
	if (!strncmp(learned, above, strlen(above)))
		learned += strlen(above);
	EXPECT_STREQ("file read " MNT "/sub/\n", learned);
}

/* Somebody knows where it is. */
TEST_F(handle, of_an_open_file)
{
	const int fd = open(MNT "/sub/file", O_RDONLY | O_CLOEXEC);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, take_handle(MNT "/sub/file", self->handle));
	EXPECT_EQ(0, probe(open_by_handle, self->handle, NULL));
	close(fd);
	EXPECT_STREQ("file read " MNT "/sub/file\n", domain_entries(PROBE_DOMAIN));
}

TEST_HARNESS_MAIN
