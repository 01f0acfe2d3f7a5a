// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kinds of entries
 */

#include "acl_kind.h"
#include "env.h"
#include "operand.h"

struct path2_entry {
	struct ccs_acl head;
	struct ccs_operand other;
};

struct number_entry {
	struct ccs_acl head;
	struct ccs_number number;
};

struct device_entry {
	struct ccs_acl head;
	struct ccs_number mode;
	struct ccs_number major;
	struct ccs_number minor;
};

struct mount_entry {
	struct ccs_acl head;
	struct ccs_operand device;
	struct ccs_operand type;
	struct ccs_number flags;
};

struct inet_entry {
	struct ccs_acl head;
	struct ccs_inet_address address;
	struct ccs_number port;
};

struct signal_entry {
	struct ccs_acl head;
	struct ccs_number number;
	struct ccs_name *name;
};

struct name_entry {
	struct ccs_acl head;
	struct ccs_name *name;
};

#define KEY(field, slot)	{ CCS_FIELD_##field, 0, slot }
#define AT(field, entry, member, slot) \
	{ CCS_FIELD_##field, offsetof(struct entry, member), slot }

/* Operands as in policy-language 8.2, in the order of the line. */
const struct ccs_acl_kind ccs_acl_kinds[CCS_ACL_TYPE_COUNT] = {
	[CCS_ACL_PATH] = {
		.size = sizeof(struct ccs_acl),
		.lookup = CCS_LOOKUP_PATH,
		.transit = true,
		.count = 1,
		.fields = { KEY(PATH, 0) },
	},
	[CCS_ACL_PATH2] = {
		.size = sizeof(struct path2_entry),
		.lookup = CCS_LOOKUP_PATH,
		.count = 2,
		.fields = { KEY(PATH, 0), AT(PATH, path2_entry, other, 1) },
	},
	[CCS_ACL_PATH_NUMBER] = {
		.size = sizeof(struct number_entry),
		.lookup = CCS_LOOKUP_PATH,
		.count = 2,
		.fields = { KEY(PATH, 0), AT(NUMBER, number_entry, number, 0) },
	},
	[CCS_ACL_DEVICE] = {
		.size = sizeof(struct device_entry),
		.lookup = CCS_LOOKUP_PATH,
		.count = 4,
		.fields = { KEY(PATH, 0), AT(NUMBER, device_entry, mode, 0),
			    AT(NUMBER, device_entry, major, 1),
			    AT(NUMBER, device_entry, minor, 2) },
	},
	[CCS_ACL_MOUNT] = {
		.size = sizeof(struct mount_entry),
		.lookup = CCS_LOOKUP_PATH,
		.weight = CCS_LEARN_ENTRY,
		.key = 1,
		.count = 4,
		.fields = { AT(PATH, mount_entry, device, 0), KEY(PATH, 1),
			    AT(PATH, mount_entry, type, 2),
			    AT(NUMBER, mount_entry, flags, 0) },
	},
	[CCS_ACL_REWRITE] = {
		.size = sizeof(struct ccs_acl),
		.lookup = CCS_LOOKUP_PATH,
		.count = 1,
		.fields = { KEY(PATH, 0) },
	},
	[CCS_ACL_INET] = {
		.size = sizeof(struct inet_entry),
		.lookup = CCS_LOOKUP_ADDRESS,
		.count = 2,
		.fields = { AT(ADDRESS, inet_entry, address, 0),
			    AT(PORT, inet_entry, port, 0) },
	},
	[CCS_ACL_UNIX] = {
		.size = sizeof(struct ccs_acl),
		.lookup = CCS_LOOKUP_PATH,
		.count = 1,
		.fields = { KEY(PATH, 0) },
	},
	[CCS_ACL_ENV] = {
		.size = sizeof(struct ccs_acl),
		.lookup = CCS_LOOKUP_PATH,
		.weight = CCS_LEARN_ENTRY,
		.count = 1,
		.fields = { KEY(VARIABLE, 0) },
	},
	[CCS_ACL_CAPABILITY] = {
		.size = sizeof(struct ccs_acl),
		.lookup = CCS_LOOKUP_NUMBER,
		.weight = CCS_LEARN_ENTRY,
		.count = 1,
		.fields = { KEY(CAPABILITY, 0) },
	},
	[CCS_ACL_SIGNAL] = {
		.size = sizeof(struct signal_entry),
		.lookup = CCS_LOOKUP_PREFIX,
		.weight = CCS_LEARN_ENTRY,
		.count = 2,
		.fields = { AT(SIGNAL, signal_entry, number, 0),
			    AT(DOMAIN, signal_entry, name, 0) },
	},
	[CCS_ACL_AUTO_HANDLER] = {
		.size = sizeof(struct name_entry),
		.lookup = CCS_LOOKUP_ALL,
		.weight = CCS_LEARN_NOTHING,
		.transit = true,
		.plain17 = true,
		.count = 1,
		.fields = { AT(PROGRAM, name_entry, name, 0) },
	},
	[CCS_ACL_DENIED_HANDLER] = {
		.size = sizeof(struct name_entry),
		.lookup = CCS_LOOKUP_ALL,
		.weight = CCS_LEARN_NOTHING,
		.transit = true,
		.plain17 = true,
		.count = 1,
		.fields = { AT(PROGRAM, name_entry, name, 0) },
	},
	[CCS_ACL_AUTO_TRANSITION] = {
		.size = sizeof(struct name_entry),
		.lookup = CCS_LOOKUP_ALL,
		.weight = CCS_LEARN_NOTHING,
		.count = 1,
		.fields = { AT(DOMAIN, name_entry, name, 0) },
	},
	[CCS_ACL_MANUAL_TRANSITION] = {
		.size = sizeof(struct name_entry),
		.lookup = CCS_LOOKUP_TEXT,
		.weight = CCS_LEARN_NOTHING,
		.count = 1,
		.fields = { AT(DOMAIN, name_entry, name, 0) },
	},
	[CCS_ACL_AUTO_ISOLATE] = {
		.size = sizeof(struct name_entry),
		.lookup = CCS_LOOKUP_ALL,
		.weight = CCS_LEARN_NOTHING,
		.count = 1,
		.fields = { AT(ISOLATION, name_entry, name, 0) },
	},
};

/**
 * ccs_acl_name - the program, the domain or the id of a ``task`` entry
 * @acl: the entry
 *
 * Return: its operand.
 */
const struct ccs_name *ccs_acl_name(const struct ccs_acl *acl)
{
	return container_of(acl, const struct name_entry, head)->name;
}

/**
 * ccs_acl_addresses - the addresses that an entry is found by
 * @acl: the entry
 *
 * Return: the range, or NULL if the entry is found in another way.
 */
const struct ccs_addr_range *ccs_acl_addresses(const struct ccs_acl *acl)
{
	const struct inet_entry *entry;

	if (ccs_acl_type(acl) != CCS_ACL_INET)
		return NULL;
	entry = container_of(acl, const struct inet_entry, head);
	return entry->address.group ? NULL : &entry->address.range;
}
