// SPDX-License-Identifier: GPL-2.0-only
/*
 * Audit records and their queue
 */

#include <linux/cred.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>
#include <linux/wait.h>

#include "args.h"
#include "audit.h"
#include "common.h"
#include "core/learn.h"
#include "later.h"
#include "root.h"
#include "stat.h"

/* All of a header but the name and the arguments of a program. */
#define HEADER_SIZE 2048

/* Room that argv[] and envp[] share (interface 5.2). */
#define ARGS_SIZE 8192

/* Held for moments only, never while memory is allocated or copied. */
static DEFINE_SPINLOCK(queue_lock);

/* Records in order, under queue_lock. */
static LIST_HEAD(queue);

/* Length of the queue, written under queue_lock. */
static u32 queue_len;

static DECLARE_WAIT_QUEUE_HEAD(queue_wait);

static void print_stamp(struct ccs_emit *emit,
			const struct ccs_verdict *verdict, pid_t pid)
{
	struct ccs_time now;

	ccs_time_now(&now);
	ccs_emit(emit, "#%04u/%02u/%02u %02u:%02u:%02u# profile=%u",
		 now.year, now.month, now.day, now.hour, now.minute,
		 now.second, verdict->profile);
	ccs_emit(emit, " mode=%s granted=%s (global-pid=%d)",
		 ccs_mode_names[verdict->mode],
		 verdict->granted ? "yes" : "no", pid);
}

static void print_task(struct ccs_emit *emit,
		       const struct ccs_kernel_facts *facts)
{
	const struct cred *const cred = current_cred();
	struct user_namespace *const ns = &init_user_ns;

	ccs_emit(emit, " task={ pid=%d ppid=%d uid=%u gid=%u",
		 task_tgid_vnr(current), ccs_current_ppid(),
		 from_kuid(ns, cred->uid), from_kgid(ns, cred->gid));
	ccs_emit(emit, " euid=%u egid=%u suid=%u sgid=%u",
		 from_kuid(ns, cred->euid), from_kgid(ns, cred->egid),
		 from_kuid(ns, cred->suid), from_kgid(ns, cred->sgid));
	ccs_emit(emit, " fsuid=%u fsgid=%u type%sexecute_handler }",
		 from_kuid(ns, cred->fsuid), from_kgid(ns, cred->fsgid),
		 facts->handler ? "=" : "!=");
}

static const char *type_name(umode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return "file";
	case S_IFDIR:
		return "directory";
	case S_IFLNK:
		return "symlink";
	case S_IFIFO:
		return "fifo";
	case S_IFSOCK:
		return "socket";
	case S_IFBLK:
		return "block";
	case S_IFCHR:
		return "char";
	}
	return "unknown";
}

static void print_object(struct ccs_emit *emit, const char *keyword,
			 const struct path *path)
{
	struct ccs_inode_facts facts;

	if (!ccs_inode_facts(path, false, &facts))
		return;
	ccs_emit(emit, " %s={ uid=%u gid=%u ino=%llu major=%u minor=%u",
		 keyword, facts.uid, facts.gid, (unsigned long long)facts.ino,
		 MAJOR(facts.dev), MINOR(facts.dev));
	ccs_emit(emit, " perm=0%o type=%s", facts.mode & 07777,
		 type_name(facts.mode));
	if (S_ISCHR(facts.mode) || S_ISBLK(facts.mode))
		ccs_emit(emit, " dev_major=%u dev_minor=%u",
			 MAJOR(facts.rdev), MINOR(facts.rdev));
	ccs_emit_text(emit, " }");
}

static void print_parent(struct ccs_emit *emit, const char *keyword,
			 const struct path *path)
{
	struct ccs_inode_facts facts;

	if (!ccs_inode_facts(path, true, &facts))
		return;
	ccs_emit(emit, " %s.parent={ uid=%u gid=%u ino=%llu perm=0%o }",
		 keyword, facts.uid, facts.gid, (unsigned long long)facts.ino,
		 facts.mode & 07777);
}

static void print_path(struct ccs_emit *emit, const char *keyword,
		       const struct path *path)
{
	if (!path)
		return;
	print_object(emit, keyword, path);
	print_parent(emit, keyword, path);
}

/*
 * Prints one list of strings. The first that does not fit into @room is
 * replaced by an ellipsis, and the rest of the list is left out.
 */
static int print_strings(struct ccs_emit *emit, struct ccs_args *args,
			 int count, size_t *room)
{
	struct ccs_emit part = {
		.buf = emit->buf + emit->len,
		.size = min(*room, emit->size - emit->len),
	};
	bool cut = false;
	int err = 0;

	for (; count > 0 && !err; count--) {
		const size_t mark = part.len;

		if (cut) {
			err = ccs_args_skip(args, 1);
			continue;
		}
		ccs_emit_text(&part, "\"");
		err = ccs_args_next(args, &part);
		ccs_emit_text(&part, "\" ");
		cut = !ccs_emit_commit(&part, mark);
	}
	emit->len += part.len;
	*room -= min(part.len, *room);
	if (cut)
		ccs_emit_text(emit, "... ");
	return err;
}

