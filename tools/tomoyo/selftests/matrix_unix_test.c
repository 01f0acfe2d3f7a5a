// SPDX-License-Identifier: GPL-2.0-only
/*
 * Unix sockets in every mode
 */

#include "matrix.h"
#include "net.h"

#define PATH DIR "/socket"
#define ABSTRACT "@socket"
#define ABSTRACT_NAME "\\000socket"
#define NONE "anonymous"

#define NET(function, kind, address)					\
	.fn = function, .args = { kind, address }

OPERATION(network_unix_stream_bind,
	  NET(net_bind, "ustream", PATH),
	  .request = "network unix stream bind " PATH,
	  .item = "network::unix_stream_bind");

OPERATION_BY(network_unix_stream_bind, abstract,
	     NET(net_bind, "ustream", ABSTRACT),
	     .request = "network unix stream bind " ABSTRACT_NAME,
	     .item = "network::unix_stream_bind");

OPERATION(network_unix_stream_listen,
	  NET(net_listen, "ustream", PATH),
	  .request = "network unix stream listen " PATH,
	  .item = "network::unix_stream_listen");

OPERATION(network_unix_stream_connect,
	  NET(net_connect, "ustream", PATH),
	  .request = "network unix stream connect " PATH,
	  .item = "network::unix_stream_connect");

OPERATION_BY(network_unix_stream_connect, abstract,
	     NET(net_connect, "ustream", ABSTRACT),
	     .request = "network unix stream connect " ABSTRACT_NAME,
	     .item = "network::unix_stream_connect");

OPERATION(network_unix_stream_accept,
	  NET(net_accept, "ustream", ""),
	  .request = "network unix stream accept " NONE,
	  .item = "network::unix_stream_accept", .denied = EAGAIN);

OPERATION_BY(network_unix_stream_accept, abstract,
	     NET(net_accept, "ustream", ABSTRACT),
	     .request = "network unix stream accept " ABSTRACT_NAME,
	     .item = "network::unix_stream_accept", .denied = EAGAIN);

OPERATION(network_unix_dgram_bind,
	  NET(net_bind, "udgram", PATH),
	  .request = "network unix dgram bind " PATH,
	  .item = "network::unix_dgram_bind");

OPERATION(network_unix_dgram_send,
	  NET(net_send, "udgram", PATH),
	  .request = "network unix dgram send " PATH,
	  .item = "network::unix_dgram_send");

OPERATION_BY(network_unix_dgram_send, abstract,
	     NET(net_send, "udgram", ABSTRACT),
	     .request = "network unix dgram send " ABSTRACT_NAME,
	     .item = "network::unix_dgram_send");

OPERATION_BY(network_unix_dgram_send, connect,
	     NET(net_connect, "udgram", PATH),
	     .request = "network unix dgram send " PATH,
	     .item = "network::unix_dgram_send");

OPERATION(network_unix_dgram_recv,
	  NET(net_recv, "udgram", PATH),
	  .request = "network unix dgram recv " PATH,
	  .item = "network::unix_dgram_recv", .denied = EAGAIN);

OPERATION_BY(network_unix_dgram_recv, abstract,
	     NET(net_recv, "udgram", ABSTRACT),
	     .request = "network unix dgram recv " ABSTRACT_NAME,
	     .item = "network::unix_dgram_recv", .denied = EAGAIN);

OPERATION_BY(network_unix_dgram_recv, unnamed,
	     NET(net_recv, "udgram", ""),
	     .request = "network unix dgram recv " NONE,
	     .item = "network::unix_dgram_recv", .denied = EAGAIN);

OPERATION(network_unix_seqpacket_bind,
	  NET(net_bind, "useqpacket", PATH),
	  .request = "network unix seqpacket bind " PATH,
	  .item = "network::unix_seqpacket_bind");

OPERATION(network_unix_seqpacket_listen,
	  NET(net_listen, "useqpacket", PATH),
	  .request = "network unix seqpacket listen " PATH,
	  .item = "network::unix_seqpacket_listen");

OPERATION(network_unix_seqpacket_connect,
	  NET(net_connect, "useqpacket", PATH),
	  .request = "network unix seqpacket connect " PATH,
	  .item = "network::unix_seqpacket_connect");

OPERATION(network_unix_seqpacket_accept,
	  NET(net_accept, "useqpacket", PATH),
	  .request = "network unix seqpacket accept " PATH,
	  .item = "network::unix_seqpacket_accept", .denied = EAGAIN);

TEST_HARNESS_MAIN
