// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who asked for signals about a file
 *
 * Few files ever send one. A blob would be allocated and cleared with each file
 * that is opened, so what these files need is in a table beside them.
 */

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "common.h"
#include "core/domain.h"
#include "fowner.h"
#include "isolate.h"

/* As many chains as keep them short with the files that a machine has open. */
#define CHAIN_BITS 10

/**
 * struct fowner - a file that sends signals
 * @node: in its chain
 * @rcu: to free it
 * @file: the file, which is not freed before
 * @ident: the domain that asked for them, one reference; NULL denies them.
 *	Under the lock of the file's f_owner
 * @isolation: its isolation then, one reference; likewise
 */
struct fowner {
	struct hlist_node node;
	struct rcu_head rcu;
	const struct file *file;
	struct ccs_ident *ident;
	struct ccs_isolation *isolation;
};

/**
 * struct fowners - all of them, as many as there are files at most
 * @lock: for changes; readers are under RCU
 * @count: how many there are
 * @chains: where they are
 */
struct fowners {
	spinlock_t lock; /* chains */
	atomic_t count;
	struct hlist_head chains[1 << CHAIN_BITS];
};

static struct fowners *fowners __ro_after_init;

/**
 * ccs_fowner_init - make the table
 *
 * Return: 0 or -ENOMEM.
 */
int __init ccs_fowner_init(void)
{
	fowners = kvzalloc(sizeof(*fowners), GFP_KERNEL);
	if (!fowners)
		return -ENOMEM;
	spin_lock_init(&fowners->lock);
	return 0;
}

static struct hlist_head *chain_of(const struct file *file)
{
	return &fowners->chains[hash_ptr(file, CHAIN_BITS)];
}

/* What is found lasts as long as the file. Context: RCU read side held. */
static struct fowner *find(const struct file *file)
{
	struct fowner *fowner;

	hlist_for_each_entry_rcu(fowner, chain_of(file), node)
		if (fowner->file == file)
			return fowner;
	return NULL;
}

static void add(const struct file *file, struct ccs_ident *ident)
{
	struct fowner *const fowner = kmalloc(sizeof(*fowner),
					      GFP_ATOMIC | __GFP_NOWARN);
	unsigned long flags;

	if (!fowner) {
		pr_warn_ratelimited("out of memory: a file will send no signals\n");
		return;
	}
	fowner->file = file;
	fowner->ident = ccs_ident_get(ident);
	fowner->isolation = ccs_isolation_get(ccs_isolation_of_current());
	spin_lock_irqsave(&fowners->lock, flags);
	hlist_add_head_rcu(&fowner->node, chain_of(file));
	spin_unlock_irqrestore(&fowners->lock, flags);
	atomic_inc(&fowners->count);
}

/**
 * ccs_fowner_set - remember who asks for signals about a file
 * @file: the file
 * @ident: the domain that asks, or NULL. Without memory it is as if nobody had
 *	asked: signals that nobody sends are denied
 *
 * Context: Under the lock of the file's f_owner, with interrupts off.
 */
void ccs_fowner_set(const struct file *file, struct ccs_ident *ident)
{
	struct fowner *fowner;

	rcu_read_lock();
	fowner = find(file);
	rcu_read_unlock();
	if (fowner) {
		struct ccs_ident *const before = fowner->ident;

		fowner->ident = ccs_ident_get(ident);
		ccs_ident_put(before);
		ccs_isolation_put(fowner->isolation);
		fowner->isolation =
			ccs_isolation_get(ccs_isolation_of_current());
	} else {
		add(file, ident);
	}
}

/**
 * ccs_fowner - who asked for signals about a file
 * @file: the file
 *
 * Context: Under the lock of the file's f_owner, as long as the result is used.
 * Return: the domain, or NULL if it is not known.
 */
struct ccs_ident *ccs_fowner(const struct file *file)
{
	const struct fowner *fowner;

	rcu_read_lock();
	fowner = find(file);
	rcu_read_unlock();
	return fowner ? fowner->ident : NULL;
}

/**
 * ccs_fowner_isolation - what keeps who asked for signals about a file
 * @file: the file
 *
 * Context: Under the lock of the file's f_owner, as long as the result is used.
 * Return: the isolation, or NULL if unrestricted or not known.
 */
const struct ccs_isolation *ccs_fowner_isolation(const struct file *file)
{
	const struct fowner *fowner;

	rcu_read_lock();
	fowner = find(file);
	rcu_read_unlock();
	return fowner ? fowner->isolation : NULL;
}

/**
 * ccs_fowner_forget - a file goes away
 * @file: the file, which nobody uses any more
 *
 * Context: Any.
 */
void ccs_fowner_forget(const struct file *file)
{
	struct fowner *fowner;
	unsigned long flags;

	if (likely(!atomic_read(&fowners->count)))
		return;
	rcu_read_lock();
	fowner = find(file);
	rcu_read_unlock();
	if (!fowner)
		return;
	spin_lock_irqsave(&fowners->lock, flags);
	hlist_del_rcu(&fowner->node);
	spin_unlock_irqrestore(&fowners->lock, flags);
	atomic_dec(&fowners->count);
	ccs_ident_put(fowner->ident);
	ccs_isolation_put(fowner->isolation);
	kfree_rcu(fowner, rcu);
}
