/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a profile can set by itself
 */

#ifndef CCS_CORE_ITEMS_H
#define CCS_CORE_ITEMS_H

#include "env.h"

/*
 * Versions of profiles that never checked an item: there it is disabled unless
 * a line names the item itself, so that a policy of that version goes on to
 * work.
 */
#define CCS_NOT_17	0x1
#define CCS_NOT_18	0x2

/* X(identifier, keyword), in output order (policy-language 12.2). */
#define CCS_CATEGORIES(X)		\
	X(FILE, "file")			\
	X(NETWORK, "network")		\
	X(MISC, "misc")			\
	X(IPC, "ipc")			\
	X(CAPABILITY, "capability")

/*
 * X(identifier, category, keyword of 1.8, keyword of 1.7, flags), in output
 * order; behind the items of 1.8 those that only 1.7 had. Items that share a
 * keyword of 1.7 are neighbours: one line of that dialect sets all of them.
 */
/* clang-format off */
#define CCS_FILE_ITEMS(X)					\
	X(FILE_EXECUTE, FILE, "execute", "execute", 0)		\
	X(FILE_OPEN, FILE, "open", "open", 0)			\
	X(FILE_CREATE, FILE, "create", "create", 0)		\
	X(FILE_UNLINK, FILE, "unlink", "unlink", 0)		\
	X(FILE_GETATTR, FILE, "getattr", NULL, CCS_NOT_17)	\
	X(FILE_MKDIR, FILE, "mkdir", "mkdir", 0)		\
	X(FILE_RMDIR, FILE, "rmdir", "rmdir", 0)		\
	X(FILE_MKFIFO, FILE, "mkfifo", "mkfifo", 0)		\
	X(FILE_MKSOCK, FILE, "mksock", "mksock", 0)		\
	X(FILE_TRUNCATE, FILE, "truncate", "truncate", 0)	\
	X(FILE_SYMLINK, FILE, "symlink", "symlink", 0)		\
	X(FILE_MKBLOCK, FILE, "mkblock", "mkblock", 0)		\
	X(FILE_MKCHAR, FILE, "mkchar", "mkchar", 0)		\
	X(FILE_LINK, FILE, "link", "link", 0)			\
	X(FILE_RENAME, FILE, "rename", "rename", 0)		\
	X(FILE_CHMOD, FILE, "chmod", "chmod", 0)		\
	X(FILE_CHOWN, FILE, "chown", "chown", 0)		\
	X(FILE_CHGRP, FILE, "chgrp", "chgrp", 0)		\
	X(FILE_IOCTL, FILE, "ioctl", "ioctl", 0)		\
	X(FILE_CHROOT, FILE, "chroot", "chroot", 0)		\
	X(FILE_MOUNT, FILE, "mount", "mount", 0)		\
	X(FILE_UNMOUNT, FILE, "unmount", "umount", 0)		\
	X(FILE_PIVOT_ROOT, FILE, "pivot_root", "pivot_root", 0)	\
	X(FILE_REWRITE, FILE, NULL, "rewrite", 0)		\
	X(FILE_TRANSIT, FILE, NULL, "transit", CCS_NOT_18)

/*
 * The original did not check inet_seqpacket (SCTP) at all. It inherits, so a
 * policy about the network covers it.
 */
