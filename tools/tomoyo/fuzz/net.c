// SPDX-License-Identifier: GPL-2.0-only
/*
 * What comes from another machine
 */

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../lib/agent.h"
#include "../lib/fail.h"
#include "../lib/iface.h"
#include "../lib/remote.h"
#include "../lib/strbuf.h"
#include "fuzz.h"

static const char *const nodes[] = {
	"version", "profile", "manager", "domain_policy", "query", "audit",
};

static void write_node(const char *dir, const char *name)
{
	char *const path = ccs_format("%s/%s", dir, name);
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
			    0600);

	if (fd < 0 || write(fd, "1.8.5\n", 6) != 6)
		abort();
	close(fd);
	free(path);
}

/* Plain files as they were before the first input. */
static void make_nodes(void)
{
	static char dir[] = "/dev/shm/ccs-fuzz-nodes.XXXXXX";
	static bool made;
	size_t i;

	if (!made && !mkdtemp(dir))
		abort();
	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++)
		write_node(dir, nodes[i]);
	if (made)
		return;
	ccs_iface_use(dir);
	ccs_iface_need();
	made = true;
}

/**
 * fuzz_agent - what a client sends to an agent
 * @text: all of it
 * @size: its size in bytes
 */
void fuzz_agent(const char *text, size_t size)
{
	const struct ccs_agent agent = {
		.in = memfd_create("client", MFD_CLOEXEC),
		.out = open("/dev/null", O_WRONLY | O_CLOEXEC),
		.readonly = size && text[size - 1] == '?',
	};

	make_nodes();
	if (write(agent.in, text, size) != (ssize_t)size ||
	    lseek(agent.in, 0, SEEK_SET))
		abort();
	ccs_agent_serve(&agent);
	close(agent.in);
	close(agent.out);
}

/**
 * fuzz_remote - what an agent answers
 * @text: all of it
 * @size: its size in bytes
 */
void fuzz_remote(const char *text, size_t size)
{
	struct ccs_strbuf all = {}, reason = {};
	int pair[2], handle;

	signal(SIGPIPE, SIG_IGN);
	if (size > 65536 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return;
	if (write(pair[1], text, size) != (ssize_t)size ||
	    shutdown(pair[1], SHUT_WR))
		abort();
	if (!ccs_remote_begin(pair[0])) {
		ccs_remote_get("version", &all);
		handle = ccs_remote_open("profile");
		if (handle >= 0) {
			ccs_remote_put(handle, "3-COMMENT=x", &reason);
			ccs_remote_rest(handle, &all);
			ccs_remote_close(handle);
		}
		ccs_remote_processes(false, &all);
		ccs_remote_disconnect();
	}
	close(pair[1]);
	ccs_strbuf_free(&all);
	ccs_strbuf_free(&reason);
}
