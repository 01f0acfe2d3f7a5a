/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kernel facilities that do nothing here
 *
 * One thread reads and writes, so RCU needs no grace period and lockdep has
 * nothing to prove.
 */

#ifndef CCS_HARNESS_STUBS_H
#define CCS_HARNESS_STUBS_H

#include "helpers.h"

struct rcu_head {
	void *unused[2];
};

#define READ_ONCE(x)		(*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, value)	(*(volatile __typeof__(x) *)&(x) = (value))

#define smp_load_acquire(ptr)	  __atomic_load_n(ptr, __ATOMIC_ACQUIRE)
#define smp_rmb()		  __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define smp_store_release(ptr, v) __atomic_store_n(ptr, v, __ATOMIC_RELEASE)

#define rcu_read_lock()		((void)0)
#define rcu_read_unlock()	((void)0)

/* Evaluated, so that a condition that does not compile is found here too. */
#define list_for_each_entry_rcu(pos, head, member, condition)		\
	for ((void)(condition),						\
	     (pos) = list_entry((head)->next, __typeof__(*(pos)), member); \
	     &(pos)->member != (head);					\
	     (pos) = list_entry((pos)->member.next, __typeof__(*(pos)),	\
				member))
#define hlist_for_each_entry_rcu(pos, head, member, condition)		\
	for ((void)(condition),						\
	     (pos) = hlist_entry_safe((head)->first, __typeof__(*(pos)), \
				      member);				\
	     (pos);							\
	     (pos) = hlist_entry_safe((pos)->member.next,		\
				      __typeof__(*(pos)), member))

#define list_add_tail_rcu(node, head)	list_add_tail(node, head)
#define list_add_rcu(node, head)	list_add(node, head)
#define hlist_add_head_rcu(node, head)	hlist_add_head(node, head)
#define hlist_del_init_rcu(node)	hlist_del_init(node)

#endif /* CCS_HARNESS_STUBS_H */