#define CCS_NETWORK_ITEMS(X)									\
	X(NETWORK_INET_STREAM_BIND, NETWORK, "inet_stream_bind", "inet_tcp_bind", 0)		\
	X(NETWORK_INET_STREAM_LISTEN, NETWORK, "inet_stream_listen", "inet_tcp_listen", 0)	\
	X(NETWORK_INET_STREAM_CONNECT, NETWORK, "inet_stream_connect", "inet_tcp_connect", 0)	\
	X(NETWORK_INET_STREAM_ACCEPT, NETWORK, "inet_stream_accept", "inet_tcp_accept", 0)	\
	X(NETWORK_INET_DGRAM_BIND, NETWORK, "inet_dgram_bind", "inet_udp_bind", 0)		\
	X(NETWORK_INET_DGRAM_SEND, NETWORK, "inet_dgram_send", "inet_udp_connect", 0)		\
	X(NETWORK_INET_DGRAM_RECV, NETWORK, "inet_dgram_recv", "inet_udp_connect", 0)		\
	X(NETWORK_INET_RAW_BIND, NETWORK, "inet_raw_bind", "inet_raw_bind", 0)			\
	X(NETWORK_INET_RAW_SEND, NETWORK, "inet_raw_send", "inet_raw_connect", 0)		\
	X(NETWORK_INET_RAW_RECV, NETWORK, "inet_raw_recv", "inet_raw_connect", 0)		\
	X(NETWORK_INET_SEQPACKET_BIND, NETWORK, "inet_seqpacket_bind", NULL, CCS_NOT_17)	\
	X(NETWORK_INET_SEQPACKET_LISTEN, NETWORK, "inet_seqpacket_listen", NULL, CCS_NOT_17)	\
	X(NETWORK_INET_SEQPACKET_CONNECT, NETWORK, "inet_seqpacket_connect", NULL, CCS_NOT_17)	\
	X(NETWORK_INET_SEQPACKET_ACCEPT, NETWORK, "inet_seqpacket_accept", NULL, CCS_NOT_17)	\
	X(NETWORK_UNIX_STREAM_BIND, NETWORK, "unix_stream_bind", NULL, CCS_NOT_17)		\
	X(NETWORK_UNIX_STREAM_LISTEN, NETWORK, "unix_stream_listen", NULL, CCS_NOT_17)		\
	X(NETWORK_UNIX_STREAM_CONNECT, NETWORK, "unix_stream_connect", NULL, CCS_NOT_17)	\
	X(NETWORK_UNIX_STREAM_ACCEPT, NETWORK, "unix_stream_accept", NULL, CCS_NOT_17)		\
	X(NETWORK_UNIX_DGRAM_BIND, NETWORK, "unix_dgram_bind", NULL, CCS_NOT_17)		\
	X(NETWORK_UNIX_DGRAM_SEND, NETWORK, "unix_dgram_send", NULL, CCS_NOT_17)		\
	X(NETWORK_UNIX_DGRAM_RECV, NETWORK, "unix_dgram_recv", NULL, CCS_NOT_17)		\
	X(NETWORK_UNIX_SEQPACKET_BIND, NETWORK, "unix_seqpacket_bind", NULL, CCS_NOT_17)	\
	X(NETWORK_UNIX_SEQPACKET_LISTEN, NETWORK, "unix_seqpacket_listen", NULL, CCS_NOT_17)	\
	X(NETWORK_UNIX_SEQPACKET_CONNECT, NETWORK, "unix_seqpacket_connect", NULL, CCS_NOT_17)	\
	X(NETWORK_UNIX_SEQPACKET_ACCEPT, NETWORK, "unix_seqpacket_accept", NULL, CCS_NOT_17)

#define CCS_MISC_ITEMS(X)	\
	X(MISC_ENV, MISC, "env", "env", 0)

#define CCS_IPC_ITEMS(X)	\
	X(IPC_SIGNAL, IPC, "signal", "signal", 0)

