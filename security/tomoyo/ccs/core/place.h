/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where a reader of a list got to
 */

#ifndef CCS_CORE_PLACE_H
#define CCS_CORE_PLACE_H

#include "env.h"
#include "policy.h"

/**
 * struct ccs_place - how far a reader of a list got
 * @next: position of the next object; 0 to start
 * @at: node of the object that was passed last, NULL if there is none
 * @removals: what the policy had counted then
 *
 * The object at @at may be gone when the reader comes back. It is not if
 * nothing was removed since; otherwise the place is found again by its
 * position. So reading in pieces costs no more than reading at once.
 */
struct ccs_place {
	u64 next;
	const struct list_head *at;
	u64 removals;
};

static inline const struct list_head *
ccs_place_resume(const struct ccs_place *place,
		 const struct ccs_policy *policy, const struct list_head *head)
{
	return place->at && place->removals == policy->removals ? place->at :
								  head;
}

static inline void ccs_place_pass(struct ccs_place *place,
				  const struct ccs_policy *policy,
				  const struct list_head *node, u64 seq)
{
	place->next = seq + 1;
	place->at = node;
	place->removals = policy->removals;
}

/* Was an object passed already? A place that is found again is before some. */
static inline bool ccs_place_passed(const struct ccs_place *place, u64 seq)
{
	return seq < place->next;
}

/* Visits objects of a list from a place on, and some that were passed. */
#define ccs_place_for_each(pos, place, policy, head)			   \
	for ((pos) = list_entry(ccs_place_resume(place, policy, head)->next, \
				__typeof__(*(pos)), node);		   \
	     &(pos)->node != (head);					   \
	     (pos) = list_entry((pos)->node.next, __typeof__(*(pos)), node))

#endif /* CCS_CORE_PLACE_H */
