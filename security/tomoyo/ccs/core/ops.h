/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Operations
 *
 * The lists below are the only place that knows which operations exist. Each
 * is expanded by the parser, the printer, audit records and documentation. A
 * new operation is one row here and its check.
 */

#ifndef CCS_CORE_OPS_H
#define CCS_CORE_OPS_H

#include "env.h"
#include "items.h"
#include "span.h"

/*
 * X(identifier, directive): kinds of entries. What follows the directive in a
 * line is a family and a protocol for network, then operations joined by ``/``
 * but for capability, then operands (policy-language 8.2).
 */
#define CCS_ACL_TYPES(X)		\
	X(PATH, "file")			\
	X(PATH2, "file")		\
	X(PATH_NUMBER, "file")		\
	X(DEVICE, "file")		\
	X(MOUNT, "file")		\
	X(REWRITE, "file")		\
	X(INET, "network")		\
	X(UNIX, "network")		\
	X(ENV, "misc")			\
	X(CAPABILITY, "capability")	\
	X(SIGNAL, "ipc")		\
	X(AUTO_HANDLER, "task")		\
	X(DENIED_HANDLER, "task")	\
	X(AUTO_TRANSITION, "task")	\
	X(MANUAL_TRANSITION, "task")	\
	X(AUTO_ISOLATE, "task")

/*
 * X(type, identifier, keyword, item): operations of each kind in print order
 * (policy-language 8.3). Network items depend on family and protocol as well.
 */
#define CCS_OPS(X)							      \
	X(PATH, EXECUTE, "execute", FILE_EXECUTE)			      \
	X(PATH, READ, "read", FILE_OPEN)				      \
	X(PATH, WRITE, "write", FILE_OPEN)				      \
	X(PATH, APPEND, "append", FILE_OPEN)				      \
	X(PATH, UNLINK, "unlink", FILE_UNLINK)				      \
	X(PATH, GETATTR, "getattr", FILE_GETATTR)			      \
	X(PATH, RMDIR, "rmdir", FILE_RMDIR)				      \
	X(PATH, TRUNCATE, "truncate", FILE_TRUNCATE)			      \
	X(PATH, SYMLINK, "symlink", FILE_SYMLINK)			      \
	X(PATH, CHROOT, "chroot", FILE_CHROOT)				      \
	X(PATH, UNMOUNT, "unmount", FILE_UNMOUNT)			      \
	X(PATH2, LINK, "link", FILE_LINK)				      \
	X(PATH2, RENAME, "rename", FILE_RENAME)				      \
	X(PATH2, PIVOT_ROOT, "pivot_root", FILE_PIVOT_ROOT)		      \
	X(PATH_NUMBER, CREATE, "create", FILE_CREATE)			      \
	X(PATH_NUMBER, MKDIR, "mkdir", FILE_MKDIR)			      \
	X(PATH_NUMBER, MKFIFO, "mkfifo", FILE_MKFIFO)			      \
	X(PATH_NUMBER, MKSOCK, "mksock", FILE_MKSOCK)			      \
	X(PATH_NUMBER, IOCTL, "ioctl", FILE_IOCTL)			      \
	X(PATH_NUMBER, CHMOD, "chmod", FILE_CHMOD)			      \
	X(PATH_NUMBER, CHOWN, "chown", FILE_CHOWN)			      \
	X(PATH_NUMBER, CHGRP, "chgrp", FILE_CHGRP)			      \
	X(DEVICE, MKBLOCK, "mkblock", FILE_MKBLOCK)			      \
	X(DEVICE, MKCHAR, "mkchar", FILE_MKCHAR)			      \
	X(MOUNT, MOUNT, "mount", FILE_MOUNT)				      \
	X(INET, BIND, "bind", NONE)					      \
	X(INET, LISTEN, "listen", NONE)					      \
	X(INET, CONNECT, "connect", NONE)				      \
	X(INET, ACCEPT, "accept", NONE)					      \
	X(INET, SEND, "send", NONE)					      \
	X(INET, RECV, "recv", NONE)					      \
	X(UNIX, BIND, "bind", NONE)					      \
	X(UNIX, LISTEN, "listen", NONE)					      \
	X(UNIX, CONNECT, "connect", NONE)				      \
	X(UNIX, ACCEPT, "accept", NONE)					      \
	X(UNIX, SEND, "send", NONE)					      \
	X(UNIX, RECV, "recv", NONE)					      \
	X(ENV, ENV, "env", MISC_ENV)					      \
	X(SIGNAL, SIGNAL, "signal", IPC_SIGNAL)				      \
	X(AUTO_HANDLER, HANDLER, "auto_execute_handler", NONE)		      \
	X(DENIED_HANDLER, HANDLER, "denied_execute_handler", NONE)	      \
	X(AUTO_TRANSITION, TRANSITION, "auto_domain_transition", NONE)	      \
	X(MANUAL_TRANSITION, TRANSITION, "manual_domain_transition", NONE)     \
	X(AUTO_ISOLATE, ISOLATE, "auto_isolate", NONE)

