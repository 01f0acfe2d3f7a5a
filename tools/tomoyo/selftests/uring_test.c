// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests by io_uring
 *
 * Whoever does the work, it is judged in the domain of whoever asked for it; and
 * with credentials that were lent, in the domain that these belong to.
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "mount_api.h"
#include "uring.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET

/* Opens a file for reading by the ring; 0 or an error number. */
static int ring_openat(const struct ring *ring, int dir, const char *path, __u8 flags,
		       __u16 personality)
{
	const int result = ring_do(ring, &(struct io_uring_sqe){
		.opcode = IORING_OP_OPENAT,
		.flags = flags,
		.fd = dir,
		.addr = (__u64)(unsigned long)path,
		.open_flags = O_RDONLY | O_CLOEXEC,
		.personality = personality,
	});

	if (result >= 0)
		close(result);
	return result < 0 ? -result : 0;
}

static int ring_open(const struct ring *ring, const char *path, __u8 flags, __u16 personality)
{
	return ring_openat(ring, AT_FDCWD, path, flags, personality);
}

FIXTURE(ring) {
};

FIXTURE_VARIANT(ring) {
	unsigned int setup;
	__u8 flags;
};

/* By the asking task itself, by a worker, by a thread that polls. */
FIXTURE_VARIANT_ADD(ring, inline) { };
FIXTURE_VARIANT_ADD(ring, worker) { .flags = IOSQE_ASYNC };
FIXTURE_VARIANT_ADD(ring, poller) { .setup = IORING_SETUP_SQPOLL };

FIXTURE_SETUP(ring)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT "\n"
						 "file execute " TARGET "\n"));
}

FIXTURE_TEARDOWN(ring)
{
	leave_world();
}

static int open_both(char **args)
{
	struct ring ring;
	int err = ring_make(&ring, atoi(args[0]));

	if (err)
		return err;
	err = ring_open(&ring, OBJECT, atoi(args[1]), 0);
	if (err)
		return 100 + err;
	err = ring_open(&ring, SECRET, atoi(args[1]), 0);
	/* The worker is there now; another try must not find more. */
	return err == EPERM ? ring_open(&ring, SECRET, atoi(args[1]), 0) : 200 + err;
}

#define ARGUMENTS(setup, flags)					\
	char setup[16], flags[16];				\
								\
	snprintf(setup, sizeof(setup), "%u", variant->setup);	\
	snprintf(flags, sizeof(flags), "%u", variant->flags)

TEST_F(ring, judged_as_the_submitter)
{
	ARGUMENTS(setup, flags);

	EXPECT_EQ(EPERM, probe(open_both, setup, flags, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_SECRET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_SECRET));
	EXPECT_EQ(0, probe(open_both, setup, flags, NULL) - 200);
}

/* The probe's credentials, lent to the judge: that is what the judge is then. */
static int lend(char **args)
{
	struct ring ring;
	int err = ring_make(&ring, atoi(args[0]));
	int personality;

	if (err)
		return err;
	personality = syscall(SYS_io_uring_register, ring.fd,
			      IORING_REGISTER_PERSONALITY, NULL, 0);
	if (personality < 0)
		return errno;
	fcntl(ring.fd, F_SETFD, 0);
	say("%d %d", ring.fd, personality);
	await_go();
	return 0;
}

/* Takes over a descriptor of the probe. */
static int take_ring(struct ring *ring, const struct probe *probe, int fd)
{
	const int pidfd = syscall(SYS_pidfd_open, probe->pid, 0);

	ring->fd = syscall(SYS_pidfd_getfd, pidfd, fd, 0);
	close(pidfd);
	return ring->fd < 0 ? errno : 0;
}

