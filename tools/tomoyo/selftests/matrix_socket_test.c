// SPDX-License-Identifier: GPL-2.0-only
/*
 * Capabilities that sockets need, in every mode
 */

#include <sys/socket.h>
#include <unistd.h>

#include "matrix.h"
#include "net.h"

#define V4 "127.0.0.1"
#define PORT "4000"

/* Takes the numbers of a family, a type and a protocol. */
static int make_socket(char **args)
{
	const int fd = socket(atoi(args[0]), atoi(args[1]), atoi(args[2]));

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

OPERATION(capability_use_route,
	  .fn = make_socket, .args = { "16", "3", "0" },
	  .request = "capability use_route");

OPERATION_BY(capability_use_route, uevent,
	     .fn = make_socket, .args = { "16", "3", "15" },
	     .request = "capability use_route");

OPERATION(capability_use_packet,
	  .fn = make_socket, .args = { "17", "3", "0" },
	  .request = "capability use_packet");

/* The old way to say so. */
OPERATION_BY(capability_use_packet, sock_packet,
	     .fn = make_socket, .args = { "2", "10", "0" },
	     .request = "capability use_packet");

OPERATION(capability_inet_tcp_create,
	  .fn = make_socket, .args = { "2", "1", "0" },
	  .request = "allow_capability inet_tcp_create");

OPERATION_BY(capability_inet_tcp_create, v6,
	     .fn = make_socket, .args = { "10", "1", "0" },
	     .request = "allow_capability inet_tcp_create");

OPERATION(capability_use_inet_udp,
	  .fn = make_socket, .args = { "2", "2", "0" },
	  .request = "allow_capability use_inet_udp");

OPERATION_BY(capability_use_inet_udp, v6,
	     .fn = make_socket, .args = { "10", "2", "0" },
	     .request = "allow_capability use_inet_udp");

OPERATION(capability_use_inet_ip,
	  .fn = make_socket, .args = { "2", "3", "253" },
	  .request = "allow_capability use_inet_ip");

OPERATION_BY(capability_use_inet_ip, v6,
	     .fn = make_socket, .args = { "10", "3", "253" },
	     .request = "allow_capability use_inet_ip");

OPERATION(capability_inet_tcp_listen,
	  .fn = net_listen, .args = { "tcp4", V4, PORT },
	  .request = "allow_capability inet_tcp_listen");

OPERATION(capability_inet_tcp_connect,
	  .fn = net_connect, .args = { "tcp4", V4, PORT },
	  .request = "allow_capability inet_tcp_connect");

TEST_HARNESS_MAIN
