/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events for people and for programs
 */

#ifndef CCS_LIB_EVENT_PRINT_H
#define CCS_LIB_EVENT_PRINT_H

#include "events.h"

/**
 * struct ccs_event_style - how events are printed
 * @json: as objects, a line each
 * @local: times are local, in text
 */
struct ccs_event_style {
	bool json;
	bool local;
};

void ccs_event_print(const struct ccs_event *event,
		     const struct ccs_event_style *style);
void ccs_event_print_lost(enum ccs_events_group group, uint64_t count,
			  const struct ccs_event_style *style);

#endif /* CCS_LIB_EVENT_PRINT_H */
