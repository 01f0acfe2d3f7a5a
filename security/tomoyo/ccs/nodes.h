/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What each node does
 */

#ifndef CCS_NODES_H
#define CCS_NODES_H

#include <linux/fs.h>

#include "session.h"

extern const struct ccs_text_node ccs_domain_node;
extern const struct ccs_text_node ccs_exception_node;
extern const struct ccs_text_node ccs_profile_node;
extern const struct ccs_text_node ccs_manager_node;
extern const struct ccs_text_node ccs_check_node;
extern const struct ccs_text_node ccs_stat_node;
extern const struct ccs_text_node ccs_query_node;
extern const struct ccs_text_node ccs_process_node;
extern const struct ccs_text_node ccs_handler_node;
extern const struct ccs_text_node ccs_meminfo_node;
extern const struct ccs_text_node ccs_domain_status_node;

extern const struct file_operations ccs_audit_fops;
extern const struct file_operations ccs_grant_log_fops;
extern const struct file_operations ccs_reject_log_fops;
extern const struct file_operations ccs_self_fops;
extern const struct file_operations ccs_transition_fops;
extern const struct file_operations ccs_version_fops;
extern const struct file_operations ccs_isolate_fops;

int ccs_self_open(struct inode *inode, struct file *file);
int ccs_self_close(struct inode *inode, struct file *file);
bool ccs_self_is_opener(const struct file *file);

struct task_struct *ccs_find_task(struct ccs_span *rest, bool *global);

#endif /* CCS_NODES_H */
