// SPDX-License-Identifier: GPL-2.0-only
/*
 * What isolated processes ask io_uring for
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isolate.h"
#include "uring.h"
#include "harness.h"

FIXTURE(ring) {
	struct probe neighbour;
};

FIXTURE_VARIANT(ring) {
	const char *setup;
	const char *flags;
};

/* By the asking task itself, by a worker, by a thread that polls. */
FIXTURE_VARIANT_ADD(ring, inline) { "0", "0" };
FIXTURE_VARIANT_ADD(ring, worker) { "0", "16" };
FIXTURE_VARIANT_ADD(ring, poller) { "2", "0" };
_Static_assert(IOSQE_ASYNC == 16 && IORING_SETUP_SQPOLL == 2, "numbers of io_uring");

FIXTURE_SETUP(ring)
{
	self->neighbour.pid = 0;
	ASSERT_EQ(0, isolate_world());
	ASSERT_EQ(0, neighbour_start(&self->neighbour, "b"));
}

FIXTURE_TEARDOWN(ring)
{
	neighbour_end(&self->neighbour);
	leave_world();
}

static int open_status(char **args)
{
	struct ring ring;
	char path[32];
	int result;

	snprintf(path, sizeof(path), "/proc/%s/status", args[1]);
	if (isolate_nobody(args[0]))
		return 200;
	if (ring_make(&ring, atoi(args[2])))
		return ENOSYS;
	result = ring_do(&ring, &(struct io_uring_sqe){
		.opcode = IORING_OP_OPENAT,
		.flags = atoi(args[3]),
		.fd = AT_FDCWD,
		.addr = (__u64)(unsigned long)path,
		.open_flags = O_RDONLY | O_CLOEXEC,
	});
	return result < 0 ? -result : 0;
}

TEST_F(ring, kept_from_another_id)
{
	char number[12];
	int status;

	snprintf(number, sizeof(number), "%d", self->neighbour.pid);
	status = probe(open_status, FREE, number, variant->setup, variant->flags, NULL);
	if (status == ENOSYS)
		SKIP(return, "this kernel has no such ring");
	EXPECT_EQ(0, status);
	EXPECT_EQ(0, probe(open_status, "b", number, variant->setup, variant->flags, NULL));
	EXPECT_EQ(EPERM, probe(open_status, "a", number, variant->setup, variant->flags, NULL));
	EXPECT_EQ(1, isolate_records("proc", "a", "b"));
}

TEST_HARNESS_MAIN
