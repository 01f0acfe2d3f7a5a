/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Limits of policy text and policy objects
 *
 * Every number that bounds something a user can grow stands here, so that a
 * reader (and the test that reaches the bound) has one place to look.
 */

#ifndef CCS_CORE_LIMITS_H
#define CCS_CORE_LIMITS_H

/* Longest word of policy and longest encoded name, in bytes. */
#define CCS_WORD_MAX		(128 * 1024)

/* Longest line of policy, in bytes: three names and what belongs to them. */
#define CCS_LINE_MAX		(4 * CCS_WORD_MAX)

/* A domainname is shorter than this (spec: policy-language 1.9, 3.4). */
#define CCS_DOMAINNAME_MAX	4086

/* Encoded bytes of an argv[] value that a condition may look at. */
#define CCS_ARGV_MAX		4086

/* Profile numbers are 0 to CCS_PROFILE_COUNT - 1. */
#define CCS_PROFILE_COUNT	256

/* Numbers of acl_groups are 0 to CCS_ACL_GROUP_COUNT - 1. */
#define CCS_ACL_GROUP_COUNT	256

/* Repeating wildcards and brace ends in one word (policy-language 3.1). */
#define CCS_WILDCARD_MAX	20

/*
 * Repetitions the matcher can keep open in one component, and repeated
 * directories in one name: both arrays stand on the kernel stack at once. What
 * exceeds this would never match, so it is no legal word.
 */
#define CCS_REPEAT_MAX		40
#define CCS_REPEAT_DIRECTORY_MAX	16

/* Blocks in one condition; more would only slow every check of the entry. */
#define CCS_COND_BLOCK_MAX	255

/* Names, arguments and variables that the node check is told. */
#define CCS_GIVEN_MAX		256

/* Default quota of policy memory, in bytes. */
#define CCS_POLICY_QUOTA	(64UL * 1024 * 1024)

/* Transactions that may be open; each holds a policy. */
#define CCS_TRANSACTION_MAX	4

/* Policies kept for readers that began with them; the oldest goes first. */
#define CCS_RETIRED_MAX		4

/* Learned lines noted for a transaction; further ones count as discarded. */
#define CCS_NOTED_MAX		4096

/* Seconds after which a change that is to be confirmed is undone, at most. */
#define CCS_CONFIRM_MAX		3600

/* Defaults of a profile's PREFERENCE (policy-language 12.1). */
#define CCS_AUDIT_LOG_DEFAULT		1024
#define CCS_LEARNING_ENTRY_DEFAULT	2048
#define CCS_PENALTY_DEFAULT		0

/*
 * Longest penalty, in tenths of a second: a denied task sleeps in its system
 * call, possibly with a directory locked, so an hour must not be writable.
 */
#define CCS_PENALTY_MAX			100

#endif /* CCS_CORE_LIMITS_H */