static int print_args(struct ccs_emit *emit, const struct linux_binprm *bprm)
{
	size_t room = ARGS_SIZE;
	struct ccs_args args;
	int err;

	err = ccs_args_open(&args, bprm);
	if (err)
		return err;
	ccs_emit_text(emit, " argv[]={ ");
	err = print_strings(emit, &args, bprm->argc, &room);
	ccs_emit_text(emit, "} envp[]={ ");
	if (!err)
		err = print_strings(emit, &args, bprm->envc, &room);
	ccs_emit_text(emit, "}");
	ccs_args_close(&args);
	return err;
}

static void print_exec(struct ccs_emit *emit, struct ccs_kernel_facts *facts)
{
	size_t mark;

	if (ccs_facts_realpath(facts))
		return;
	ccs_emit(emit, " exec={ realpath=\"%s\" argc=%d envc=%d",
		 facts->realpath.text, facts->bprm->argc,
		 facts->bprm->envc);
	mark = emit->len;
	if (print_args(emit, facts->bprm)) {
		emit->len = mark;
		ccs_emit_text(emit, " argv[]={ ... } envp[]= { ... }");
	}
	ccs_emit_text(emit, " }");
}

static bool prefers(const struct ccs_check *check, enum ccs_preference which)
{
	return ccs_root_preference(check->ident, check->verdict.profile,
				   which);
}

static void print_header(struct ccs_emit *emit, const struct ccs_check *check,
			 const struct ccs_verdict *verdict)
{
	const pid_t pid = check->facts.foreign ? 0 : task_pid_nr(current);

	print_stamp(emit, verdict, pid);
	if (pid && prefers(check, CCS_PREFERENCE_TASK_INFO))
		print_task(emit, &check->facts);
	if (!prefers(check, CCS_PREFERENCE_PATH_INFO))
		return;
	print_path(emit, "path1", check->facts.path1);
	print_path(emit, "path2", check->facts.path2);
}

static void print_symlink(struct ccs_emit *emit, const struct ccs_str *target)
{
	ccs_emit_text(emit, " symlink.target=\"");
	ccs_emit_bytes(emit, target->text, target->len);
	ccs_emit_text(emit, "\"");
}

static void lose(const char *why)
{
	pr_warn_ratelimited("audit record lost: %s\n", why);
}

static struct ccs_record *new_record(const struct ccs_check *check,
				     size_t room)
{
	const size_t size = sizeof(struct ccs_record) + room;
	struct ccs_record *record;

	if (!ccs_mem_charge(&ccs_audit_mem, size)) {
		lose("quota");
		return NULL;
	}
	record = ccs_check_alloc(check, size);
	if (!record) {
		ccs_mem_uncharge(&ccs_audit_mem, size);
		lose("no memory");
		return NULL;
	}
	record->size = size;
	return record;
}

/* Gives back what the record does not need, since it may wait for long. */
static struct ccs_record *shrink(struct ccs_record *record)
{
	const size_t size = sizeof(*record) + record->len + 1;
	struct ccs_record *small;

	small = kvmalloc(size, GFP_NOFS | __GFP_NOWARN);
	if (!small)
		return record;
	memcpy(small, record, size);
	small->size = size;
	/* Less than was charged before, so this can't exceed the quota. */
	ccs_mem_uncharge(&ccs_audit_mem, record->size);
	if (!ccs_mem_charge(&ccs_audit_mem, size)) {
		lose("quota");
		kvfree(small);
		kvfree(record);
		return NULL;
	}
	kvfree(record);
	return small;
}

/**
 * ccs_audit_enqueue - give a record to whoever reads the queue
 * @record: the record
 * @limit: how long the queue may be
 *
 * Context: Process; interrupts enabled.
 */
void ccs_audit_enqueue(struct ccs_record *record, u32 limit)
{
	bool full;

	spin_lock(&queue_lock);
	full = queue_len >= limit;
	if (!full) {
		list_add_tail(&record->node, &queue);
		WRITE_ONCE(queue_len, queue_len + 1);
	}
	spin_unlock(&queue_lock);
	if (full) {
		ccs_record_free(record);
		lose("the queue is full");
		return;
	}
	wake_up(&queue_wait);
}

/* Is there room for a record? One queue has both kinds, @limit is its own. */
static bool worth_it(const struct ccs_check *check, bool granted, u32 *limit)
{
	*limit = ccs_root_preference(check->ident, check->verdict.profile,
				     granted ? CCS_PREFERENCE_MAX_GRANT_LOG :
					       CCS_PREFERENCE_MAX_REJECT_LOG);
	if (READ_ONCE(queue_len) < *limit)
		return true;
	if (*limit)
		lose("the queue is full");
	return false;
}

