// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes that report state
 */

#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "abi.h"
#include "blob.h"
#include "core/number.h"
#include "core/word.h"
#include "isolate.h"
#include "nodes.h"
#include "rollback.h"
#include "root.h"
#include "stat.h"
#include "transaction.h"

static bool print_stat(struct ccs_session *session, struct ccs_emit *emit)
{
	ccs_stat_print(emit);
	ccs_transaction_print(emit);
	ccs_rollback_print(emit);
	return !emit->overflow;
}

static int stat_line(struct ccs_session *session, const struct ccs_span *line,
		     struct ccs_reject *reject)
{
	ccs_stat_line(line, CCS_DIALECT_18);
	return 0;
}

const struct ccs_text_node ccs_stat_node = {
	.print = print_stat,
	.line = stat_line,
	.counted = true,
};

/* Digits as far as they go; anything else reads 0, which is no process. */
static pid_t read_pid(struct ccs_span *rest)
{
	struct ccs_span digits = *rest;
	u64 pid;

	while (rest->len && isdigit(*rest->text)) {
		rest->text++;
		rest->len--;
	}
	digits.len = rest->text - digits.text;
	return ccs_decimal_parse(&digits, PID_MAX_LIMIT, &pid) ? pid : 0;
}

/**
 * ccs_find_task - the task that a line names
 * @rest: ``[select ]pid=N``, ``[select ]global-pid=N``, ``global-pid N`` or
 *	``N``; moved to the number
 * @global: the number is one of the initial pid namespace
 *
 * Context: RCU read side held, for as long as the result is used.
 * Return: the task or NULL.
 */
struct task_struct *ccs_find_task(struct ccs_span *rest, bool *global)
{
	struct ccs_span number;
	pid_t pid;

	ccs_span_eat(rest, "select ");
	*global = ccs_span_eat(rest, "global-pid=") ||
		  ccs_span_eat(rest, "global-pid ");
	if (!*global)
		ccs_span_eat(rest, "pid=");
	number = *rest;
	pid = read_pid(&number);
	return *global ? pid_task(find_pid_ns(pid, &init_pid_ns),
				  PIDTYPE_PID) :
			 pid_task(find_vpid(pid), PIDTYPE_PID);
}

static void print_flags(struct ccs_emit *emit, const struct task_struct *task)
{
	const struct ccs_task_blob *const blob = ccs_task(task);

	ccs_emit(emit, " manager=%s execute_handler=%s ",
		 blob->manager ? "yes" : "no", blob->handler ? "yes" : "no");
}

static void print_domain_of(struct ccs_emit *emit,
			    const struct task_struct *task)
{
	const struct ccs_ident *const ident = ccs_ident_of(task);
	const struct ccs_domain *const domain =
		ident ? ccs_domain_of(ccs_root_write(), ident) : NULL;

	if (domain)
		ccs_emit(emit, " %u %s", domain->profile, ident->name->text);
}

/*
 * Answers one line (interface 3.7). The policy lock keeps the domain's name
 * while it is printed.
 */
static void answer_process(struct ccs_span rest, struct ccs_emit *emit)
{
	const bool info = ccs_span_eat(&rest, "info ");
	const bool uuid = !info && ccs_span_eat(&rest, "uuid ");
	struct task_struct *task;
	bool global;

	mutex_lock(&ccs_policy_lock);
	rcu_read_lock();
	task = ccs_find_task(&rest, &global);
	if (task) {
		ccs_emit(emit, "%u", read_pid(&rest));
		if (info)
			print_flags(emit, task);
		else if (uuid)
			ccs_emit(emit, " %s", ccs_isolate_text_of(task));
		else
			print_domain_of(emit, task);
	}
	rcu_read_unlock();
	mutex_unlock(&ccs_policy_lock);
}

static int process_line(struct ccs_session *session,
			const struct ccs_span *line)
{
	struct ccs_emit emit = { .size = CCS_DOMAINNAME_MAX + 64 };
	int err;

	emit.buf = kmalloc(emit.size, GFP_KERNEL);
	if (!emit.buf)
		return -ENOMEM;
	answer_process(*line, &emit);
	err = ccs_session_answer(session, emit.buf, emit.len, false);
	kfree(emit.buf);
	return err ?: 1;
}

const struct ccs_text_node ccs_process_node = {
	.free_line = process_line,
};

static bool is_handler(void)
{
	return ccs_task(current)->handler;
}

/* The descriptor may have been handed on. */
static int handler_line(struct ccs_session *session,
			const struct ccs_span *line)
{
	return is_handler() ? process_line(session, line) : -EPERM;
}

const struct ccs_text_node ccs_handler_node = {
	.may_open = is_handler,
	.free_line = handler_line,
};

static ssize_t read_version(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	return simple_read_from_buffer(buf, count, ppos, CCS_VERSION,
				       strlen(CCS_VERSION));
}

const struct file_operations ccs_version_fops = {
	.read = read_version,
	.llseek = noop_llseek,
};
