// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to this machine's policy from another one
 */

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/address.h"
#include "lib/agent.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/netpeer.h"
#include "lib/option.h"
#include "lib/remote.h"

#define OPTION_INSECURE	(CCS_OPTION_LONG + 0)
#define OPTION_READONLY	(CCS_OPTION_LONG + 1)
#define OPTION_STDIO	(CCS_OPTION_LONG + 2)
#define OPTION_UNIX	(CCS_OPTION_LONG + 3)

/* Connections at once; what more come wait for one to end. */
#define CLIENTS 32

/**
 * struct job - what the command line asks for
 * @insecure: whoever can connect may do everything
 * @readonly: policy can't be changed
 * @use_stdio: the client is at standard input and output
 * @verbose: tell of requests
 * @path: local socket to listen at, or NULL
 * @address: where to listen in a network
 * @clients: connections there are
 * @signals: for poll(): readable when a signal came
 * @stopped: it ends
 */
struct job {
	bool insecure;
	bool readonly;
	bool use_stdio;
	bool verbose;
	const char *path;
	struct ccs_address address;
	unsigned int clients;
	int signals;
	bool stopped;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_INSECURE)
		job->insecure = true;
	else if (key == OPTION_READONLY)
		job->readonly = true;
	else if (key == OPTION_STDIO)
		job->use_stdio = true;
	else if (key == OPTION_UNIX)
		job->path = arg;
	else
		job->verbose = true;
}

static const struct ccs_option options[] = {
	{ OPTION_INSECURE, "insecure", NULL,
	  "listen at any address, and serve whoever connects" },
	{ OPTION_READONLY, "readonly", NULL,
	  "refuse to change policy and to answer requests" },
	{ OPTION_STDIO, "stdio", NULL,
	  "serve the client at standard input and output; the\n"
	  "default when standard input is no terminal" },
	{ OPTION_UNIX, "unix", "PATH", "listen at a local socket" },
	{ 'v', "verbose", NULL, "tell of each request" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-editpolicy-agent",
	.usage = "[OPTION...] [ADDRESS:PORT]",
	.about = "Let programs on another machine see and change the policy of this one:\n"
		 "\"ccs-editpolicy ssh:HOST\" there starts it here. With ADDRESS:PORT it listens\n"
		 "there: on the loopback device, and serves nobody but root and its own user.\n",
	.options = options,
	.take = take_option,
};

static void tell(const char *request)
{
	ccs_warn("%d: %s", getpid(), request);
}

static void serve(const struct job *job, int in, int out)
{
	const struct ccs_agent agent = {
		.in = in, .out = out, .readonly = job->readonly,
		.tell = job->verbose ? tell : NULL,
	};

	ccs_agent_serve(&agent);
}

/* The owner of a connection through the loopback device is known. */
static bool is_welcome(const struct job *job, int client)
{
	uid_t uid;

	if (job->insecure)
		return true;
	if (ccs_netpeer_uid(client, &uid) && (!uid || uid == geteuid()))
		return true;
	ccs_warn("a client of another user was sent away");
	return false;
}

/* A client that vanished must not keep requests waiting. */
static void watch_client(int client)
{
	const int on = 1, idle = 10, interval = 5, count = 3, lost = 25000;

	setsockopt(client, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	setsockopt(client, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
	setsockopt(client, IPPROTO_TCP, TCP_KEEPINTVL, &interval,
		   sizeof(interval));
	setsockopt(client, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof(count));
	setsockopt(client, IPPROTO_TCP, TCP_USER_TIMEOUT, &lost, sizeof(lost));
}

static void take_client(struct job *job, int listener)
{
	const int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	sigset_t none;
	pid_t child;

	if (client < 0)
		return;
	child = is_welcome(job, client) ? fork() : -1;
	if (!child) {
		close(listener);
		close(job->signals);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		watch_client(client);
		serve(job, client, client);
		exit(CCS_EXIT_OK);
	}
	job->clients += child > 0;
	close(client);
}

static void take_signal(struct job *job)
{
	struct signalfd_siginfo info;

	if (read(job->signals, &info, sizeof(info)) != sizeof(info) ||
	    info.ssi_signo != SIGCHLD) {
		job->stopped = true;
		return;
	}
	while (waitpid(-1, NULL, WNOHANG) > 0)
		job->clients--;
}

static void catch_signals(struct job *job)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	job->signals = signalfd(-1, &signals, SFD_CLOEXEC);
	if (job->signals < 0)
		ccs_die(CCS_EXIT_IO, "signalfd: %s", strerror(errno));
}

static void serve_all(struct job *job, int listener)
{
	while (!job->stopped) {
		struct pollfd input[] = {
			{ .fd = job->signals, .events = POLLIN },
			{ .fd = job->clients < CLIENTS ? listener : -1,
			  .events = POLLIN },
		};

		poll(input, 2, -1);
		if (input[0].revents)
			take_signal(job);
		else if (input[1].revents)
			take_client(job, listener);
	}
}

static void forget_socket(const char *path)
{
	struct stat status;

	if (!lstat(path, &status) && S_ISSOCK(status.st_mode))
		unlink(path);
}

static int open_listener(const struct job *job)
{
	const int fd = socket(job->address.any.sa_family,
			      SOCK_STREAM | SOCK_CLOEXEC, 0);
	const int on = 1;

	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "socket: %s", strerror(errno));
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (job->path)
		forget_socket(job->path);
	umask(077);
	if (bind(fd, &job->address.any, job->address.len) || listen(fd, 8))
		ccs_die(CCS_EXIT_IO, "cannot listen there: %s",
			strerror(errno));
	return fd;
}

static void tell_address(const struct job *job, int listener)
{
	struct ccs_address real = { .len = sizeof(real.ip6) };
	char *text;

	if (job->path) {
		printf("Listening at %s\n", job->path);
	} else {
		getsockname(listener, &real.any, &real.len);
		text = ccs_address_print(&real);
		printf("Listening at %s\n", text);
		free(text);
	}
	ccs_flush_stdout(CCS_EXIT_OK);
}

/* Whoever started it, through ssh perhaps, needs to wait no more. */
static void let_go(void)
{
	const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (nothing < 0)
		return;
	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDOUT_FILENO);
	dup2(nothing, STDERR_FILENO);
	close(nothing);
}

