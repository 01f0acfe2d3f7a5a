// SPDX-License-Identifier: GPL-2.0-only
/*
 * Text of audit records
 */

#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "args.h"
#include "core/learn.h"
#include "core/word.h"
#include "record.h"
#include "root.h"
#include "stat.h"

/* All of a header but the name and the arguments of a program. */
#define HEADER_SIZE 2048

/* Room that argv[] and envp[] share (interface 5.2). */
#define ARGS_SIZE 8192

/* A record and the question about the same request are to be the same text. */
static time64_t when_of(struct ccs_check *check)
{
	if (!check->when)
		check->when = ktime_get_real_seconds();
	return check->when;
}

static void print_stamp(struct ccs_emit *emit, const struct ccs_actor *actor,
			time64_t when, u8 dialect)
{
	struct ccs_time time;

	if (dialect == CCS_DIALECT_17) {
		ccs_emit(emit, "#timestamp=%lld profile=%u mode=%s",
			 (long long)when, actor->profile,
			 ccs_mode_names[actor->mode]);
	} else {
		ccs_time_split(when, &time);
		ccs_emit(emit, "#%04u/%02u/%02u %02u:%02u:%02u#",
			 time.year, time.month, time.day, time.hour,
			 time.minute, time.second);
		ccs_emit(emit, " profile=%u mode=%s granted=%s",
			 actor->profile, ccs_mode_names[actor->mode],
			 actor->granted ? "yes" : "no");
	}
	ccs_emit(emit, " (global-pid=%d)", actor->pid);
}

static void print_state(struct ccs_emit *emit,
			const struct ccs_kernel_facts *facts)
{
	int i;

	for (i = 0; i < CCS_STATE_COUNT; i++)
		ccs_emit(emit, " state[%d]=%u", i, facts->state[i]);
}