TEST_F(ring, judged_as_the_lender)
{
	struct probe lender;
	struct ring own, ring;
	int fd, personality;

	if (variant->setup)
		SKIP(return, "a ring that polls works for who made it anyway");
	ASSERT_EQ(0, ring_make(&own, 0));
	ASSERT_EQ(0, probe_start(&lender, lend, "0", NULL));
	probe_hear(&lender);
	ASSERT_EQ(2, sscanf(reply, "%d %d", &fd, &personality));
	/* Rings of the same size have the same layout. */
	ring = own;
	ASSERT_EQ(0, take_ring(&ring, &lender, fd));
	ASSERT_EQ(0, ring_map(&ring));
	EXPECT_EQ(0, ring_open(&ring, SECRET, variant->flags, 0));
	audit_forget();
	EXPECT_EQ(EPERM, ring_open(&ring, SECRET, variant->flags, personality));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_SECRET));
	EXPECT_EQ(0, ring_open(&ring, OBJECT, variant->flags, personality));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	/* They were lent for these only. */
	EXPECT_EQ(0, ring_open(&ring, SECRET, variant->flags, 0));
	probe_go(&lender);
	EXPECT_EQ(0, probe_end(&lender));
}

/*
 * Whose files have no absolute name there: permissions for those do not count,
 * and nothing else is opened with what was lent.
 */
TEST_F(ring, judged_as_the_lender_below_a_detached_mount)
{
	struct probe lender;
	struct ring own, ring;
	int fd, personality, tree;

	if (variant->setup)
		SKIP(return, "a ring that polls works for who made it anyway");
	tree = tree_of(DIR, TREE_CLONE | O_CLOEXEC);
	ASSERT_LE(0, tree);
	ASSERT_EQ(0, ring_make(&own, 0));
	ASSERT_EQ(0, probe_start(&lender, lend, "0", NULL));
	probe_hear(&lender);
	ASSERT_EQ(2, sscanf(reply, "%d %d", &fd, &personality));
	ring = own;
	ASSERT_EQ(0, take_ring(&ring, &lender, fd));
	ASSERT_EQ(0, ring_map(&ring));
	EXPECT_EQ(0, ring_openat(&ring, tree, "secret", variant->flags, 0));
	audit_forget();
	EXPECT_EQ(EPERM, ring_openat(&ring, tree, "secret", variant->flags, personality));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read tmpfs:/ccs/secret"));
	EXPECT_EQ(EPERM, ring_openat(&ring, tree, "object", variant->flags, personality));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read tmpfs:/ccs/object"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read tmpfs:/ccs/secret"));
	EXPECT_EQ(0, ring_openat(&ring, tree, "secret", variant->flags, personality));
	EXPECT_EQ(EPERM, ring_openat(&ring, tree, "object", variant->flags, personality));
	EXPECT_EQ(0, ring_open(&ring, OBJECT, variant->flags, personality));
	close(tree);
	probe_go(&lender);
	EXPECT_EQ(0, probe_end(&lender));
}

/* A ring that outlives an execution is used from the new domain. */
static int use_inherited(char **args)
{
	struct ring ring = { .fd = atoi(args[0]) };
	struct ring shape;
	int err = ring_make(&shape, 0);

	ring.params = shape.params;
	err = err ? err : ring_map(&ring);
	return err ? 100 + err : ring_open(&ring, args[1], atoi(args[2]), 0);
}

static int execute_with_ring(char **args)
{
	struct ring ring;
	char fd[16];
	int err = ring_make(&ring, 0);

	if (err)
		return err;
	/* Gets itself a worker that knows the old domain. */
	err = ring_open(&ring, OBJECT, atoi(args[1]), 0);
	if (err)
		return err;
	fcntl(ring.fd, F_SETFD, 0);
	snprintf(fd, sizeof(fd), "%d", ring.fd);
	execl(TARGET, TARGET, call(use_inherited), fd, args[0], args[1], NULL);
	return errno;
}

TEST_F(ring, judged_after_execution)
{
	ARGUMENTS(setup, flags);

	if (variant->setup)
		SKIP(return, "a ring that polls works for who made it");
	(void)setup;
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "use_profile %d\n" READ_SECRET, ENFORCING));
	EXPECT_EQ(EPERM, probe(execute_with_ring, OBJECT, flags, NULL));
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, probe(execute_with_ring, SECRET, flags, NULL));
	EXPECT_TRUE(audit_granted(TARGET_DOMAIN, READ_SECRET));
}

TEST_HARNESS_MAIN
