// SPDX-License-Identifier: GPL-2.0-only
/*
 * Listeners and readers of a busy system
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "listener.h"

#define RECORDS 10000
#define PROBES 4
#define LISTENERS 2

/* How long an ear waits before it looks whether that was all, in ms. */
#define PATIENCE 100

/**
 * struct ear - what one thread heard
 * @thread: the thread
 * @listener: its socket, for one that listens
 * @fd: the node that it reads, for one that reads
 * @got: records that it got
 * @missing: gaps between their numbers
 * @first: the number before the first
 * @last: the number of the last
 * @strange: something else came
 */
struct ear {
	pthread_t thread;
	struct listener listener;
	int fd;
	uint64_t got;
	uint64_t missing;
	uint64_t first;
	uint64_t last;
	int strange;
};

static struct ear ears[LISTENERS];
static struct ear reader;

/* Nobody makes records any more, so what is not there will not come. */
static bool finished;

static void hear_event(struct ear *ear, const struct event *event)
{
	ear->missing += event->sequence - ear->last - 1;
	ear->last = event->sequence;
	if (strcmp(event_text(event, CCSECURITY_A_AUDIT_REQUEST), "file read " SECRET))
		ear->strange++;
	ear->got++;
}

/* Overruns are seen as gaps. */
static void *listen_thread(void *data)
{
	struct ear *const ear = data;
	struct event event;
	bool last;
	int ret;

	do {
		last = __atomic_load_n(&finished, __ATOMIC_ACQUIRE);
		ret = listener_next(&ear->listener, PATIENCE, &event);
		if (ret > 0)
			hear_event(ear, &event);
		else if (ret && ret != -ENOBUFS)
			ear->strange++;
	} while (ret || !last);
	return NULL;
}

static void *read_thread(void *data)
{
	struct ear *const ear = data;
	struct pollfd poll_fd = { .fd = ear->fd, .events = POLLIN };
	char text[16384];
	ssize_t len;
	bool last;

	do {
		last = __atomic_load_n(&finished, __ATOMIC_ACQUIRE);
		poll(&poll_fd, 1, PATIENCE);
		len = read(ear->fd, text, sizeof(text));
		if (len > 0) {
			ear->got++;
			if (!strstr(text, "\n" PROBE_DOMAIN "\nfile read " SECRET "\n"))
				ear->strange++;
		}
	} while (len > 0 || !last);
	return NULL;
}

static int be_refused(char **args)
{
	int i;

	await_go();
	for (i = 0; i < atoi(args[0]); i++)
		if (try_open(SECRET, O_RDONLY) != EPERM)
			return 1;
	return 0;
}

static uint64_t audit_sequence(struct listener *listener)
{
	struct event status;

	if (listener_status(listener, &status))
		return UINT64_MAX;
	return status_number(&status, CCSECURITY_A_STATUS_GROUP, "audit",
			     CCSECURITY_A_GROUP_SEQUENCE);
}

FIXTURE(busy) {
	struct listener asker;
};

FIXTURE_VARIANT(busy) {
	int buffer;
	int queue;
};

/* Room for everything, in sockets and in the log. */
FIXTURE_VARIANT_ADD(busy, large_buffers) {
	.buffer = 64 << 20,
	.queue = RECORDS,
};

/* As they come, and less than that. */
FIXTURE_VARIANT_ADD(busy, small_buffers) {
	.buffer = 16384,
	.queue = 32,
};

FIXTURE_SETUP(busy)
{
	int i;

	memset(ears, 0, sizeof(ears));
	memset(&reader, 0, sizeof(reader));
	finished = false;
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_audit_log=%d }\n", ENFORCING,
			    variant->queue));
	ASSERT_EQ(0, listener_open(&self->asker));
	ASSERT_EQ(0, listener_find(&self->asker));
	for (i = 0; i < LISTENERS; i++) {
		ASSERT_EQ(0, listener_open(&ears[i].listener));
		ASSERT_EQ(0, listener_find(&ears[i].listener));
		ASSERT_EQ(0, setsockopt(ears[i].listener.fd, SOL_SOCKET, SO_RCVBUFFORCE,
					&variant->buffer, sizeof(variant->buffer)));
		ASSERT_EQ(0, listener_join(&ears[i].listener, GROUP_AUDIT));
	}
	reader.fd = open(NODES "audit", O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, reader.fd);
}

FIXTURE_TEARDOWN(busy)
{
	int i;

	for (i = 0; i < LISTENERS; i++)
		listener_close(&ears[i].listener);
	listener_close(&self->asker);
	close(reader.fd);
	policy("profile", "%d-PREFERENCE={ max_audit_log=1024 }\n", ENFORCING);
	leave_world();
}

static int make_records(void)
{
	struct probe probes[PROBES];
	char share[16];
	int i, err = 0;

	snprintf(share, sizeof(share), "%d", RECORDS / PROBES);
	for (i = 0; i < PROBES && !err; i++)
		err = probe_start(&probes[i], be_refused, share, NULL);
	for (i = 0; i < PROBES && !err; i++)
		probe_go(&probes[i]);
	for (i = 0; i < PROBES && !err; i++)
		err = probe_end(&probes[i]);
	return err;
}

/* Each got every record, or knows how many it did not get. */
TEST_F(busy, it_adds_up)
{
	const long lost = stat_value("Records lost by audit");
	const long unsent = stat_value("Events lost by audit");
	const uint64_t before = audit_sequence(&self->asker);
	uint64_t after;
	int i;

	for (i = 0; i < LISTENERS; i++) {
		ears[i].first = before;
		ears[i].last = before;
		ASSERT_EQ(0, pthread_create(&ears[i].thread, NULL, listen_thread, &ears[i]));
	}
	ASSERT_EQ(0, pthread_create(&reader.thread, NULL, read_thread, &reader));
	EXPECT_EQ(0, make_records());
	__atomic_store_n(&finished, true, __ATOMIC_RELEASE);
	for (i = 0; i < LISTENERS; i++)
		pthread_join(ears[i].thread, NULL);
	pthread_join(reader.thread, NULL);
	after = audit_sequence(&self->asker);
	EXPECT_EQ(RECORDS, after - before);
	for (i = 0; i < LISTENERS; i++) {
		const struct ear *const ear = &ears[i];

		printf("# listener %d: %lu records, %lu missing\n", i, (unsigned long)ear->got,
		       (unsigned long)(ear->missing + after - ear->last));
		EXPECT_EQ(0, ear->strange);
		EXPECT_EQ(RECORDS, ear->got + ear->missing + after - ear->last);
		if (variant->queue == RECORDS)
			EXPECT_EQ(RECORDS, ear->got);
	}
	printf("# reader: %lu records, %ld lost\n", (unsigned long)reader.got,
	       stat_value("Records lost by audit") - lost);
	EXPECT_EQ(0, reader.strange);
	EXPECT_EQ(RECORDS, reader.got + stat_value("Records lost by audit") - lost);
	if (variant->queue == RECORDS)
		EXPECT_EQ(RECORDS, reader.got);
	EXPECT_EQ(unsent, stat_value("Events lost by audit"));
}

TEST_HARNESS_MAIN
