// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to nodes for another machine: the side that wants it
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "address.h"
#include "agent.h"
#include "clock.h"
#include "peer.h"
#include "remote.h"

/* What a program is ready to take from an agent at once. */
#define ANSWER_MAX (256ul << 20)

/* Seconds in which an agent says that it is one, and in which it goes on. */
#define HELLO_SECONDS 10
#define ANSWER_SECONDS 60
/* Over ssh somebody may be asked for a passphrase first. */
#define LOGIN_SECONDS 120
#define SECONDS_MAX 86400

/* Milliseconds for which a program that is not needed any more may run on. */
#define END_WAIT 2000

/* The connection, if there is one, and the program that holds it. */
static struct {
	struct ccs_peer peer;
	bool used;
	pid_t program;
	bool taken[CCS_AGENT_HANDLES];
} remote;

/**
 * ccs_remote_is_address - does a word say where an agent is?
 * @word: the word
 *
 * Return: true for ADDRESS:PORT, [ADDRESS]:PORT, localhost:PORT, unix:/PATH
 * and ssh:HOST.
 */
bool ccs_remote_is_address(const char *word)
{
	struct ccs_address address;

	if (!strncmp(word, "unix:/", 6))
		return true;
	/* What begins with a hyphen would be an option of ssh. */
	if (!strncmp(word, "ssh:", 4))
		return word[4] && word[4] != '-';
	return ccs_address_parse(word, &address);
}

/* The caller's word counts instead of all of the above. */
static unsigned long seconds(unsigned int usual)
{
	const char *const text = secure_getenv("CCS_TIMEOUT");
	char *end;
	unsigned long number;

	if (!text || *text < '1' || *text > '9')
		return usual;
	number = strtoul(text, &end, 10);
	return *end || number > SECONDS_MAX ? usual : number;
}

/* What takes longer fails with EAGAIN, connect() with EINPROGRESS. */
static void limit(int fd, unsigned int usual)
{
	const struct timeval time = { .tv_sec = seconds(usual) };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof(time));
}

static int connect_to(const char *word)
{
	struct ccs_address address;
	int fd, err = 0;

	if (!strncmp(word, "unix:", 5))
		err = ccs_address_unix(word + 5, &address);
	else if (!ccs_address_parse(word, &address))
		err = -EINVAL;
	if (err)
		return err;
	fd = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0)
		limit(fd, HELLO_SECONDS);
	if (fd >= 0 && !connect(fd, &address.any, address.len))
		return fd;
	err = errno == EINPROGRESS || errno == EAGAIN ? -ETIMEDOUT : -errno;
	if (fd >= 0)
		close(fd);
	return err;
}

static int connect_ssh(const char *host)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return -errno;
	remote.program = fork();
	if (!remote.program) {
		dup2(pair[1], STDIN_FILENO);
		dup2(pair[1], STDOUT_FILENO);
		execlp("ssh", "ssh", "-T", host,
		       "ccs-editpolicy-agent --stdio", NULL);
		fprintf(stderr, "ssh: %s\n", strerror(errno));
		_exit(127);
	}
	close(pair[1]);
	limit(pair[0], LOGIN_SECONDS);
	if (remote.program > 0)
		return pair[0];
	close(pair[0]);
	return -EAGAIN;
}

/* It ends when nobody listens any more, unless it hangs itself. */
static void end_program(void)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	const long long start = ccs_clock();

	if (remote.peer.late)
		kill(remote.program, SIGTERM);
	while (!waitpid(remote.program, NULL, WNOHANG)) {
		if (ccs_clock() - start > END_WAIT) {
			kill(remote.program, SIGKILL);
			waitpid(remote.program, NULL, 0);
			break;
		}
		nanosleep(&pause, NULL);
	}
	remote.program = 0;
}

/* Why nothing comes any more; a program that hangs would stay behind. */
static int gone(void)
{
	if (remote.peer.late && remote.program > 0)
		end_program();
	return remote.peer.late ? -ETIMEDOUT : -ECONNRESET;
}

/**
 * ccs_remote_begin - have all nodes be those at the end of a connection
 * @fd: the connection, which is ours from now on
 *
 * Return: 0, -ECONNRESET if there is no agent, -ETIMEDOUT if it says nothing.
 */
int ccs_remote_begin(int fd)
{
	int err;

	remote.peer = (struct ccs_peer){ .in = fd, .out = fd };
	remote.used = true;
	if (ccs_peer_send(&remote.peer, CCS_AGENT_REQUEST,
			  sizeof(CCS_AGENT_REQUEST)) &&
	    !ccs_peer_byte(&remote.peer)) {
		limit(fd, ANSWER_SECONDS);
		return 0;
	}
	err = gone();
	ccs_remote_disconnect();
	return err;
}

/**
 * ccs_remote_connect - have all nodes be those of another machine
 * @address: a word that ccs_remote_is_address() knows
 *
 * Return: 0 or -errno.
 */
