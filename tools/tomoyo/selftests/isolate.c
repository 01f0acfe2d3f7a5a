// SPDX-License-Identifier: GPL-2.0-only
/*
 * Isolated processes
 */

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "isolate.h"

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000

/* A fresh world with a place where nobody may make files. */
int isolate_world(void)
{
	const int err = fresh_world(DISABLED);

	if (err)
		return err;
	return mkdir(DIR "/shared", 0777) || chmod(DIR "/shared", 0777) ? errno : 0;
}

/* Enters an id, or a state without one; 0 or an error number. */
int isolate_as(const char *id)
{
	int err = 0;
	int fd;

	if (!strcmp(id, FREE))
		return 0;
	fd = open(SELF_UUID, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	if (strcmp(id, HALF) && write(fd, id, strlen(id)) < 0)
		err = errno;
	close(fd);
	return err;
}

/* The same as the user that everybody is; such may be traced by each other. */
int isolate_nobody(const char *id)
{
	if (setresgid(NOBODY, NOBODY, NOBODY) || setresuid(NOBODY, NOBODY, NOBODY) ||
	    prctl(PR_SET_DUMPABLE, 1))
		return errno;
	return isolate_as(id);
}

/* The own state as the node tells it. */
const char *isolate_state(void)
{
	static char text[64];
	const int fd = open(SELF_UUID, O_RDONLY | O_CLOEXEC);
	const ssize_t len = read(fd, text, sizeof(text) - 1);

	text[len > 0 ? len : 0] = '\0';
	close(fd);
	return text;
}

static int make_socket(int type, const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const socklen_t len = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name);
	const int fd = socket(AF_UNIX, type, 0);

	strcpy(address.sun_path + 1, name);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, len))
		return -1;
	return type == SOCK_DGRAM ? 0 : listen(fd, 5);
}

static int make_things(void)
{
	int fds[2];

	unlink(THEIR_FIFO);
	if (mkfifo(THEIR_FIFO, 0666) || pipe(fds) || dup2(fds[0], THEIR_PIPE) < 0)
		return errno;
	if (make_socket(SOCK_STREAM, THEIR_STREAM) || make_socket(SOCK_DGRAM, THEIR_DGRAM) ||
	    make_socket(SOCK_SEQPACKET, THEIR_SEQPACKET))
		return errno;
	if (msgget(THEIR_KEY, IPC_CREAT | 0666) < 0 || semget(THEIR_KEY, 1, IPC_CREAT | 0666) < 0 ||
	    shmget(THEIR_KEY, 4096, IPC_CREAT | 0666) < 0)
		return errno;
	return mq_open(THEIR_QUEUE, O_CREAT | O_RDWR, 0666, NULL) < 0 ? errno : 0;
}

static void drop_things(void)
{
	msgctl(msgget(THEIR_KEY, 0), IPC_RMID, NULL);
	semctl(semget(THEIR_KEY, 0, 0), 0, IPC_RMID);
	shmctl(shmget(THEIR_KEY, 0, 0), IPC_RMID, NULL);
	mq_unlink(THEIR_QUEUE);
	unlink(THEIR_FIFO);
}

static int live_next_door(char **args)
{
	static const char memory[] = THEIR_MEMORY;
	int err = isolate_nobody(args[0]);
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	if (!err)
		err = make_things();
	say("%d %lx", err, (unsigned long)memory);
	for (;;)
		pause();
	return err;
}

/* Starts one that is isolated as @id; 0 or an error number. */
int neighbour_start(struct probe *neighbour, const char *id)
{
	int err;

	neighbour->pid = 0;
	drop_things();
	err = probe_start(neighbour, live_next_door, id, NULL);
	if (err)
		return err;
	probe_hear(neighbour);
	return *reply ? atoi(reply) : EIO;
}

void neighbour_end(struct probe *neighbour)
{
	if (neighbour->pid <= 0)
		return;
	kill(neighbour->pid, SIGKILL);
	waitpid(neighbour->pid, NULL, 0);
	close(neighbour->reply);
	close(neighbour->go);
	neighbour->pid = 0;
	drop_things();
}

/* The line of the record that says that @id was kept from @other. */
const char *isolate_line(const char *what, const char *id, const char *other)
{
	static char text[512];

	snprintf(text, sizeof(text),
		 "isolate %s self={ global-pid=%%d uuid=\"%s\" } "
		 "other={ global-pid=%%d uuid=\"%s\" domain=\"" PROBE_DOMAIN "\" }",
		 what, id, other);
	return text;
}

/* How many there are; a worker writes them. */
int isolate_records(const char *what, const char *id, const char *other)
{
	const char *const line = isolate_line(what, id, other);
	int left = PATIENCE;

	while (!audit_count(PROBE_DOMAIN, line) && left > 0) {
		usleep(10000);
		left -= 10;
	}
	return audit_count(PROBE_DOMAIN, line);
}

/* What .process_status says of a process, behind its number. */
const char *state_of(pid_t pid)
{
	static char text[64];
	char line[32];
	char *answer;
	const char *space;

	snprintf(line, sizeof(line), "uuid %d", pid);
	answer = ask_node(".process_status", line);
	space = strchr(answer, ' ');
	snprintf(text, sizeof(text), "%s", space ? space + 1 : "");
	free(answer);
	return text;
}

/* Passes a descriptor on; 0 or an error number. */
int isolate_pass(int via, int fd)
{
	char control[CMSG_SPACE(sizeof(int))] = {};
	struct iovec iov = { "", 1 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *const cmsg = CMSG_FIRSTHDR(&msg);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	return sendmsg(via, &msg, 0) == 1 ? 0 : errno;
}

/* Takes one that is passed on; -1 if there comes none. */
int isolate_take(int via)
{
	char control[CMSG_SPACE(sizeof(int))] = {}, byte;
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	int fd;

	if (recvmsg(via, &msg, 0) != 1)
		return -1;
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(fd));
	return fd;
}