/* X(identifier, keyword) */
#define CCS_FAMILIES(X)		\
	X(INET, "inet")		\
	X(UNIX, "unix")

/* X(identifier, keyword) */
#define CCS_PROTOCOLS(X)		\
	X(STREAM, "stream")		\
	X(DGRAM, "dgram")		\
	X(RAW, "raw")			\
	X(SEQPACKET, "seqpacket")

/*
 * X(keyword, type, protocol, operations): how 1.7 spells them. Of several rows
 * that fit an entry the earlier one is printed (policy-language 8.6).
 */
#define CCS_SPELLINGS(X)						      \
	X("allow_read/write", PATH, STREAM, CCS_PERM_READ_WRITE)	      \
	X("allow_read", PATH, STREAM, BIT(CCS_PATH_READ))		      \
	X("allow_write", PATH, STREAM, CCS_PERM_WRITE)			      \
	X("allow_execute", PATH, STREAM, BIT(CCS_PATH_EXECUTE))	      \
	X("allow_unlink", PATH, STREAM, BIT(CCS_PATH_UNLINK))		      \
	X("allow_rmdir", PATH, STREAM, BIT(CCS_PATH_RMDIR))		      \
	X("allow_truncate", PATH, STREAM, BIT(CCS_PATH_TRUNCATE))	      \
	X("allow_symlink", PATH, STREAM, BIT(CCS_PATH_SYMLINK))	      \
	X("allow_rewrite", REWRITE, STREAM, BIT(0))			      \
	X("allow_chroot", PATH, STREAM, BIT(CCS_PATH_CHROOT))		      \
	X("allow_unmount", PATH, STREAM, BIT(CCS_PATH_UNMOUNT))	      \
	X("allow_link", PATH2, STREAM, BIT(CCS_PATH2_LINK))		      \
	X("allow_rename", PATH2, STREAM, BIT(CCS_PATH2_RENAME))	      \
	X("allow_pivot_root", PATH2, STREAM, BIT(CCS_PATH2_PIVOT_ROOT))      \
	X("allow_create", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_CREATE))  \
	X("allow_mkdir", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_MKDIR))    \
	X("allow_mkfifo", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_MKFIFO))  \
	X("allow_mksock", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_MKSOCK))  \
	X("allow_ioctl", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_IOCTL))    \
	X("allow_chmod", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_CHMOD))    \
	X("allow_chown", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_CHOWN))    \
	X("allow_chgrp", PATH_NUMBER, STREAM, BIT(CCS_PATH_NUMBER_CHGRP))    \
	X("allow_mkblock", DEVICE, STREAM, BIT(CCS_DEVICE_MKBLOCK))	      \
	X("allow_mkchar", DEVICE, STREAM, BIT(CCS_DEVICE_MKCHAR))	      \
	X("allow_mount", MOUNT, STREAM, BIT(CCS_MOUNT_MOUNT))		      \
	X("allow_network TCP bind", INET, STREAM, BIT(CCS_INET_BIND))	      \
	X("allow_network TCP listen", INET, STREAM, BIT(CCS_INET_LISTEN))    \
	X("allow_network TCP connect", INET, STREAM, BIT(CCS_INET_CONNECT))  \
	X("allow_network TCP accept", INET, STREAM, BIT(CCS_INET_ACCEPT))    \
	X("allow_network UDP bind", INET, DGRAM, BIT(CCS_INET_BIND))	      \
	X("allow_network UDP connect", INET, DGRAM, CCS_PERM_SEND_RECV)      \
	X("allow_network RAW bind", INET, RAW, BIT(CCS_INET_BIND))	      \
	X("allow_network RAW connect", INET, RAW, CCS_PERM_SEND_RECV)	      \
	X("allow_env", ENV, STREAM, BIT(0))				      \
	X("allow_capability", CAPABILITY, STREAM, BIT(0))		      \
	X("allow_signal", SIGNAL, STREAM, BIT(0))			      \
	X("execute_handler", AUTO_HANDLER, STREAM, BIT(0))		      \
	X("denied_execute_handler", DENIED_HANDLER, STREAM, BIT(0))	      \
	X("allow_transit", MANUAL_TRANSITION, STREAM, BIT(0))

