/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One converter for each kind of old policy
 */

#ifndef CCS_LIB_CONVERT_KIND_H
#define CCS_LIB_CONVERT_KIND_H

#include "convert_line.h"

void ccs_convert_profiles(struct ccs_convert *convert);
void ccs_convert_managers(struct ccs_convert *convert);
void ccs_convert_two_managers(struct ccs_convert *convert);
void ccs_convert_exceptions(struct ccs_convert *convert);
void ccs_convert_system(struct ccs_convert *convert);
void ccs_convert_unmounts(struct ccs_convert *convert,
			  const struct ccs_list *denied);
void ccs_convert_domains(struct ccs_convert *convert);

#endif /* CCS_LIB_CONVERT_KIND_H */
