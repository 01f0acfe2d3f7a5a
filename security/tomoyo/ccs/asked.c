// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the entry of a system call decided already
 *
 * There is no hook at the end of a system call that could forget it. Every call
 * that decides something here has a number that leads to no hook but past its
 * own entry, so the number tells whether the decision is of this call.
 */

#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>

#include <asm/syscall.h>

#include "asked.h"
#include "blob.h"

static int this_call(void)
{
	return syscall_get_nr(current, current_pt_regs()) + 1;
}

/**
 * ccs_asked_nothing - a system call begins that may decide something
 *
 * Context: System call.
 */
void ccs_asked_nothing(void)
{
	ccs_task(current)->asked.call = 0;
}

/**
 * ccs_asked_call - this call may do what it is for
 *
 * Context: System call.
 */
void ccs_asked_call(void)
{
	ccs_task(current)->asked = (struct ccs_asked){ .call = this_call() };
}

/**
 * ccs_asked_signal - this call may send a signal to tasks of a domain
 * @sig: the signal
 * @target: the domain's id
 *
 * Context: System call.
 */
void ccs_asked_signal(int sig, u64 target)
{
	ccs_task(current)->asked = (struct ccs_asked){
		.call = this_call(),
		.sig = sig,
		.target = target,
	};
}

/**
 * ccs_was_asked - did the entry of this call decide?
 *
 * Context: Task. May be atomic.
 * Return: true if ccs_asked_call() or ccs_asked_signal() was called in it.
 */
bool ccs_was_asked(void)
{
	const int call = ccs_task(current)->asked.call;

	return call > 0 && call == this_call();
}

/**
 * ccs_was_asked_signal - did the entry of this call decide about a signal?
 * @sig: the signal
 * @target: id of the domain that it is sent to
 *
 * Context: Task. May be atomic.
 * Return: true if it was about just these.
 */
bool ccs_was_asked_signal(int sig, u64 target)
{
	const struct ccs_asked *const asked = &ccs_task(current)->asked;

	return ccs_was_asked() && asked->sig == sig && asked->target == target;
}