#define CCS_CAPABILITY_ITEMS(X)									\
	X(CAPABILITY_USE_ROUTE, CAPABILITY, "use_route", "use_route", 0)			\
	X(CAPABILITY_USE_PACKET, CAPABILITY, "use_packet", "use_packet", 0)			\
	X(CAPABILITY_SYS_REBOOT, CAPABILITY, "SYS_REBOOT", "SYS_REBOOT", 0)			\
	X(CAPABILITY_SYS_VHANGUP, CAPABILITY, "SYS_VHANGUP", "SYS_VHANGUP", 0)			\
	X(CAPABILITY_SYS_TIME, CAPABILITY, "SYS_TIME", "SYS_TIME", 0)				\
	X(CAPABILITY_SYS_NICE, CAPABILITY, "SYS_NICE", "SYS_NICE", 0)				\
	X(CAPABILITY_SYS_SETHOSTNAME, CAPABILITY, "SYS_SETHOSTNAME", "SYS_SETHOSTNAME", 0)	\
	X(CAPABILITY_USE_KERNEL_MODULE, CAPABILITY, "use_kernel_module", "use_kernel_module", 0) \
	X(CAPABILITY_SYS_KEXEC_LOAD, CAPABILITY, "SYS_KEXEC_LOAD", "SYS_KEXEC_LOAD", 0)		\
	X(CAPABILITY_SYS_PTRACE, CAPABILITY, "SYS_PTRACE", "SYS_PTRACE", 0)			\
	X(CAPABILITY_INET_TCP_CREATE, CAPABILITY, NULL, "inet_tcp_create", CCS_NOT_18)		\
	X(CAPABILITY_INET_TCP_LISTEN, CAPABILITY, NULL, "inet_tcp_listen", CCS_NOT_18)		\
	X(CAPABILITY_INET_TCP_CONNECT, CAPABILITY, NULL, "inet_tcp_connect", CCS_NOT_18)	\
	X(CAPABILITY_USE_INET_UDP, CAPABILITY, NULL, "use_inet_udp", CCS_NOT_18)		\
	X(CAPABILITY_USE_INET_IP, CAPABILITY, NULL, "use_inet_ip", CCS_NOT_18)			\
	X(CAPABILITY_SYS_MOUNT, CAPABILITY, NULL, "SYS_MOUNT", CCS_NOT_18)			\
	X(CAPABILITY_SYS_UMOUNT, CAPABILITY, NULL, "SYS_UMOUNT", CCS_NOT_18)			\
	X(CAPABILITY_SYS_CHROOT, CAPABILITY, NULL, "SYS_CHROOT", CCS_NOT_18)			\
	X(CAPABILITY_SYS_PIVOT_ROOT, CAPABILITY, NULL, "SYS_PIVOT_ROOT", CCS_NOT_18)		\
	X(CAPABILITY_SYS_KILL, CAPABILITY, NULL, "SYS_KILL", CCS_NOT_18)			\
	X(CAPABILITY_SYS_LINK, CAPABILITY, NULL, "SYS_LINK", CCS_NOT_18)			\
	X(CAPABILITY_SYS_SYMLINK, CAPABILITY, NULL, "SYS_SYMLINK", CCS_NOT_18)			\
	X(CAPABILITY_SYS_RENAME, CAPABILITY, NULL, "SYS_RENAME", CCS_NOT_18)			\
	X(CAPABILITY_SYS_UNLINK, CAPABILITY, NULL, "SYS_UNLINK", CCS_NOT_18)			\
	X(CAPABILITY_SYS_CHMOD, CAPABILITY, NULL, "SYS_CHMOD", CCS_NOT_18)			\
	X(CAPABILITY_SYS_CHOWN, CAPABILITY, NULL, "SYS_CHOWN", CCS_NOT_18)			\
	X(CAPABILITY_SYS_IOCTL, CAPABILITY, NULL, "SYS_IOCTL", CCS_NOT_18)			\
	X(CAPABILITY_CREATE_FIFO, CAPABILITY, NULL, "create_fifo", CCS_NOT_18)			\
	X(CAPABILITY_CREATE_BLOCK_DEV, CAPABILITY, NULL, "create_block_dev", CCS_NOT_18)	\
	X(CAPABILITY_CREATE_CHAR_DEV, CAPABILITY, NULL, "create_char_dev", CCS_NOT_18)		\
	X(CAPABILITY_CREATE_UNIX_SOCKET, CAPABILITY, NULL, "create_unix_socket", CCS_NOT_18)	\
	X(CAPABILITY_CONCEAL_MOUNT, CAPABILITY, NULL, "conceal_mount", CCS_NOT_18)
/* clang-format on */

#define CCS_ITEMS(X)			\
	CCS_FILE_ITEMS(X)		\
	CCS_NETWORK_ITEMS(X)		\
	CCS_MISC_ITEMS(X)		\
	CCS_IPC_ITEMS(X)		\
	CCS_CAPABILITY_ITEMS(X)

enum ccs_category {
#define X(id, keyword) CCS_CATEGORY_##id,
	CCS_CATEGORIES(X)
#undef X
	CCS_CATEGORY_COUNT
};

enum ccs_item {
#define X(id, category, keyword18, keyword17, flags) CCS_ITEM_##id,
	CCS_ITEMS(X)
#undef X
	CCS_ITEM_COUNT
};

extern const char *const ccs_category_names[CCS_CATEGORY_COUNT];
extern const char *const ccs_item_names_18[CCS_ITEM_COUNT];
extern const char *const ccs_item_names_17[CCS_ITEM_COUNT];
extern const u8 ccs_item_category[CCS_ITEM_COUNT];
extern const u8 ccs_item_flags[CCS_ITEM_COUNT];

const char *ccs_item_name(enum ccs_item item);

#endif /* CCS_CORE_ITEMS_H */
