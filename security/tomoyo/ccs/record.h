/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text of audit records
 */

#ifndef CCS_RECORD_H
#define CCS_RECORD_H

#include <linux/list.h>
#include <linux/sched.h>

#include "check.h"
#include "core/emit.h"

/**
 * struct ccs_actor - who did what, for whoever does not read the text
 * @pid: the thread, in the initial pid namespace; 0 if nothing is known
 * @ns_pid: its process, in its own pid namespace
 * @uid: its user, in the initial user namespace
 * @cgroup: id of its control group of version 2, 0 if there is none
 * @comm: its name
 * @profile: the profile that the request was judged under
 * @mode: enum ccs_mode
 * @granted: an entry grants it
 * @type: the kind of entry that could, enum ccs_acl_type
 * @perm: the operations, one bit each
 */
struct ccs_actor {
	pid_t pid;
	pid_t ns_pid;
	uid_t uid;
	u64 cgroup;
	char comm[TASK_COMM_LEN];
	u8 profile;
	u8 mode;
	bool granted;
	u8 type;
	u16 perm;
};

/**
 * struct ccs_record - a record on its way to its readers
 * @node: in a log
 * @charged: bytes that it counts in its log, 0 until it is there
 * @to: who gets it, one bit each, enum ccs_receiver
 * @log: enum ccs_log
 * @limit: how long that may be
 * @actor: who did what
 * @domain: where its second line starts
 * @request: where its third line starts
 * @len: length of @text
 * @text: three lines (interface 5.2, 5.3), NUL terminated
 */
struct ccs_record {
	struct list_head node;
	size_t charged;
	u8 to;
	u8 log;
	u32 limit;
	struct ccs_actor actor;
	size_t domain;
	size_t request;
	size_t len;
	char text[];
};

size_t ccs_record_room(struct ccs_check *check);
void ccs_record_head(struct ccs_emit *emit, struct ccs_check *check);
struct ccs_record *ccs_record_new(struct ccs_check *check,
				  const struct ccs_ident *ident,
				  const char *note, u8 dialect);
struct ccs_record *ccs_record_shrink(struct ccs_record *record);

#endif /* CCS_RECORD_H */