int ccs_remote_connect(const char *address)
{
	int fd;

	ccs_remote_disconnect();
	/* A lost connection is an error like others. */
	signal(SIGPIPE, SIG_IGN);
	fd = strncmp(address, "ssh:", 4) ? connect_to(address) :
					   connect_ssh(address + 4);
	return fd < 0 ? fd : ccs_remote_begin(fd);
}

/**
 * ccs_remote_disconnect - end the connection, if there is one
 */
void ccs_remote_disconnect(void)
{
	if (remote.used)
		close(remote.peer.in);
	if (remote.program > 0)
		end_program();
	memset(&remote, 0, sizeof(remote));
}

/**
 * ccs_remote_used - are the nodes those of another machine?
 *
 * Return: true if they are.
 */
bool ccs_remote_used(void)
{
	return remote.used;
}

/* What an agent says isn't trusted either. */
static int take_answer(struct ccs_strbuf *answer)
{
	unsigned int err;
	unsigned long len;
	char head[64], end;

	if (!ccs_peer_until(&remote.peer, '\n', head, sizeof(head)))
		return gone();
	if (sscanf(head, "%u %lu%c", &err, &len, &end) != 2 || err > 4095 ||
	    len > ANSWER_MAX) {
		remote.peer.lost = true;
		return -EBADMSG;
	}
	ccs_strbuf_puts(answer, "");
	if (!ccs_peer_take(&remote.peer, answer, len))
		return gone();
	return -(int)err;
}

static int run(const char *command, const char *line, struct ccs_strbuf *answer)
{
	struct ccs_strbuf ignored = {};
	char number[32];
	int err;

	ccs_peer_send(&remote.peer, command, strlen(command));
	if (line) {
		snprintf(number, sizeof(number), " %zu", strlen(line));
		ccs_peer_send(&remote.peer, number, strlen(number));
	}
	ccs_peer_send(&remote.peer, "\n", 1);
	if (line)
		ccs_peer_send(&remote.peer, line, strlen(line));
	err = take_answer(answer ? answer : &ignored);
	ccs_strbuf_free(&ignored);
	return err;
}

/**
 * ccs_remote_open - open a node, for writing too if that is allowed
 * @node: its name
 *
 * Return: a handle or -errno.
 */
int ccs_remote_open(const char *node)
{
	char command[CCS_AGENT_COMMAND_MAX];
	int handle = 0, err;

	while (handle < CCS_AGENT_HANDLES && remote.taken[handle])
		handle++;
	if (handle == CCS_AGENT_HANDLES)
		return -EMFILE;
	snprintf(command, sizeof(command), "open %d %s", handle, node);
	err = run(command, NULL, NULL);
	remote.taken[handle] = !err;
	return err ? err : handle;
}

/**
 * ccs_remote_put - write a line
 * @handle: what ccs_remote_open() returned
 * @line: the line without its newline
 * @reason: set to the kernel's reason if it refuses the line
 *
 * Return: 0 or -errno.
 */
int ccs_remote_put(int handle, const char *line, struct ccs_strbuf *reason)
{
	char command[CCS_AGENT_COMMAND_MAX];

	reason->len = 0;
	snprintf(command, sizeof(command), "put %d", handle);
	return run(command, line, reason);
}

/**
 * ccs_remote_rest - read a node up to its end
 * @handle: what ccs_remote_open() returned
 * @text: what was read is added here
 *
 * Return: 0 or -errno.
 */
int ccs_remote_rest(int handle, struct ccs_strbuf *text)
{
	char command[CCS_AGENT_COMMAND_MAX];

	snprintf(command, sizeof(command), "read %d", handle);
	return run(command, NULL, text);
}

/**
 * ccs_remote_close - close a node
 * @handle: what ccs_remote_open() returned
 */
void ccs_remote_close(int handle)
{
	char command[CCS_AGENT_COMMAND_MAX];

	snprintf(command, sizeof(command), "close %d", handle);
	run(command, NULL, NULL);
	remote.taken[handle] = false;
}

/**
 * ccs_remote_get - read all of a node
 * @node: its name
 * @text: what was read is added here
 *
 * Return: 0 or -errno.
 */
int ccs_remote_get(const char *node, struct ccs_strbuf *text)
{
	char command[CCS_AGENT_COMMAND_MAX];

	snprintf(command, sizeof(command), "get %s", node);
	return run(command, NULL, text);
}

/**
 * ccs_remote_ask - write one line to a node and read the answer
 * @node: its name
 * @line: the question
 * @text: the answer is added here
 *
 * Return: 0 or -errno.
 */
int ccs_remote_ask(const char *node, const char *line, struct ccs_strbuf *text)
{
	char command[CCS_AGENT_COMMAND_MAX];

	snprintf(command, sizeof(command), "ask %s", node);
	return run(command, line, text);
}

/**
 * ccs_remote_processes - list the processes of the other machine
 * @kernel: kernel threads too
 * @text: the list is added here: "PID=1 PPID=0 NAME=init", and a line with
 *	its profile and domain
 *
 * Return: 0 or -errno.
 */
int ccs_remote_processes(bool kernel, struct ccs_strbuf *text)
{
	return run(kernel ? "all_processes" : "processes", NULL, text);
}
