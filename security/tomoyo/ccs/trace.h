/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tracepoints
 */

#undef TRACE_SYSTEM
#define TRACE_SYSTEM ccs

#if !defined(CCS_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define CCS_TRACE_H

#include <linux/tracepoint.h>

#include "compat.h"

/* Names are encoded as in policy, so there are no blanks and no control bytes. */

TRACE_EVENT(ccs_check,

	TP_PROTO(const char *domain, const char *request, u8 profile,
		 const char *mode, bool granted),

	TP_ARGS(domain, request, profile, mode, granted),

	TP_STRUCT__entry(
		__string(domain, domain)
		__string(request, request)
		__string(mode, mode)
		__field(u8, profile)
		__field(bool, granted)
	),

	TP_fast_assign(
		ccs_assign_str(domain, domain);
		ccs_assign_str(request, request);
		ccs_assign_str(mode, mode);
		__entry->profile = profile;
		__entry->granted = granted;
	),

	TP_printk("profile=%u mode=%s granted=%s request=\"%s\" domain=\"%s\"",
		  __entry->profile, __get_str(mode),
		  __entry->granted ? "yes" : "no", __get_str(request),
		  __get_str(domain))
);

TRACE_EVENT(ccs_deny,

	TP_PROTO(const char *domain, const char *request, u8 profile,
		 int error),

	TP_ARGS(domain, request, profile, error),

	TP_STRUCT__entry(
		__string(domain, domain)
		__string(request, request)
		__field(u8, profile)
		__field(int, error)
	),

	TP_fast_assign(
		ccs_assign_str(domain, domain);
		ccs_assign_str(request, request);
		__entry->profile = profile;
		__entry->error = error;
	),

	TP_printk("profile=%u error=%d request=\"%s\" domain=\"%s\"",
		  __entry->profile, __entry->error, __get_str(request),
		  __get_str(domain))
);

TRACE_EVENT(ccs_transition,

	TP_PROTO(const char *from, const char *to),

	TP_ARGS(from, to),

	TP_STRUCT__entry(
		__string(from, from)
		__string(to, to)
	),

	TP_fast_assign(
		ccs_assign_str(from, from);
		ccs_assign_str(to, to);
	),

	TP_printk("from=\"%s\" to=\"%s\"", __get_str(from), __get_str(to))
);

TRACE_EVENT(ccs_policy,

	TP_PROTO(const char *change, u64 edition, u64 generation),

	TP_ARGS(change, edition, generation),

	TP_STRUCT__entry(
		__string(change, change)
		__field(u64, edition)
		__field(u64, generation)
	),

	TP_fast_assign(
		ccs_assign_str(change, change);
		__entry->edition = edition;
		__entry->generation = generation;
	),

	TP_printk("change=%s edition=%llu generation=%llu",
		  __get_str(change), __entry->edition, __entry->generation)
);

TRACE_EVENT(ccs_query,

	TP_PROTO(u32 serial, u32 retry, const char *state),

	TP_ARGS(serial, retry, state),

	TP_STRUCT__entry(
		__string(state, state)
		__field(u32, serial)
		__field(u32, retry)
	),

	TP_fast_assign(
		ccs_assign_str(state, state);
		__entry->serial = serial;
		__entry->retry = retry;
	),

	TP_printk("serial=%u retry=%u state=%s", __entry->serial,
		  __entry->retry, __get_str(state))
);

#endif /* CCS_TRACE_H */

/* The header of the kernel includes this one again, by its place. */
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH ../../security/tomoyo/ccs
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
