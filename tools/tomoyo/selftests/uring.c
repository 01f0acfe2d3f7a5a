// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests by io_uring
 */

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "uring.h"

static void *map_ring(const struct ring *ring, size_t size, off_t what)
{
	void *const at = mmap(NULL, size, PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_POPULATE, ring->fd, what);

	return at == MAP_FAILED ? NULL : at;
}

/* Maps a ring whose descriptor and layout are known; 0 or an error number. */
int ring_map(struct ring *ring)
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

/* Makes a ring; 0 or an error number. */
int ring_make(struct ring *ring, unsigned int flags)
{
	memset(ring, 0, sizeof(*ring));
	ring->params.flags = flags;
	ring->params.sq_thread_idle = 1000;
	ring->fd = syscall(SYS_io_uring_setup, 4, &ring->params);
	return ring->fd < 0 ? errno : ring_map(ring);
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

static const __u32 *complete_word(const struct ring *ring, __u32 offset)
{
	return (const __u32 *)(ring->complete + offset);
}

/* Waits for the one request that is under way. */
static int take_result(const struct ring *ring)
{
	const struct io_cqring_offsets *const off = &ring->params.cq_off;
	const struct io_uring_cqe *const results =
		(const struct io_uring_cqe *)(ring->complete + off->cqes);
	__u32 *const head = (__u32 *)(ring->complete + off->head);
	int result;

	while (*head == __atomic_load_n(complete_word(ring, off->tail), __ATOMIC_ACQUIRE))
		sched_yield();
	result = results[*head & *complete_word(ring, off->ring_mask)].res;
	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return result;
}

/* Makes one request and waits for its result: as the kernel says it, or -errno. */
int ring_do(const struct ring *ring, const struct io_uring_sqe *request)
{
	__u32 *const tail = submit_word(ring, ring->params.sq_off.tail);
	const __u32 slot = *tail & *submit_word(ring, ring->params.sq_off.ring_mask);
	int err;

	ring->entries[slot] = *request;
	submit_word(ring, ring->params.sq_off.array)[slot] = slot;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	err = submit(ring);
	return err ? -err : take_result(ring);
}
