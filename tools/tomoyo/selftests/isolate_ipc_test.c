// SPDX-License-Identifier: GPL-2.0-only
/*
 * Queues, memory and semaphores of isolated processes
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "isolate.h"
#include "harness.h"

static int status_of(long result)
{
	return result < 0 ? errno : 0;
}

/* Ids of what they own, found before anybody was isolated. */
static int queue, memory, semaphore;

static int try(char **args)
{
	const probe_fn fn = (probe_fn)strtoul(args[1], NULL, 16);
	int err;

	queue = msgget(THEIR_KEY, 0);
	memory = shmget(THEIR_KEY, 0, 0);
	semaphore = semget(THEIR_KEY, 0, 0);
	if (queue < 0 || memory < 0 || semaphore < 0)
		return 100 + errno;
	err = isolate_nobody(args[0]);
	return err ? 200 : fn(args + 2);
}

WAY(get_queue)
{
	return status_of(msgget(THEIR_KEY, 0666));
}

WAY(send_message)
{
	const struct { long type; char text[1]; } message = { 1, "" };

	return status_of(msgsnd(queue, &message, 1, IPC_NOWAIT));
}

WAY(receive_message)
{
	struct { long type; char text[1]; } message;

	return msgrcv(queue, &message, 1, 0, IPC_NOWAIT) < 0 && errno != ENOMSG ? errno : 0;
}

WAY(change_queue)
{
	struct msqid_ds info = { .msg_perm.mode = 0600, .msg_qbytes = 1024 };

	info.msg_perm.uid = NOBODY;
	info.msg_perm.gid = NOBODY;
	return status_of(msgctl(queue, IPC_SET, &info));
}

WAY(ask_queue)
{
	struct msqid_ds info;

	return status_of(msgctl(queue, IPC_STAT, &info));
}

WAY(remove_queue)
{
	return status_of(msgctl(queue, IPC_RMID, NULL));
}

WAY(get_memory)
{
	return status_of(shmget(THEIR_KEY, 0, 0666));
}

WAY(attach_memory)
{
	return shmat(memory, NULL, 0) == (void *)-1 ? errno : 0;
}

WAY(ask_memory)
{
	struct shmid_ds info;

	return status_of(shmctl(memory, IPC_STAT, &info));
}

WAY(remove_memory)
{
	return status_of(shmctl(memory, IPC_RMID, NULL));
}

WAY(get_semaphore)
{
	return status_of(semget(THEIR_KEY, 0, 0666));
}

WAY(raise_semaphore)
{
	struct sembuf up = { .sem_op = 1 };

	return status_of(semop(semaphore, &up, 1));
}

WAY(set_semaphore)
{
	return status_of(semctl(semaphore, 0, SETVAL, 1));
}

WAY(ask_semaphore)
{
	return status_of(semctl(semaphore, 0, GETVAL));
}

WAY(remove_semaphore)
{
	return status_of(semctl(semaphore, 0, IPC_RMID));
}

FIXTURE(ipc) {
	struct probe neighbour;
};

FIXTURE_VARIANT(ipc) {
	probe_fn fn;
	int refusal;
};

/* clang-format off */
#define ROW(name, ...) FIXTURE_VARIANT_ADD(ipc, name) { __VA_ARGS__ }
ROW(msgget, get_queue, EPERM);
ROW(msgsnd, send_message, EPERM);
/* What the kernel makes of a permission that is missing. */
ROW(msgrcv, receive_message, EACCES);
ROW(msg_set, change_queue, EPERM);
ROW(msg_stat, ask_queue, EACCES);
ROW(msg_rmid, remove_queue, EPERM);
ROW(shmget, get_memory, EPERM);
ROW(shmat, attach_memory, EPERM);
ROW(shm_stat, ask_memory, EPERM);
ROW(shm_rmid, remove_memory, EPERM);
ROW(semget, get_semaphore, EPERM);
ROW(semop, raise_semaphore, EPERM);
ROW(sem_setval, set_semaphore, EACCES);
ROW(sem_getval, ask_semaphore, EPERM);
ROW(sem_rmid, remove_semaphore, EPERM);
/* clang-format on */

FIXTURE_SETUP(ipc)
{
	self->neighbour.pid = 0;
	ASSERT_EQ(0, isolate_world());
}

FIXTURE_TEARDOWN(ipc)
{
	neighbour_end(&self->neighbour);
	leave_world();
}

#define TRY(id, owner) ({						\
	char fn_[20];							\
									\
	neighbour_end(&self->neighbour);				\
	ASSERT_EQ(0, neighbour_start(&self->neighbour, owner));		\
	snprintf(fn_, sizeof(fn_), "%lx", (unsigned long)variant->fn);	\
	audit_forget();							\
	probe(try, id, fn_, NULL);					\
})

TEST_F(ipc, kept_from_another_id)
{
	EXPECT_EQ(0, TRY(FREE, "b"));
	EXPECT_EQ(0, TRY("b", "b"));
	EXPECT_EQ(variant->refusal, TRY("a", "b"));
	EXPECT_LE(1, isolate_records("ipc", "a", "b"));
	EXPECT_EQ(variant->refusal, TRY(HALF, "b"));
	EXPECT_LE(1, isolate_records("ipc", "?", "b"));
	/* What nobody isolated has made belongs to the host. */
	EXPECT_EQ(variant->refusal, TRY("a", FREE));
	EXPECT_EQ(0, TRY(HALF, FREE));
}

TEST_HARNESS_MAIN
