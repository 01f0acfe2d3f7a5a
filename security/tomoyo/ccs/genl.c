// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generic netlink family
 *
 * In the initial network namespace only, and for CAP_SYS_ADMIN in the initial
 * user namespace only: events name programs and files of the whole system. That
 * is the one right that all supported kernels can require of who joins a group.
 */

#include <linux/capability.h>
#include <net/genetlink.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "abi.h"
#include "audit.h"
#include "genl.h"
#include "root.h"
#include "stat.h"

/* All of a status, generously. */
#define STATUS_SIZE 2048

static int answer_status(struct sk_buff *skb, struct genl_info *info);

static const struct genl_small_ops operations[] = {
	{
		.cmd = CCSECURITY_CMD_STATUS,
		.doit = answer_status,
	},
};

static const struct genl_multicast_group multicast_groups[] = {
#define X(id, group)							\
	[CCS_EVENT_##id] = {						\
		.name = group, .flags = GENL_MCAST_CAP_SYS_ADMIN,	\
	},
	CCS_EVENT_GROUPS(X)
#undef X
};

static struct genl_family family __ro_after_init = {
	.name = CCSECURITY_FAMILY_NAME,
	.version = CCSECURITY_FAMILY_VERSION,
	.module = THIS_MODULE,
	.small_ops = operations,
	.n_small_ops = ARRAY_SIZE(operations),
	.resv_start_op = CCSECURITY_CMD_STATUS + 1,
	.mcgrps = multicast_groups,
	.n_mcgrps = ARRAY_SIZE(multicast_groups),
};

static bool registered __ro_after_init;

/**
 * ccs_genl_init - register the family
 *
 * Return: 0 or an error of generic netlink.
 */
int __init ccs_genl_init(void)
{
	const int err = genl_register_family(&family);

	registered = !err;
	return err;
}

/**
 * ccs_genl_listened - does anybody listen?
 * @group: to what
 *
 * Context: Any.
 * Return: true if somebody does.
 */
bool ccs_genl_listened(enum ccs_event_group group)
{
	return registered && genl_has_listeners(&family, &init_net, group);
}

/**
 * ccs_genl_new - start a message to a group
 * @command: what it says
 * @room: bytes of its attributes
 *
 * Context: May sleep. File system locks may be held.
 * Return: the message or NULL.
 */
struct sk_buff *ccs_genl_new(u8 command, size_t room)
{
	struct sk_buff *const skb = genlmsg_new(room,
						GFP_NOFS | __GFP_NOWARN);

	if (!skb)
		return NULL;
	if (genlmsg_put(skb, 0, 0, &family, 0, command))
		return skb;
	nlmsg_free(skb);
	return NULL;
}

/**
 * ccs_genl_send - send a message to whoever listens
 * @skb: the message; taken over
 * @group: the group
 *
 * A listener whose buffer is full gets an error instead, and misses a number.
 *
 * Context: May sleep. File system locks may be held.
 */
void ccs_genl_send(struct sk_buff *skb, enum ccs_event_group group)
{
	nlmsg_end(skb, nlmsg_hdr(skb));
	genlmsg_multicast(&family, skb, 0, group, GFP_NOFS | __GFP_NOWARN);
}

static int put_group(struct sk_buff *skb, enum ccs_event_group group)
{
	struct nlattr *const nest = nla_nest_start(skb,
						   CCSECURITY_A_STATUS_GROUP);
	struct ccs_event_state state;

	if (!nest)
		return -EMSGSIZE;
	ccs_event_state(group, &state);
	if (nla_put_string(skb, CCSECURITY_A_GROUP_NAME, state.name) ||
	    nla_put_u64_64bit(skb, CCSECURITY_A_GROUP_SEQUENCE,
			      state.sequence, CCSECURITY_A_GROUP_PAD) ||
	    nla_put_u64_64bit(skb, CCSECURITY_A_GROUP_LOST, state.lost,
			      CCSECURITY_A_GROUP_PAD) ||
	    nla_put_u8(skb, CCSECURITY_A_GROUP_LISTENED,
		       ccs_genl_listened(group)))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_log(struct sk_buff *skb, enum ccs_log which)
{
	struct nlattr *const nest = nla_nest_start(skb,
						   CCSECURITY_A_STATUS_LOG);
	struct ccs_log_state state;

	if (!nest)
		return -EMSGSIZE;
	ccs_log_state(which, &state);
	if (nla_put_string(skb, CCSECURITY_A_LOG_NAME, state.name) ||
	    nla_put_u32(skb, CCSECURITY_A_LOG_LENGTH, state.length) ||
	    nla_put_u64_64bit(skb, CCSECURITY_A_LOG_LOST, state.lost,
			      CCSECURITY_A_LOG_PAD))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_counts(struct sk_buff *skb)
{
	struct ccs_counts counts;

	ccs_stat_counts(&counts);
	return nla_put_u32(skb, CCSECURITY_A_STATUS_UPDATES, counts.updates) ?:
	       nla_put_u32(skb, CCSECURITY_A_STATUS_LEARNING,
			   counts.learning) ?:
	       nla_put_u32(skb, CCSECURITY_A_STATUS_PERMISSIVE,
			   counts.permissive) ?:
	       nla_put_u32(skb, CCSECURITY_A_STATUS_ENFORCING,
			   counts.enforcing);
}

static int put_editions(struct sk_buff *skb)
{
	u64 edition, generation;

	ccs_root_editions(&edition, &generation);
	return nla_put_u64_64bit(skb, CCSECURITY_A_STATUS_EDITION, edition,
				 CCSECURITY_A_STATUS_PAD) ?:
	       nla_put_u64_64bit(skb, CCSECURITY_A_STATUS_GENERATION,
				 generation, CCSECURITY_A_STATUS_PAD);
}

static int put_status(struct sk_buff *skb)
{
	int err, i;

	err = nla_put_string(skb, CCSECURITY_A_STATUS_VERSION, CCS_VERSION) ?:
	      nla_put_u8(skb, CCSECURITY_A_STATUS_ACTIVE, ccs_root_loaded()) ?:
	      put_editions(skb) ?: put_counts(skb);
	for (i = 0; !err && i < CCS_EVENT_GROUP_COUNT; i++)
		err = put_group(skb, i);
	for (i = 0; !err && i < CCS_LOG_COUNT; i++)
		err = put_log(skb, i);
	return err;
}

/* Both who opened the socket and who writes to it need the right. */
static int answer_status(struct sk_buff *skb, struct genl_info *info)
{
	struct sk_buff *reply;
	void *header;
	int err;

	if (!netlink_capable(skb, CAP_SYS_ADMIN))
		return -EPERM;
	reply = genlmsg_new(STATUS_SIZE, GFP_KERNEL);
	if (!reply)
		return -ENOMEM;
	header = genlmsg_put_reply(reply, info, &family, 0,
				   CCSECURITY_CMD_STATUS);
	err = header ? put_status(reply) : -EMSGSIZE;
	if (err) {
		nlmsg_free(reply);
		return err;
	}
	genlmsg_end(reply, header);
	return genlmsg_reply(reply, info);
}
