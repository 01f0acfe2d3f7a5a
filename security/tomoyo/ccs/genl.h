/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Generic netlink family
 */

#ifndef CCS_GENL_H
#define CCS_GENL_H

#include <linux/init.h>
#include <linux/skbuff.h>
#include <uapi/linux/ccsecurity.h>

#include "event.h"

int __init ccs_genl_init(void);
bool ccs_genl_listened(enum ccs_event_group group);
struct sk_buff *ccs_genl_new(u8 command, size_t room);
void ccs_genl_send(struct sk_buff *skb, enum ccs_event_group group);

#endif /* CCS_GENL_H */
