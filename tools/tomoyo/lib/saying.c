// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests in plain words
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "saying.h"
#include "strbuf.h"

/* How a request begins, and what it means; % and a digit is a word of it. */
static const struct {
	const char *start;
	const char *saying;
} sayings[] = {
	{ "file execute ", "execute %2" },
	{ "file read ", "read %2" },
	{ "file write ", "open %2 for writing" },
	{ "file read/write ", "open %2 for reading and writing" },
	{ "file append ", "open %2 for appending" },
	{ "file getattr ", "read the attributes of %2" },
	{ "file create ", "create the file %2 with permissions %3" },
	{ "file unlink ", "remove %2" },
	{ "file mkdir ", "create the directory %2 with permissions %3" },
	{ "file rmdir ", "remove the directory %2" },
	{ "file mkfifo ", "create the FIFO %2 with permissions %3" },
	{ "file mksock ", "create the socket %2 with permissions %3" },
	{ "file mkblock ",
	  "create the block device %2 %4:%5 with permissions %3" },
	{ "file mkchar ",
	  "create the character device %2 %4:%5 with permissions %3" },
	{ "file truncate ", "change the length of %2" },
	{ "file symlink ", "create the symbolic link %2" },
	{ "file link ", "make a hard link to %2 as %3" },
	{ "file rename ", "rename %2 to %3" },
	{ "file ioctl ", "send the control command %3 to %2" },
	{ "file chmod ", "change the permissions of %2 to %3" },
	{ "file chown ", "change the owner of %2 to %3" },
	{ "file chgrp ", "change the group of %2 to %3" },
	{ "file chroot ", "make %2 its root directory" },
	{ "file mount ", "mount %2 on %3 as %4" },
	{ "file unmount ", "unmount %2" },
	{ "file pivot_root ",
	  "make %2 the root of the mount namespace and move the old one to %3" },
	{ "file transit ", "move to the domain %2" },
	{ "misc env ", "execute a program with the environment variable %2" },
	{ "network inet stream bind ", "take the TCP address %4, port %5" },
	{ "network inet stream listen ", "wait for connections at the TCP address %4, port %5" },
	{ "network inet stream connect ", "connect to the TCP address %4, port %5" },
	{ "network inet stream accept ", "accept a connection from the TCP address %4, port %5" },
	{ "network inet dgram bind ", "take the UDP address %4, port %5" },
	{ "network inet dgram send ", "send to the UDP address %4, port %5" },
	{ "network inet dgram recv ", "receive from the UDP address %4, port %5" },
	{ "network inet raw bind ", "take the address %4 for raw packets of protocol %5" },
	{ "network inet raw send ", "send raw packets of protocol %5 to %4" },
	{ "network inet raw recv ", "receive raw packets of protocol %5 from %4" },
	{ "network unix stream bind ", "create the unix stream socket %4" },
	{ "network unix stream listen ", "wait for connections at the unix socket %4" },
	{ "network unix stream connect ", "connect to the unix socket %4" },
	{ "network unix stream accept ", "accept a connection from the unix socket %4" },
	{ "network unix dgram bind ", "create the unix datagram socket %4" },
	{ "network unix dgram send ", "send to the unix socket %4" },
	{ "network unix dgram recv ", "receive from the unix socket %4" },
	{ "network unix seqpacket bind ", "create the unix seqpacket socket %4" },
	{ "network unix seqpacket listen ", "wait for connections at the unix socket %4" },
	{ "network unix seqpacket connect ", "connect to the unix socket %4" },
	{ "network unix seqpacket accept ", "accept a connection from the unix socket %4" },
	{ "ipc signal ", "send signal %2 to processes of %3" },
	{ "capability ", "use the capability %1" },
	{ "task manual_domain_transition ", "move to another domain by itself" },
	{ "use_profile ", "enter a domain that is not in the policy" },
	{ "# wants to create domain", "enter a domain that is not in the policy" },
};

/* The word of that number; the last one a saying uses goes on to the end. */
static void add_word(struct ccs_strbuf *out, const char *request,
		     unsigned int number, bool rest)
{
	while (number-- && *request) {
		request += strcspn(request, " ");
		request += *request == ' ';
	}
	ccs_strbuf_add(out, request, rest ? strlen(request) :
					    strcspn(request, " "));
}

static char *fill(const char *saying, const char *request)
{
	struct ccs_strbuf out = {};

	for (; *saying; saying++) {
		if (*saying == '%') {
			saying++;
			add_word(&out, request, *saying - '0',
				 !strncmp(request, "ipc ", 4) &&
				 *saying == '3');
		} else {
			ccs_strbuf_add(&out, saying, 1);
		}
	}
	return out.text;
}

/**
 * ccs_saying - tell what a request wants
 * @request: the request as 1.8 writes it
 *
 * Return: words that follow "wanted to", for free().
 */
char *ccs_saying(const char *request)
{
	size_t i;

	for (i = 0; i < sizeof(sayings) / sizeof(sayings[0]); i++)
		if (!strncmp(request, sayings[i].start,
			     strlen(sayings[i].start)))
			return fill(sayings[i].saying, request);
	return ccs_format("do '%s'", request);
}