static void read_operands(struct job *job, int argc, char **argv)
{
	if (argc > 1 || (argc && (job->path || job->use_stdio)))
		ccs_usage_error("takes one place to listen at");
	if (!argc && !job->path) {
		if (!job->use_stdio && isatty(STDIN_FILENO))
			ccs_usage_error("where shall it listen?");
		job->use_stdio = true;
		return;
	}
	if (job->path) {
		if (ccs_address_unix(job->path, &job->address))
			ccs_usage_error("%s is too long", job->path);
		return;
	}
	if (!ccs_address_parse(*argv, &job->address))
		ccs_usage_error("'%s' is not ADDRESS:PORT", *argv);
	if (!job->insecure && !ccs_address_is_loopback(&job->address))
		ccs_die(CCS_EXIT_USAGE,
			"whoever reaches %s could change policy: use ssh, or --insecure",
			*argv);
}

int main(int argc, char **argv)
{
	struct job job = {};
	int first, listener;

	ccs_fail_setup(tool.name, NULL);
	first = ccs_tool_options(&tool, argc, argv, &job);
	read_operands(&job, argc - first, argv + first);
	ccs_iface_need();
	if (ccs_remote_used())
		ccs_usage_error("the nodes must be this machine's");
	signal(SIGPIPE, SIG_IGN);
	if (job.use_stdio) {
		serve(&job, STDIN_FILENO, STDOUT_FILENO);
		return CCS_EXIT_OK;
	}
	catch_signals(&job);
	listener = open_listener(&job);
	tell_address(&job, listener);
	if (!job.verbose)
		let_go();
	serve_all(&job, listener);
	if (job.path)
		forget_socket(job.path);
	return CCS_EXIT_OK;
}
