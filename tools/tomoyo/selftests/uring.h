/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests by io_uring
 */

#ifndef CCS_SELFTESTS_URING_H
#define CCS_SELFTESTS_URING_H

#include <linux/io_uring.h>

/* No error number, and no length. */
#define RING_NOTHING (-10000)

/**
 * struct ring - room for a few requests, one of which is under way at a time
 * @fd: the ring
 * @params: its layout
 * @submit: where requests are handed in, mapped
 * @complete: where results come back, mapped
 * @entries: the requests, mapped
 */
struct ring {
	int fd;
	struct io_uring_params params;
	char *submit;
	char *complete;
	struct io_uring_sqe *entries;
};

int ring_make(struct ring *ring, unsigned int flags);
int ring_map(struct ring *ring);
int ring_ask(const struct ring *ring, const struct io_uring_sqe *request);
int ring_next(const struct ring *ring);
int ring_do(const struct ring *ring, const struct io_uring_sqe *request);

#endif /* CCS_SELFTESTS_URING_H */