enum ccs_acl_type {
#define X(id, directive) CCS_ACL_##id,
	CCS_ACL_TYPES(X)
#undef X
	CCS_ACL_TYPE_COUNT
};

enum ccs_family {
#define X(id, keyword) CCS_FAMILY_##id,
	CCS_FAMILIES(X)
#undef X
	CCS_FAMILY_COUNT
};

enum ccs_protocol {
#define X(id, keyword) CCS_PROTOCOL_##id,
	CCS_PROTOCOLS(X)
#undef X
	CCS_PROTOCOL_COUNT
};

/* Operations are numbered from 0 within their kind. */
enum ccs_path_op {
	CCS_PATH_EXECUTE,
	CCS_PATH_READ,
	CCS_PATH_WRITE,
	CCS_PATH_APPEND,
	CCS_PATH_UNLINK,
	CCS_PATH_GETATTR,
	CCS_PATH_RMDIR,
	CCS_PATH_TRUNCATE,
	CCS_PATH_SYMLINK,
	CCS_PATH_CHROOT,
	CCS_PATH_UNMOUNT,
	CCS_PATH_OP_COUNT
};

enum ccs_path2_op {
	CCS_PATH2_LINK,
	CCS_PATH2_RENAME,
	CCS_PATH2_PIVOT_ROOT,
};

enum ccs_path_number_op {
	CCS_PATH_NUMBER_CREATE,
	CCS_PATH_NUMBER_MKDIR,
	CCS_PATH_NUMBER_MKFIFO,
	CCS_PATH_NUMBER_MKSOCK,
	CCS_PATH_NUMBER_IOCTL,
	CCS_PATH_NUMBER_CHMOD,
	CCS_PATH_NUMBER_CHOWN,
	CCS_PATH_NUMBER_CHGRP,
};

enum ccs_device_op {
	CCS_DEVICE_MKBLOCK,
	CCS_DEVICE_MKCHAR,
};

enum ccs_mount_op {
	CCS_MOUNT_MOUNT,
};

enum ccs_inet_op {
	CCS_INET_BIND,
	CCS_INET_LISTEN,
	CCS_INET_CONNECT,
	CCS_INET_ACCEPT,
	CCS_INET_SEND,
	CCS_INET_RECV,
	CCS_INET_OP_COUNT
};

/* No item governs these; whether they apply does not depend on a mode. */
#define CCS_ITEM_NONE		(-1)

/* A capability is known by its number, which counts from here. */
#define CCS_ITEM_CAPABILITY_FIRST CCS_ITEM_CAPABILITY_USE_ROUTE

#define CCS_PERM_WRITE		(BIT(CCS_PATH_WRITE) | BIT(CCS_PATH_APPEND))
#define CCS_PERM_READ_WRITE	(BIT(CCS_PATH_READ) | CCS_PERM_WRITE)
#define CCS_PERM_SEND_RECV	(BIT(CCS_INET_SEND) | BIT(CCS_INET_RECV))

/* Bits of an entry are an u16. */
#define CCS_OP_MAX		16
static_assert(CCS_PATH_OP_COUNT <= CCS_OP_MAX);
/* An entry's type and protocol are one byte. */
static_assert(CCS_ACL_TYPE_COUNT <= 16 && CCS_PROTOCOL_COUNT <= 4);

/**
 * struct ccs_spelling - a directive of 1.7
 * @keyword: its words
 * @type: the kind of entry it makes
 * @protocol: of a network entry
 * @perm: the operations
 */
struct ccs_spelling {
	const char *keyword;
	u8 type;
	u8 protocol;
	u16 perm;
};

extern const char *const ccs_acl_directives[CCS_ACL_TYPE_COUNT];
extern const char *const ccs_op_names[CCS_ACL_TYPE_COUNT][CCS_OP_MAX];
extern const char *const ccs_family_names[CCS_FAMILY_COUNT];
extern const char *const ccs_protocol_names[CCS_PROTOCOL_COUNT];
extern const struct ccs_spelling ccs_spellings[];
extern const size_t ccs_spelling_count;

int ccs_keyword_index(const char *const *names, int count,
		      const struct ccs_span *word);
int ccs_capability_find(const struct ccs_span *name, u8 dialect);
const char *ccs_capability_name(int capability);
bool ccs_capability_native(int capability);
int ccs_op_item(enum ccs_acl_type type, enum ccs_protocol protocol, u8 op);

#endif /* CCS_CORE_OPS_H */
