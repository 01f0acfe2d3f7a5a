// SPDX-License-Identifier: GPL-2.0-only
/*
 * Internet sockets in every mode
 */

#include "matrix.h"
#include "net.h"

#define V4 "127.0.0.1"
#define V6 "::1"
#define PORT "4000"

#define NET(function, kind, address, port)				\
	.fn = function, .args = { kind, address, port }

static const char *no_sctp(void)
{
	return net_missing("sctp4");
}

static const char *no_mptcp(void)
{
	return net_missing("mptcp4");
}

/* What a port is learned as that the other side's kernel chooses. */
#define CHOSEN "1024-65535"

OPERATION(network_inet_stream_bind,
	  NET(net_bind, "tcp4", V4, PORT),
	  .request = "network inet stream bind " V4 " " PORT,
	  .item = "network::inet_stream_bind");

OPERATION_BY(network_inet_stream_bind, v6,
	     NET(net_bind, "tcp6", V6, PORT),
	     .request = "network inet stream bind " V6 " " PORT,
	     .item = "network::inet_stream_bind");

OPERATION_BY(network_inet_stream_bind, sctp,
	     NET(net_bind, "sctp4", V4, PORT),
	     .request = "network inet stream bind " V4 " " PORT,
	     .item = "network::inet_stream_bind", .missing = no_sctp);

OPERATION_BY(network_inet_stream_bind, mptcp,
	     NET(net_bind, "mptcp4", V4, PORT),
	     .request = "network inet stream bind " V4 " " PORT,
	     .item = "network::inet_stream_bind", .missing = no_mptcp);

OPERATION(network_inet_stream_listen,
	  NET(net_listen, "tcp4", V4, PORT),
	  .request = "network inet stream listen " V4 " " PORT,
	  .item = "network::inet_stream_listen");

OPERATION_BY(network_inet_stream_listen, v6,
	     NET(net_listen, "tcp6", V6, PORT),
	     .request = "network inet stream listen " V6 " " PORT,
	     .item = "network::inet_stream_listen");

OPERATION_BY(network_inet_stream_listen, sctp,
	     NET(net_listen, "sctp4", V4, PORT),
	     .request = "network inet stream listen " V4 " " PORT,
	     .item = "network::inet_stream_listen", .missing = no_sctp);

OPERATION_BY(network_inet_stream_listen, mptcp,
	     NET(net_listen, "mptcp4", V4, PORT),
	     .request = "network inet stream listen " V4 " " PORT,
	     .item = "network::inet_stream_listen", .missing = no_mptcp);

OPERATION(network_inet_stream_connect,
	  NET(net_connect, "tcp4", V4, PORT),
	  .request = "network inet stream connect " V4 " " PORT,
	  .item = "network::inet_stream_connect");

OPERATION_BY(network_inet_stream_connect, v6,
	     NET(net_connect, "tcp6", V6, PORT),
	     .request = "network inet stream connect " V6 " " PORT,
	     .item = "network::inet_stream_connect");

OPERATION_BY(network_inet_stream_connect, sctp,
	     NET(net_connect, "sctp4", V4, PORT),
	     .request = "network inet stream connect " V4 " " PORT,
	     .item = "network::inet_stream_connect", .missing = no_sctp);

OPERATION_BY(network_inet_stream_connect, mptcp,
	     NET(net_connect, "mptcp4", V4, PORT),
	     .request = "network inet stream connect " V4 " " PORT,
	     .item = "network::inet_stream_connect", .missing = no_mptcp);

OPERATION(network_inet_stream_accept,
	  NET(net_accept, "tcp4", V4, PORT),
	  .request = "network inet stream accept " V4 " " PORT,
	  .learned = "network inet stream accept " V4 " " CHOSEN,
	  .item = "network::inet_stream_accept", .denied = EAGAIN);

OPERATION_BY(network_inet_stream_accept, v6,
	     NET(net_accept, "tcp6", V6, PORT),
	     .request = "network inet stream accept " V6 " " PORT,
	     .learned = "network inet stream accept " V6 " " CHOSEN,
	     .item = "network::inet_stream_accept", .denied = EAGAIN);

OPERATION_BY(network_inet_stream_accept, sctp,
	     NET(net_accept, "sctp4", V4, PORT),
	     .request = "network inet stream accept " V4 " " PORT,
	     .learned = "network inet stream accept " V4 " " CHOSEN,
	     .item = "network::inet_stream_accept", .denied = EAGAIN,
	     .missing = no_sctp);

OPERATION_BY(network_inet_stream_accept, mptcp,
	     NET(net_accept, "mptcp4", V4, PORT),
	     .request = "network inet stream accept " V4 " " PORT,
	     .learned = "network inet stream accept " V4 " " CHOSEN,
	     .item = "network::inet_stream_accept", .denied = EAGAIN,
	     .missing = no_mptcp);

