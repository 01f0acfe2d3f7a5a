/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who asked for signals about a file
 */

#ifndef CCS_FOWNER_H
#define CCS_FOWNER_H

struct ccs_ident;
struct ccs_isolation;
struct file;

int ccs_fowner_init(void);
void ccs_fowner_set(const struct file *file, struct ccs_ident *ident);
struct ccs_ident *ccs_fowner(const struct file *file);
const struct ccs_isolation *ccs_fowner_isolation(const struct file *file);
void ccs_fowner_forget(const struct file *file);

#endif /* CCS_FOWNER_H */
