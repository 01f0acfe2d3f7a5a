/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel has loaded
 */

#ifndef CCS_LIB_SUMMARY_H
#define CCS_LIB_SUMMARY_H

/**
 * struct ccs_summary - how much policy there is
 * @domains: number of domains
 * @entries: number of ACL entries in them
 * @kib: memory used by policy, in KiB, rounded up
 */
struct ccs_summary {
	unsigned int domains;
	unsigned int entries;
	unsigned long kib;
};

int ccs_summary_read(struct ccs_summary *summary);

#endif /* CCS_LIB_SUMMARY_H */