static void finish(const struct ccs_check *check, struct ccs_record *record,
		   struct ccs_emit *emit, u32 limit)
{
	ccs_emit_text(emit, "\n");
	record->len = emit->len;
	if (emit->overflow) {
		ccs_record_free(record);
		lose("too long");
		return;
	}
	if (check->atomic) {
		ccs_later_enqueue(record, limit);
		return;
	}
	record = shrink(record);
	if (record)
		ccs_audit_enqueue(record, limit);
}

/**
 * ccs_audit_lose - give up a record that can't be kept
 * @record: the record
 *
 * Context: Any but NMI.
 */
void ccs_audit_lose(struct ccs_record *record)
{
	ccs_record_free(record);
	lose("too many at once");
}

/**
 * ccs_audit_room - how much text says what is known about a request
 * @check: the request; what will be printed of a program is fetched
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 * Return: bytes that suffice for ccs_audit_head() and the request itself.
 */
size_t ccs_audit_room(struct ccs_check *check)
{
	size_t room = HEADER_SIZE + check->ident->name->len +
		      ccs_request_size(&check->request);

	if (check->facts.bprm && !ccs_facts_realpath(&check->facts))
		room += ARGS_SIZE + check->facts.realpath.len;
	if (check->facts.symlink)
		room += check->facts.symlink->len;
	return room;
}

/**
 * ccs_audit_head - print what comes before a request (interface 5.2)
 * @emit: the writer
 * @check: the request
 * @verdict: how it was judged
 *
 * Context: as ccs_audit_room().
 */
void ccs_audit_head(struct ccs_emit *emit, struct ccs_check *check,
		    const struct ccs_verdict *verdict)
{
	print_header(emit, check, verdict);
	if (check->facts.bprm)
		print_exec(emit, &check->facts);
	else if (check->facts.symlink)
		print_symlink(emit, check->facts.symlink);
	ccs_emit(emit, "\n%s\n", check->ident->name->text);
}

/**
 * ccs_audit_check - write the record of a checked request (interface 5.2)
 * @check: the request, with its verdict
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 */
void ccs_audit_check(struct ccs_check *check)
{
	struct ccs_record *record;
	struct ccs_emit emit;
	size_t room;
	u32 limit;

	if (!worth_it(check, check->verdict.granted, &limit))
		return;
	room = ccs_audit_room(check);
	record = new_record(check, room);
	if (!record)
		return;
	emit = (struct ccs_emit){ .buf = record->text, .size = room };
	ccs_audit_head(&emit, check, &check->verdict);
	ccs_request_print(&emit, &check->request);
	finish(check, record, &emit, limit);
}

/**
 * ccs_audit_note - write a record about a domain (interface 5.2)
 * @check: the request that led to it
 * @ident: the domain
 * @note: such as ``use_profile 3`` or ``quota_exceeded``
 *
 * Context: May sleep.
 */
void ccs_audit_note(const struct ccs_check *check,
		    const struct ccs_ident *ident, const char *note)
{
	const size_t room = HEADER_SIZE + ident->name->len + strlen(note);
	struct ccs_verdict verdict = check->verdict;
	struct ccs_record *record;
	struct ccs_emit emit;
	u32 limit;

	if (!worth_it(check, false, &limit))
		return;
	record = new_record(check, room);
	if (!record)
		return;
	verdict.granted = false;
	emit = (struct ccs_emit){ .buf = record->text, .size = room };
	print_header(&emit, check, &verdict);
	ccs_emit(&emit, "\n%s\n%s", ident->name->text, note);
	finish(check, record, &emit, limit);
}

/**
 * ccs_audit_take - take the oldest record
 *
 * Return: the record, which the caller frees with ccs_record_free(), or NULL.
 */
struct ccs_record *ccs_audit_take(void)
{
	struct ccs_record *record;

	spin_lock(&queue_lock);
	record = list_first_entry_or_null(&queue, struct ccs_record, node);
	if (record) {
		list_del(&record->node);
		WRITE_ONCE(queue_len, queue_len - 1);
	}
	spin_unlock(&queue_lock);
	return record;
}

/**
 * ccs_record_free - free a record
 * @record: the record; NULL is ignored
 */
void ccs_record_free(struct ccs_record *record)
{
	if (!record)
		return;
	ccs_mem_uncharge(&ccs_audit_mem, record->size);
	kvfree(record);
}

/**
 * ccs_audit_poll - wait for a record
 * @file: the open node
 * @wait: the caller's table
 *
 * Return: readable if the queue is not empty; always writable, as the original
 * reports (interface 2.7).
 */
__poll_t ccs_audit_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &queue_wait, wait);
	return EPOLLOUT | EPOLLWRNORM |
	       (READ_ONCE(queue_len) ? EPOLLIN | EPOLLRDNORM : 0);
}