static void print_task(struct ccs_emit *emit,
		       const struct ccs_kernel_facts *facts, u8 dialect)
{
	const struct cred *const cred = current_cred();
	struct user_namespace *const ns = &init_user_ns;

	ccs_emit(emit, " task={ pid=%d ppid=%d uid=%u gid=%u",
		 task_tgid_vnr(current), ccs_current_ppid(),
		 from_kuid(ns, cred->uid), from_kgid(ns, cred->gid));
	ccs_emit(emit, " euid=%u egid=%u suid=%u sgid=%u",
		 from_kuid(ns, cred->euid), from_kgid(ns, cred->egid),
		 from_kuid(ns, cred->suid), from_kgid(ns, cred->sgid));
	ccs_emit(emit, " fsuid=%u fsgid=%u",
		 from_kuid(ns, cred->fsuid), from_kgid(ns, cred->fsgid));
	if (dialect == CCS_DIALECT_17)
		print_state(emit, facts);
	ccs_emit(emit, " type%sexecute_handler }", facts->handler ? "=" : "!=");
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

static void print_header(struct ccs_emit *emit, struct ccs_check *check,
			 const struct ccs_actor *actor, u8 dialect)
{
	print_stamp(emit, actor, when_of(check), dialect);
	if (actor->pid && prefers(check, CCS_PREFERENCE_TASK_INFO))
		print_task(emit, &check->facts, dialect);
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

static u64 current_cgroup(void)
{
	u64 id = 0;

#ifdef CONFIG_CGROUPS
	rcu_read_lock();
	id = cgroup_id(task_dfl_cgroup(current));
	rcu_read_unlock();
#endif
	return id;
}

static void note_actor(struct ccs_actor *actor, const struct ccs_check *check,
		       bool granted)
{
	*actor = (struct ccs_actor){
		.profile = check->verdict.profile,
		.mode = check->verdict.mode,
		.granted = granted,
		.type = check->request.type,
		.perm = BIT(check->request.op) | check->request.also,
	};
	if (check->facts.foreign)
		return;
	actor->pid = task_pid_nr(current);
	actor->ns_pid = task_tgid_vnr(current);
	actor->uid = from_kuid(&init_user_ns, current_uid());
	actor->cgroup = current_cgroup();
	strscpy(actor->comm, current->comm, sizeof(actor->comm));
}

static void print_request(struct ccs_emit *emit,
			  const struct ccs_request *request, u8 dialect)
{
	if (dialect == CCS_DIALECT_17)
		ccs_request_print_17(emit, request);
	else
		ccs_request_print(emit, request);
}

static void print_objects(struct ccs_emit *emit, struct ccs_kernel_facts *facts)
{
	if (facts->bprm)
		print_exec(emit, facts);
	else if (facts->symlink)
		print_symlink(emit, facts->symlink);
}

/**
 * ccs_record_head - print what comes before a request (interface 5.2)
 * @emit: the writer
 * @check: the request, which is shown as not granted
 *
 * Context: as ccs_record_room().
 */
void ccs_record_head(struct ccs_emit *emit, struct ccs_check *check)
{
	struct ccs_actor actor;

	note_actor(&actor, check, false);
	print_header(emit, check, &actor, CCS_DIALECT_18);
	print_objects(emit, &check->facts);
	ccs_emit(emit, "\n%s\n", check->ident->name->text);
}

static void print_record(struct ccs_record *record, struct ccs_emit *emit,
			 struct ccs_check *check,
			 const struct ccs_ident *ident, const char *note,
			 u8 dialect)
{
	print_header(emit, check, &record->actor, dialect);
	if (!note)
		print_objects(emit, &check->facts);
	ccs_emit_text(emit, "\n");
	record->domain = emit->len;
	ccs_emit_bytes(emit, ident->name->text, ident->name->len);
	ccs_emit_text(emit, "\n");
	record->request = emit->len;
	if (note)
		ccs_emit_text(emit, note);
	else
		print_request(emit, &check->request, dialect);
	ccs_emit_text(emit, "\n");
	record->len = emit->len;
}

/**
 * ccs_record_room - how much text says what is known about a request
 * @check: the request; what will be printed of a program is fetched
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 * Return: bytes that suffice for ccs_record_head() and the request itself.
 */
size_t ccs_record_room(struct ccs_check *check)
{
	struct ccs_kernel_facts *const facts = &check->facts;
	size_t room = HEADER_SIZE + check->ident->name->len +
		      ccs_request_size(&check->request);

	if (facts->bprm && !ccs_facts_realpath(facts))
		room += ARGS_SIZE + facts->realpath.len;
	if (facts->symlink)
		room += facts->symlink->len;
	return room;
}

/**
 * ccs_record_new - write a record (interface 5.2, 5.3)
 * @check: the request
 * @ident: the domain that it is about
 * @note: its last line, such as ``use_profile 3``; NULL if that is the request
 * @dialect: CCS_DIALECT_18 for the node ``audit``, CCS_DIALECT_17 for the logs
 *	of 1.7
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 * Return: the record, for kvfree(), or NULL if there is no memory for it.
 */
struct ccs_record *ccs_record_new(struct ccs_check *check,
				  const struct ccs_ident *ident,
				  const char *note, u8 dialect)
{
	const size_t room = note ? HEADER_SIZE + ident->name->len +
				   strlen(note) : ccs_record_room(check);
	struct ccs_record *record;
	struct ccs_emit emit;

	record = ccs_check_alloc(check, struct_size(record, text, room));
	if (!record)
		return NULL;
	memset(record, 0, sizeof(*record));
	note_actor(&record->actor, check, check->verdict.granted && !note);
	emit = (struct ccs_emit){ .buf = record->text, .size = room };
	print_record(record, &emit, check, ident, note, dialect);
	if (!emit.overflow)
		return record;
	kvfree(record);
	return NULL;
}

/**
 * ccs_record_shrink - give back what a record does not need
 * @record: the record, which may wait for its reader for long; freed
 *
 * Context: May sleep.
 * Return: a smaller one, or the same without memory for that.
 */
struct ccs_record *ccs_record_shrink(struct ccs_record *record)
{
	const size_t size = struct_size(record, text, record->len + 1);
	struct ccs_record *const small = kvmalloc(size,
						  GFP_NOFS | __GFP_NOWARN);

	if (!small)
		return record;
	memcpy(small, record, size);
	kvfree(record);
	return small;
}
