// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entering a domain whose lines have begun, and do not end
 *
 * The writer waits for the second page of what it writes: that is mapped from
 * a filesystem which answers when it is told to.
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "harness.h"

#define SLOW DIR "/mnt"
#define DEVICE DIR "/fuse"
#define PAGE 4096

static const char begin[] = TARGET_DOMAIN "\nfile read /begun\n";
static const char end[] = "use_profile 103\n";

FIXTURE(slow) {
	int fuse;
	int asked[2];
	int go[2];
	pthread_t server;
	pthread_t writer;
	char *text;
};

static bool answer(int fuse, const struct fuse_in_header *request, int error, void *data,
		   size_t len)
{
	struct fuse_out_header header = {
		.len = sizeof(header) + len, .error = -error, .unique = request->unique,
	};
	struct iovec iov[] = { { &header, sizeof(header) }, { data, len } };

	return writev(fuse, iov, 2) == (ssize_t)header.len;
}

static bool answer_read(int fuse, const struct fuse_in_header *request, const int *asked,
			const int *go)
{
	char page[PAGE];

	memset(page, '\n', PAGE);
	memcpy(page, end, sizeof(end) - 1);
	return write(asked[1], "r", 1) == 1 && read(go[0], page + PAGE - 1, 1) == 1 &&
	       answer(fuse, request, 0, page, PAGE - 1);
}

static bool answer_one(int fuse, const struct fuse_in_header *request, const int *asked,
		       const int *go)
{
	struct fuse_attr_out attr = {
		.attr = { .ino = 1, .size = PAGE - 1, .mode = S_IFREG | 0644, .nlink = 1 },
	};
	struct fuse_init_out init = {
		.major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION,
		.max_write = PAGE,
	};
	struct fuse_open_out opened = {};

	switch (request->opcode) {
	case FUSE_INIT:
		return answer(fuse, request, 0, &init, sizeof(init));
	case FUSE_GETATTR:
		return answer(fuse, request, 0, &attr, sizeof(attr));
	case FUSE_OPEN:
		return answer(fuse, request, 0, &opened, sizeof(opened));
	case FUSE_READ:
		return answer_read(fuse, request, asked, go);
	case FUSE_FORGET:
		return true;
	default:
		return answer(fuse, request, ENOSYS, NULL, 0);
	}
}

/* Until it is unmounted. */
static void *serve(void *data)
{
	FIXTURE_DATA(slow) *const self = data;
	union {
		struct fuse_in_header header;
		char space[FUSE_MIN_READ_BUFFER + PAGE];
	} request;

	while (read(self->fuse, &request, sizeof(request)) > 0)
		if (!answer_one(self->fuse, &request.header, self->asked, self->go))
			return "answer";
	return NULL;
}

static void *write_it(void *data)
{
	FIXTURE_DATA(slow) *const self = data;
	const size_t len = 2 * PAGE - 1;
	const int fd = open_policy("domain_policy");
	const ssize_t written = write(fd, self->text, len);

	close(fd);
	/* Whoever waits for it to begin waits no longer. */
	return write(self->asked[1], "w", 1) == 1 && written == (ssize_t)len ? NULL : "write";
}

static bool mount_slow(FIXTURE_DATA(slow) *self)
{
	char options[64];

	if (touch(SLOW) || mknod(DEVICE, S_IFCHR | 0600, makedev(10, 229)))
		return false;
	self->fuse = open(DEVICE, O_RDWR | O_CLOEXEC);
	snprintf(options, sizeof(options), "fd=%d,rootmode=%o,user_id=0,group_id=0",
		 self->fuse, S_IFREG);
	return self->fuse >= 0 && !mount("slow", SLOW, "fuse", 0, options);
}

/* One page that is there, and one behind it that is not yet. */
static bool map_text(FIXTURE_DATA(slow) *self)
{
	const int fd = open(SLOW, O_RDONLY | O_CLOEXEC);
	struct stat size;

	self->text = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fd < 0 || fstat(fd, &size) || self->text == MAP_FAILED ||
	    mmap(self->text + PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
	    MAP_FAILED)
		return false;
	memset(self->text, '\n', PAGE);
	memcpy(self->text, begin, sizeof(begin) - 1);
	return !close(fd);
}

FIXTURE_SETUP(slow)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
	ASSERT_EQ(0, pipe(self->asked));
	ASSERT_EQ(0, pipe(self->go));
	ASSERT_TRUE(mount_slow(self));
	ASSERT_EQ(0, pthread_create(&self->server, NULL, serve, self));
	ASSERT_TRUE(map_text(self));
}

FIXTURE_TEARDOWN(slow)
{
	munmap(self->text, 2 * PAGE);
	leave_world();
	pthread_join(self->server, NULL);
	close(self->fuse);
}

static int enter_target(char **args)
{
	(void)args;
	execl(TARGET, TARGET, call(tell_domain), NULL);
	return errno;
}

/* Who runs it is not restricted, and is not where the program belongs. */
TEST_F(slow, nobody_runs_where_he_was_instead)
{
	void *failed = "join";
	char byte;

	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ(1, read(self->asked[0], &byte, 1));
	ASSERT_EQ('r', byte);
	EXPECT_TRUE(domain_exists(TARGET_DOMAIN));
	EXPECT_EQ(EAGAIN, probe(enter_target, NULL));
	ASSERT_EQ(1, write(self->go[1], "\n", 1));
	ASSERT_EQ(0, pthread_join(self->writer, &failed));
	EXPECT_EQ(NULL, failed);
	EXPECT_EQ(0, probe(enter_target, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

TEST_HARNESS_MAIN
