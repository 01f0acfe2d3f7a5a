// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entering a domain whose lines have begun, and do not end
 *
 * The writer waits for the pages behind the first one of what it writes: they
 * are mapped from a filesystem which answers when it is told to.
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <sched.h>
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
#define PAGES 2

#define BEGIN TARGET_DOMAIN "\nfile read /begun\n"
#define DELETE "delete " TARGET_DOMAIN "\n"
#define END "use_profile 103\n"

FIXTURE(slow) {
	int fuse;
	int asked[2];
	int go[2];
	pthread_t server;
	pthread_t writer;
	const char *page[PAGES];
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

static bool answer_read(FIXTURE_DATA(slow) *self, const struct fuse_in_header *request)
{
	const struct fuse_read_in *const what = (const void *)(request + 1);
	char page[PAGE];

	if (what->size != PAGE || what->offset / PAGE >= PAGES)
		return answer(self->fuse, request, EIO, NULL, 0);
	memset(page, '\n', PAGE);
	memcpy(page, self->page[what->offset / PAGE], strlen(self->page[what->offset / PAGE]));
	return write(self->asked[1], "r", 1) == 1 && read(self->go[0], page + PAGE - 1, 1) == 1 &&
	       answer(self->fuse, request, 0, page, PAGE);
}

static bool answer_one(FIXTURE_DATA(slow) *self, const struct fuse_in_header *request)
{
	const int fuse = self->fuse;
	struct fuse_attr_out attr = {
		.attr = { .ino = 1, .size = PAGES * PAGE, .mode = S_IFREG | 0644, .nlink = 1 },
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
		return answer_read(self, request);
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
		if (!answer_one(self, &request.header))
			return "answer";
	return NULL;
}

/* Whoever shares a processor with others runs when they do not. */
static bool come_last(int policy)
{
	const struct sched_param param = {};
	cpu_set_t first;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	return !sched_setaffinity(0, sizeof(first), &first) &&
	       !sched_setscheduler(0, policy, &param);
}

static void *write_it(void *data)
{
	FIXTURE_DATA(slow) *const self = data;
	const size_t len = (1 + PAGES) * PAGE;
	const int fd = open_policy("domain_policy");
	const ssize_t written = come_last(SCHED_OTHER) ? write(fd, self->text, len) : -1;

	close(fd);
	/* Whoever waits for it to ask waits no longer. */
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

/* One page that is there, and those behind it that are not yet. */
static bool map_text(FIXTURE_DATA(slow) *self)
{
	const int fd = open(SLOW, O_RDONLY | O_CLOEXEC);
	struct stat size;

	self->text = mmap(NULL, (1 + PAGES) * PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fd < 0 || fstat(fd, &size) || self->text == MAP_FAILED ||
	    mmap(self->text + PAGE, PAGES * PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
	    MAP_FAILED || madvise(self->text + PAGE, PAGES * PAGE, MADV_RANDOM))
		return false;
	memset(self->text, '\n', PAGE);
	memcpy(self->text, BEGIN, sizeof(BEGIN) - 1);
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
	self->page[0] = "";
	self->page[1] = END;
}

FIXTURE_TEARDOWN(slow)
{
	/* Nobody waits any longer who does if a test ends early. */
	close(self->go[1]);
	munmap(self->text, (1 + PAGES) * PAGE);
	leave_world();
	pthread_join(self->server, NULL);
	close(self->fuse);
}

/* What the writer asks for. */
static char asks(FIXTURE_DATA(slow) *self)
{
	char byte = '\0';

	return read(self->asked[0], &byte, 1) == 1 ? byte : '\0';
}

static bool go_on(FIXTURE_DATA(slow) *self)
{
	return write(self->go[1], "\n", 1) == 1;
}

static bool is_written(FIXTURE_DATA(slow) *self)
{
	void *failed = "join";

	return asks(self) == 'w' && !pthread_join(self->writer, &failed) && !failed;
}

static int check_target(char **args)
{
	(void)args;
	say_domain();
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : ENOENT;
}

static int enter_target(char **args)
{
	(void)args;
	execl(TARGET, TARGET, call(check_target), NULL);
	return errno;
}

static int enter_target_last(char **args)
{
	return come_last(SCHED_IDLE) ? enter_target(args) : errno;
}

/* It sleeps, and nothing wakes it soon. */
static bool waits(pid_t pid)
{
	char path[32], state;
	int i, times = 0;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	for (i = 0; i < 6000 && times < 10; i++) {
		FILE *const file = fopen(path, "re");

		if (!file || fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
			state = '?';
		if (file)
			fclose(file);
		times = state == 'D' ? times + 1 : 0;
		usleep(10000);
	}
	return times == 10;
}

/* Who runs it is not restricted, and is not where the program belongs. */
TEST_F(slow, nobody_runs_where_he_was_instead)
{
	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ('r', asks(self));
	EXPECT_TRUE(domain_exists(TARGET_DOMAIN));
	EXPECT_EQ(EAGAIN, probe(enter_target, NULL));
	ASSERT_TRUE(go_on(self));
	ASSERT_EQ('r', asks(self));
	ASSERT_TRUE(go_on(self));
	ASSERT_TRUE(is_written(self));
	EXPECT_EQ(0, probe(enter_target, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

/* Whoever writes policy without end keeps nobody out of it. */
TEST_F(slow, complete_for_a_moment)
{
	struct probe waiter;

	self->page[0] = END DELETE BEGIN;
	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ('r', asks(self));
	ASSERT_EQ(0, probe_start(&waiter, enter_target_last, NULL));
	ASSERT_TRUE(waits(waiter.pid));
	ASSERT_TRUE(go_on(self));
	ASSERT_EQ('r', asks(self));
	EXPECT_EQ(0, probe_end(&waiter));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	ASSERT_TRUE(go_on(self));
	ASSERT_TRUE(is_written(self));
}

/* What is deleted before it has a profile is not entered without one. */
TEST_F(slow, deleted_before_it_was_complete)
{
	struct probe waiter;

	self->page[0] = DELETE BEGIN;
	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ('r', asks(self));
	ASSERT_EQ(0, probe_start(&waiter, enter_target_last, NULL));
	ASSERT_TRUE(waits(waiter.pid));
	ASSERT_TRUE(go_on(self));
	ASSERT_EQ('r', asks(self));
	EXPECT_TRUE(waits(waiter.pid));
	ASSERT_TRUE(go_on(self));
	EXPECT_EQ(0, probe_end(&waiter));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	ASSERT_TRUE(is_written(self));
}

/* The writer comes to the end, and who waits for that gets in. */
#define COMES_IN(waiter)					\
	do {							\
		ASSERT_TRUE(go_on(self));			\
		ASSERT_EQ('r', asks(self));			\
		ASSERT_TRUE(go_on(self));			\
		EXPECT_EQ(0, probe_end(waiter));		\
		EXPECT_STREQ(TARGET_DOMAIN "\n", reply);	\
		ASSERT_TRUE(is_written(self));			\
	} while (0)

/* Where the lines of another manager end it is not complete. */
TEST_F(slow, somebody_else_writes_it_too)
{
	struct probe waiter;

	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ('r', asks(self));
	ASSERT_EQ(0, policy("domain_policy", BEGIN));
	ASSERT_EQ(0, probe_start(&waiter, enter_target, NULL));
	EXPECT_TRUE(waits(waiter.pid));
	COMES_IN(&waiter);
}

/* A change of other policy, which copies it, does not make it complete. */
TEST_F(slow, other_policy_is_committed)
{
	const int profile = open_policy("profile");
	struct probe waiter;

	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ('r', asks(self));
	ASSERT_EQ(0, put(profile, "confirm=600\n"));
	ASSERT_EQ(0, put(profile, "confirm\n"));
	ASSERT_EQ(0, probe_start(&waiter, enter_target, NULL));
	EXPECT_TRUE(waits(waiter.pid));
	COMES_IN(&waiter);
	close(profile);
}

/* What was completed since is complete in the policy that comes back. */
TEST_F(slow, other_policy_is_undone)
{
	const long undone = stat_value(UNDONE);
	const int profile = open_policy("profile");

	ASSERT_EQ(0, pthread_create(&self->writer, NULL, write_it, self));
	ASSERT_EQ('r', asks(self));
	ASSERT_EQ(0, put(profile, "confirm=2\n"));
	ASSERT_TRUE(go_on(self));
	ASSERT_EQ('r', asks(self));
	ASSERT_TRUE(go_on(self));
	ASSERT_TRUE(is_written(self));
	ASSERT_TRUE(await_value(UNDONE, undone + 1));
	EXPECT_EQ(0, probe(enter_target, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	close(profile);
}

TEST_HARNESS_MAIN
