/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tree of processes
 */

#ifndef CCS_LIB_PROCESS_H
#define CCS_LIB_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * struct ccs_process - one process
 * @pid: its id
 * @parent: its parent's id
 * @kernel: it is a kernel thread
 * @listed: it was visited
 * @name: its name, encoded like names in policy
 * @child: its first child, NULL if it has none
 * @next: the next child of its parent
 */
struct ccs_process {
	pid_t pid;
	pid_t parent;
	bool kernel;
	bool listed;
	char name[64];
	struct ccs_process *child;
	struct ccs_process *next;
};

/**
 * struct ccs_processes - all processes, by id
 * @process: the processes
 * @count: their number
 * @room: processes allocated
 */
struct ccs_processes {
	struct ccs_process *process;
	size_t count;
	size_t room;
};

typedef void (*ccs_process_visitor)(const struct ccs_process *process,
				    int depth, void *data);

char *ccs_process_cgroup(const char *proc, pid_t pid);
pid_t ccs_process_ns_pid(const char *proc, pid_t pid);
void ccs_process_threads(const char *proc, const struct ccs_process *process,
			 ccs_process_visitor each, int depth, void *data);
int ccs_processes_read(struct ccs_processes *all, const char *proc,
		       bool kernel);
void ccs_processes_walk(struct ccs_processes *all, ccs_process_visitor each,
			void *data);
bool ccs_processes_has(const struct ccs_processes *all, pid_t pid);
void ccs_processes_walk_from(struct ccs_processes *all, pid_t pid,
			     ccs_process_visitor each, void *data);
void ccs_processes_free(struct ccs_processes *all);

#endif /* CCS_LIB_PROCESS_H */
