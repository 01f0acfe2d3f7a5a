/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Generic netlink
 */

#ifndef CCS_LIB_GENL_H
#define CCS_LIB_GENL_H

#include <linux/genetlink.h>
#include <stddef.h>
#include <stdint.h>

#define CCS_GENL_REPLY 16384
/* Attributes with a higher number are none that we know. */
#define CCS_GENL_ATTRS 32

typedef void (*ccs_genl_visitor)(const struct nlattr *attr, void *data);

/**
 * struct ccs_genl_reply - what the kernel answered
 * @buf: the message
 * @attrs: its attributes
 * @len: their bytes
 */
struct ccs_genl_reply {
	char buf[CCS_GENL_REPLY];
	const char *attrs;
	size_t len;
};

void ccs_genl_visit(const void *data, size_t len, ccs_genl_visitor each,
		    void *arg);
void ccs_genl_inside(const struct nlattr *attr, ccs_genl_visitor each,
		     void *arg);
void ccs_genl_sort(const void *data, size_t len, const struct nlattr **sorted);
void ccs_genl_sort_inside(const struct nlattr *attr,
			  const struct nlattr **sorted);
uint64_t ccs_genl_number(const struct nlattr *attr);
const char *ccs_genl_text(const struct nlattr *attr);
int ccs_genl_type(const struct nlattr *attr);
int ccs_genl_open(void);
int ccs_genl_message(const char *buf, size_t len, const char **attrs,
		     size_t *size);
int ccs_genl_ask(int fd, uint16_t family, uint8_t command, const char *name,
		 struct ccs_genl_reply *reply);

#endif /* CCS_LIB_GENL_H */