OPERATION(network_inet_seqpacket_bind,
	  NET(net_bind, "seqpacket4", V4, PORT),
	  .request = "network inet seqpacket bind " V4 " " PORT,
	  .item = "network::inet_seqpacket_bind", .missing = no_sctp);

OPERATION_BY(network_inet_seqpacket_bind, v6,
	     NET(net_bind, "seqpacket6", V6, PORT),
	     .request = "network inet seqpacket bind " V6 " " PORT,
	     .item = "network::inet_seqpacket_bind", .missing = no_sctp);

OPERATION(network_inet_seqpacket_listen,
	  NET(net_listen, "seqpacket4", V4, PORT),
	  .request = "network inet seqpacket listen " V4 " " PORT,
	  .item = "network::inet_seqpacket_listen", .missing = no_sctp);

OPERATION(network_inet_seqpacket_connect,
	  NET(net_connect, "seqpacket4", V4, PORT),
	  .request = "network inet seqpacket connect " V4 " " PORT,
	  .item = "network::inet_seqpacket_connect", .missing = no_sctp);

OPERATION(network_inet_dgram_bind,
	  NET(net_bind, "udp4", V4, PORT),
	  .request = "network inet dgram bind " V4 " " PORT,
	  .item = "network::inet_dgram_bind");

OPERATION_BY(network_inet_dgram_bind, v6,
	     NET(net_bind, "udp6", V6, PORT),
	     .request = "network inet dgram bind " V6 " " PORT,
	     .item = "network::inet_dgram_bind");

OPERATION(network_inet_dgram_send,
	  NET(net_send, "udp4", V4, PORT),
	  .request = "network inet dgram send " V4 " " PORT,
	  .item = "network::inet_dgram_send");

OPERATION_BY(network_inet_dgram_send, v6,
	     NET(net_send, "udp6", V6, PORT),
	     .request = "network inet dgram send " V6 " " PORT,
	     .item = "network::inet_dgram_send");

OPERATION_BY(network_inet_dgram_send, connect,
	     NET(net_connect, "udp4", V4, PORT),
	     .request = "network inet dgram send " V4 " " PORT,
	     .item = "network::inet_dgram_send");

OPERATION_BY(network_inet_dgram_send, connect_v6,
	     NET(net_connect, "udp6", V6, PORT),
	     .request = "network inet dgram send " V6 " " PORT,
	     .item = "network::inet_dgram_send");

OPERATION(network_inet_dgram_recv,
	  NET(net_recv, "udp4", V4, PORT),
	  .request = "network inet dgram recv " V4 " " PORT,
	  .learned = "network inet dgram recv " V4 " " CHOSEN,
	  .item = "network::inet_dgram_recv", .denied = EAGAIN);

OPERATION_BY(network_inet_dgram_recv, v6,
	     NET(net_recv, "udp6", V6, PORT),
	     .request = "network inet dgram recv " V6 " " PORT,
	     .learned = "network inet dgram recv " V6 " " CHOSEN,
	     .item = "network::inet_dgram_recv", .denied = EAGAIN);

OPERATION(network_inet_raw_bind,
	  NET(net_bind, "raw4", V4, RAW_PORT),
	  .request = "network inet raw bind " V4 " " RAW_PORT,
	  .item = "network::inet_raw_bind");

OPERATION_BY(network_inet_raw_bind, v6,
	     NET(net_bind, "raw6", V6, RAW_PORT),
	     .request = "network inet raw bind " V6 " " RAW_PORT,
	     .item = "network::inet_raw_bind");

OPERATION(network_inet_raw_send,
	  NET(net_send, "raw4", V4, RAW_PORT),
	  .request = "network inet raw send " V4 " " RAW_PORT,
	  .item = "network::inet_raw_send");

OPERATION_BY(network_inet_raw_send, v6,
	     NET(net_send, "raw6", V6, RAW_PORT),
	     .request = "network inet raw send " V6 " " RAW_PORT,
	     .item = "network::inet_raw_send");

OPERATION_BY(network_inet_raw_send, connect,
	     NET(net_connect, "raw4", V4, RAW_PORT),
	     .request = "network inet raw send " V4 " " RAW_PORT,
	     .item = "network::inet_raw_send");

OPERATION(network_inet_raw_recv,
	  NET(net_recv, "raw4", V4, RAW_PORT),
	  .request = "network inet raw recv " V4 " " RAW_PORT,
	  .item = "network::inet_raw_recv", .denied = EAGAIN);

OPERATION_BY(network_inet_raw_recv, v6,
	     NET(net_recv, "raw6", V6, RAW_PORT),
	     .request = "network inet raw recv " V6 " " RAW_PORT,
	     .item = "network::inet_raw_recv", .denied = EAGAIN);

TEST_HARNESS_MAIN
