// SPDX-License-Identifier: GPL-2.0-only
/*
 * Collection of deleted domains
 */

#include <linux/workqueue.h>

#include "core/domain.h"
#include "reclaim.h"
#include "root.h"

/*
 * The last task to leave a deleted domain may do so in an RCU callback, which
 * can't take the policy lock; so domains that are still in use are looked at
 * again now and then.
 */
#define RETRY_DELAY (5 * HZ)

static void reclaim(struct work_struct *work);
static DECLARE_DELAYED_WORK(reclaim_work, reclaim);

/* Frees one domain at a time, so that nobody waits long for the lock. */
static bool reclaim_one(bool *left)
{
	struct ccs_policy *policy;
	bool freed;

	mutex_lock(&ccs_policy_lock);
	policy = ccs_root_write();
	freed = ccs_domain_reclaim(policy);
	*left = !list_empty(&policy->deleted);
	mutex_unlock(&ccs_policy_lock);
	return freed;
}

static void reclaim(struct work_struct *work)
{
	bool left;

	while (reclaim_one(&left))
		cond_resched();
	if (left)
		queue_delayed_work(system_long_wq, &reclaim_work,
				   RETRY_DELAY);
}

/**
 * ccs_reclaim_start - have deleted domains freed soon
 *
 * Context: Any but NMI.
 */
void ccs_reclaim_start(void)
{
	mod_delayed_work(system_long_wq, &reclaim_work, 0);
}
