// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs that run in the background
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include "daemon.h"
#include "fail.h"

static void say_in_syslog(const char *text)
{
	syslog(LOG_WARNING, "%s", text);
}

static void write_pid(int fd, const char *path)
{
	char text[16];
	const int len = snprintf(text, sizeof(text), "%d\n", getpid());

	if (ftruncate(fd, 0) || pwrite(fd, text, len, 0) != len)
		ccs_die(CCS_EXIT_IO, "%s: %s", path, strerror(errno));
}

/* Who holds the lock has said so in it, unless it just begins. */
static void __attribute__((noreturn)) runs_already(int fd)
{
	char text[16] = "";
	int pid;

	if (pread(fd, text, sizeof(text) - 1, 0) > 0 &&
	    sscanf(text, "%d", &pid) == 1)
		ccs_warn("runs already, as process %d", pid);
	else
		ccs_warn("runs already");
	exit(CCS_EXIT_OK);
}

/* One of each is enough: a second one would take what the first one waits for. */
static void take_lock(const char *path)
{
	char *const dir = ccs_format("%.*s", (int)(strrchr(path, '/') - path),
				     path);
	int fd;

	if (mkdir(dir, 0755) && errno != EEXIST)
		ccs_die(CCS_EXIT_IO, "%s: %s", dir, strerror(errno));
	free(dir);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "%s: %s", path, strerror(errno));
	if (!flock(fd, LOCK_EX | LOCK_NB))
		write_pid(fd, path);
	else if (errno == EWOULDBLOCK)
		runs_already(fd);
	else
		ccs_die(CCS_EXIT_IO, "%s: %s", path, strerror(errno));
}

static void make_pidfile(const char *path)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			    0644);

	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "%s: %s", path, strerror(errno));
	write_pid(fd, path);
	close(fd);
}

static void detach(void)
{
	int null, fd;

	if (daemon(0, 1))
		ccs_die(CCS_EXIT_IO, "can't detach: %s", strerror(errno));
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (fd = 0; null >= 0 && fd < 3; fd++)
		dup2(null, fd);
	ccs_fail_setup(ccs_fail_program(), say_in_syslog);
	openlog(ccs_fail_program(), LOG_PID, LOG_USER);
}

/**
 * ccs_daemon_start - become a daemon
 * @foreground: don't detach, and say everything on standard error
 * @lock: a file that only one of us holds, or NULL
 * @pidfile: a file that the process id is written to, or NULL
 *
 * Errors end the program; so does another one of us.
 *
 * Return: a descriptor for poll(), and for ccs_daemon_signal().
 */
int ccs_daemon_start(bool foreground, const char *lock, const char *pidfile)
{
	sigset_t signals;
	int fd;

	if (!foreground)
		detach();
	/* The process that holds it is the one that stays. */
	if (lock)
		take_lock(lock);
	if (pidfile)
		make_pidfile(pidfile);
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "signalfd: %s", strerror(errno));
	ccs_daemon_notify("READY=1");
	return fd;
}

/**
 * ccs_daemon_end - leave
 * @pidfile: what ccs_daemon_start() had
 */
void ccs_daemon_end(const char *pidfile)
{
	ccs_daemon_notify("STOPPING=1");
	if (pidfile)
		unlink(pidfile);
}

/**
 * ccs_daemon_signal - what a signal asks for
 * @fd: the descriptor, when it is readable
 *
 * Return: SIGHUP has the configuration read again, others end the program.
 */
enum ccs_daemon_signal ccs_daemon_signal(int fd)
{
	struct signalfd_siginfo info;

	if (read(fd, &info, sizeof(info)) != sizeof(info))
		return CCS_DAEMON_NONE;
	return info.ssi_signo == SIGHUP ? CCS_DAEMON_RELOAD : CCS_DAEMON_STOP;
}

/**
 * ccs_daemon_notify - tell the service manager (sd_notify(3)), if there is one
 * @state: what to tell, such as ``READY=1``
 */
void ccs_daemon_notify(const char *state)
{
	const char *const path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	socklen_t len;
	int fd;

	if (!path || strlen(path) >= sizeof(address.sun_path))
		return;
	strcpy(address.sun_path, path);
	len = offsetof(struct sockaddr_un, sun_path) + strlen(path);
	if (*path == '@')
		*address.sun_path = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	sendto(fd, state, strlen(state), MSG_NOSIGNAL,
	       (const struct sockaddr *)&address, len);
	close(fd);
}
