// SPDX-License-Identifier: GPL-2.0-only
/*
 * Signals in every mode
 */

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "matrix.h"
#include "victim.h"

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

static struct victim victim;

static int new_victim(void)
{
	return victim_start(&victim, VICTIM, 0);
}

static void end_victim(void)
{
	victim_end(&victim);
}

static bool victim_was_told(void)
{
	return victim_has(&victim, SIGUSR1);
}

static int send_to_process(char **args)
{
	return kill(atoi(args[0]), SIGUSR1) ? errno : 0;
}

/* Its only member is the victim; judged where nothing may sleep. */
static int send_to_group(char **args)
{
	return kill(-atoi(args[0]), SIGUSR1) ? errno : 0;
}

static int send_by_pidfd(char **args)
{
	const int fd = syscall(SYS_pidfd_open, atoi(args[0]), 0);

	return syscall(SYS_pidfd_send_signal, fd, SIGUSR1, NULL, 0) ? errno : 0;
}

#define VICTIM_FIELDS						\
	.args = { victim.number }, .prepare = new_victim,	\
	.cleanup = end_victim, .happened = victim_was_told

OPERATION(ipc_signal,
	  .fn = send_to_process, VICTIM_FIELDS,
	  .request = "ipc signal 10 " VICTIM_DOMAIN);

OPERATION_BY(ipc_signal, group,
	     .fn = send_to_group, VICTIM_FIELDS,
	     .request = "ipc signal 10 " VICTIM_DOMAIN);

OPERATION_BY(ipc_signal, pidfd,
	     .fn = send_by_pidfd, VICTIM_FIELDS,
	     .request = "ipc signal 10 " VICTIM_DOMAIN);

OPERATION(capability_SYS_KILL,
	  .fn = send_to_process, VICTIM_FIELDS,
	  .request = "allow_capability SYS_KILL");

OPERATION_BY(capability_SYS_KILL, group,
	     .fn = send_to_group, VICTIM_FIELDS,
	     .request = "allow_capability SYS_KILL");

TEST_HARNESS_MAIN
