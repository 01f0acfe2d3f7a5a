/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs that run as services
 */

#ifndef CCS_LIB_SERVICES_H
#define CCS_LIB_SERVICES_H

#include "list.h"

void ccs_services_program(struct ccs_list *programs, const char *path);
void ccs_services(struct ccs_list *programs);

#endif /* CCS_LIB_SERVICES_H */
