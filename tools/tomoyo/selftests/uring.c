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

/* How often a result is looked for: some never come. */
#define TRIES 1000000

/* Not in all headers. */
#ifndef IORING_CQE_F_NOTIF
#define IORING_CQE_F_NOTIF (1U << 3)
#endif

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
	return syscall(SYS_io_uring_enter, ring->fd, 1, 0, flags, NULL, 0) < 0 ? errno : 0;
}

static const __u32 *complete_word(const struct ring *ring, __u32 offset)
{
	return (const __u32 *)(ring->complete + offset);
}

/* The next result, RING_NOTHING if there is none yet, or no more of a request. */
static int take_result(const struct ring *ring)
{
	const struct io_cqring_offsets *const off = &ring->params.cq_off;
	const struct io_uring_cqe *const results =
		(const struct io_uring_cqe *)(ring->complete + off->cqes);
	__u32 *const head = (__u32 *)(ring->complete + off->head);
	const struct io_uring_cqe *next;
	int result;

	if (*head == __atomic_load_n(complete_word(ring, off->tail), __ATOMIC_ACQUIRE))
		return RING_NOTHING;
	next = &results[*head & *complete_word(ring, off->ring_mask)];
	result = next->flags & IORING_CQE_F_NOTIF ? RING_NOTHING : next->res;
	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return result;
}

/* Hands one request in; 0 or an error number. */
int ring_ask(const struct ring *ring, const struct io_uring_sqe *request)
{
	__u32 *const tail = submit_word(ring, ring->params.sq_off.tail);
	const __u32 slot = *tail & *submit_word(ring, ring->params.sq_off.ring_mask);

	ring->entries[slot] = *request;
	submit_word(ring, ring->params.sq_off.array)[slot] = slot;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	return submit(ring);
}

/* Waits a while for a result, as the kernel says it; RING_NOTHING if none comes. */
int ring_next(const struct ring *ring)
{
	int result = RING_NOTHING;
	int i;

	for (i = 0; i < TRIES && result == RING_NOTHING; i++) {
		sched_yield();
		result = take_result(ring);
	}
	return result;
}

/* Makes one request and waits for its result: as the kernel says it, or -errno. */
int ring_do(const struct ring *ring, const struct io_uring_sqe *request)
{
	const int err = ring_ask(ring, request);

	return err ? -err : ring_next(ring);
}
