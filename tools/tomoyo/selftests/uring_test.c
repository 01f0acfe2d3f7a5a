// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests by io_uring
 *
 * Whoever does the work, it is judged in the domain of whoever asked for it; and
 * with credentials that were lent, in the domain that these belong to.
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET

/* One ring with room for a few requests, one of which is under way at a time. */
struct ring {
	int fd;
	struct io_uring_params params;
	char *submit;
	char *complete;
	struct io_uring_sqe *entries;
};

static void *map_ring(const struct ring *ring, size_t size, off_t what)
{
	void *const at = mmap(NULL, size, PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_POPULATE, ring->fd, what);

	return at == MAP_FAILED ? NULL : at;
}

static int map_all(struct ring *ring)
{
	const struct io_uring_params *const p = &ring->params;

	ring->submit = map_ring(ring, p->sq_off.array + p->sq_entries * sizeof(__u32),
				IORING_OFF_SQ_RING);
	ring->complete = map_ring(ring, p->cq_off.cqes +
				  p->cq_entries * sizeof(struct io_uring_cqe),
				  IORING_OFF_CQ_RING);
	ring->entries = map_ring(ring, p->sq_entries * sizeof(struct io_uring_sqe),
				 IORING_OFF_SQES);
	return ring->submit && ring->complete && ring->entries ? 0 : ENOMEM;
}

static int make_ring(struct ring *ring, unsigned int flags)
{
	memset(ring, 0, sizeof(*ring));
	ring->params.flags = flags;
	ring->params.sq_thread_idle = 1000;
	ring->fd = syscall(SYS_io_uring_setup, 4, &ring->params);
	return ring->fd < 0 ? errno : map_all(ring);
}

static __u32 *submit_word(const struct ring *ring, __u32 offset)
{
	return (__u32 *)(ring->submit + offset);
}

static int submit(const struct ring *ring)
{
	unsigned int flags = IORING_ENTER_GETEVENTS;

	if (ring->params.flags & IORING_SETUP_SQPOLL)
		flags |= IORING_ENTER_SQ_WAKEUP;
	return syscall(SYS_io_uring_enter, ring->fd, 1, 1, flags, NULL, 0) < 0 ? errno : 0;
}

static int take_result(const struct ring *ring)
{
	__u32 *const head = (__u32 *)(ring->complete + ring->params.cq_off.head);
	const __u32 *const tail = (__u32 *)(ring->complete + ring->params.cq_off.tail);
	const __u32 mask = *(__u32 *)(ring->complete + ring->params.cq_off.ring_mask);
	const struct io_uring_cqe *const results =
		(struct io_uring_cqe *)(ring->complete + ring->params.cq_off.cqes);
	int result;

	if (*head == __atomic_load_n(tail, __ATOMIC_ACQUIRE))
		return -EAGAIN;
	result = results[*head & mask].res;
	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return result;
}

/* Opens a file for reading by the ring; 0 or an error number. */
static int ring_open(const struct ring *ring, const char *path, __u8 flags, __u16 personality)
{
	__u32 *const tail = submit_word(ring, ring->params.sq_off.tail);
	const __u32 slot = *tail & *submit_word(ring, ring->params.sq_off.ring_mask);
	int err, result;

	ring->entries[slot] = (struct io_uring_sqe){
		.opcode = IORING_OP_OPENAT,
		.flags = flags,
		.fd = AT_FDCWD,
		.addr = (__u64)(unsigned long)path,
		.open_flags = O_RDONLY | O_CLOEXEC,
		.personality = personality,
	};
	submit_word(ring, ring->params.sq_off.array)[slot] = slot;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	err = submit(ring);
	if (err)
		return err;
	while ((result = take_result(ring)) == -EAGAIN)
		sched_yield();
	if (result >= 0)
		close(result);
	return result < 0 ? -result : 0;
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
	int err = make_ring(&ring, atoi(args[0]));

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
	int err = make_ring(&ring, atoi(args[0]));
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
	ASSERT_EQ(0, make_ring(&own, 0));
	ASSERT_EQ(0, probe_start(&lender, lend, "0", NULL));
	probe_hear(&lender);
	ASSERT_EQ(2, sscanf(reply, "%d %d", &fd, &personality));
	/* Rings of the same size have the same layout. */
	ring = own;
	ASSERT_EQ(0, take_ring(&ring, &lender, fd));
	ASSERT_EQ(0, map_all(&ring));
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

/* A ring that outlives an execution is used from the new domain. */
static int use_inherited(char **args)
{
	struct ring ring = { .fd = atoi(args[0]) };
	struct ring shape;
	int err = make_ring(&shape, 0);

	ring.params = shape.params;
	err = err ? err : map_all(&ring);
	return err ? 100 + err : ring_open(&ring, args[1], atoi(args[2]), 0);
}

static int execute_with_ring(char **args)
{
	struct ring ring;
	char fd[16];
	int err = make_ring(&ring, 0);

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
