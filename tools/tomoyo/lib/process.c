// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tree of processes
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "process.h"
#include "remote.h"
#include "text.h"

/* From the kernel's include/linux/sched.h; proc(5) documents the field. */
#define PF_KTHREAD 0x00200000

/* Reads DIR/PID/stat; the empty string if the process is gone. */
static void read_stat(int dir, pid_t pid, char *text, size_t size)
{
	char path[64];
	ssize_t n = -1;
	int fd;

	snprintf(path, sizeof(path), "%d/stat", pid);
	fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		n = read(fd, text, size - 1);
		close(fd);
	}
	text[n > 0 ? n : 0] = '\0';
}

/* In "PID (NAME) STATE PPID … FLAGS" the name may contain anything. */
static void parse_stat(struct ccs_process *process, char *text)
{
	char *const open = strchr(text, '(');
	char *const close = strrchr(text, ')');
	unsigned int flags = 0;
	int parent = 1;

	if (!open || !close || close < open) {
		strcpy(process->name, "<UNKNOWN>");
		process->parent = 1;
		return;
	}
	sscanf(close + 1, " %*c %d %*d %*d %*d %*d %u", &parent, &flags);
	process->parent = parent;
	process->kernel = flags & PF_KTHREAD;
	*close = '\0';
	ccs_text_encode(open + 1, process->name, sizeof(process->name));
}

/* What is behind @key in DIR/PID/FILE, to be freed; NULL if there is none. */
static char *read_value(const char *proc, pid_t pid, const char *name,
			const char *key)
{
	char *const path = ccs_format("%s/%d/%s", proc, pid, name);
	FILE *const file = fopen(path, "re");
	char *line = NULL, *found = NULL;
	size_t room = 0;

	free(path);
	while (file && !found && getline(&line, &room, file) >= 0) {
		line[strcspn(line, "\n")] = '\0';
		if (!strncmp(line, key, strlen(key)))
			found = ccs_strdup(line + strlen(key));
	}
	free(line);
	if (file)
		fclose(file);
	return found;
}

/**
 * ccs_process_cgroup - the control group of a process
 * @proc: where proc is
 * @pid: the process
 *
 * Return: its path in the unified hierarchy, encoded like names in policy, for
 * free(); NULL if there is none.
 */
char *ccs_process_cgroup(const char *proc, pid_t pid)
{
	char *const group = read_value(proc, pid, "cgroup", "0::");
	char encoded[4096];

	if (!group)
		return NULL;
	ccs_text_encode(group, encoded, sizeof(encoded));
	free(group);
	return ccs_strdup(encoded);
}

/**
 * ccs_process_ns_pid - the id of a process in its own pid namespace
 * @proc: where proc is
 * @pid: the process
 *
 * Return: the id, 0 if the kernel doesn't tell.
 */
pid_t ccs_process_ns_pid(const char *proc, pid_t pid)
{
	char *const ids = read_value(proc, pid, "status", "NSpid:");
	const char *const last = ids ? strrchr(ids, '\t') : NULL;
	const pid_t id = last ? atoi(last) : 0;

	free(ids);
	return id;
}

static int by_number(const struct dirent **a, const struct dirent **b)
{
	return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static int is_number(const struct dirent *entry)
{
	return *entry->d_name >= '1' && *entry->d_name <= '9';
}

/**
 * ccs_process_threads - call a function for each thread but the first
 * @proc: where proc is
 * @process: the process
 * @each: the function; a thread is a process whose parent is @process
 * @depth: passed to it
 * @data: passed to it
 */
void ccs_process_threads(const char *proc, const struct ccs_process *process,
			 ccs_process_visitor each, int depth, void *data)
{
	char *const path = ccs_format("%s/%d/task", proc, process->pid);
	struct dirent **list = NULL;
	const int count = scandir(path, &list, is_number, by_number);
	const int dir = count < 0 ? -1 : open(path, O_RDONLY | O_DIRECTORY |
					      O_CLOEXEC);
	int i;

	for (i = 0; i < count; i++) {
		struct ccs_process thread = { .pid = atoi(list[i]->d_name) };
		char text[4096];

		free(list[i]);
		if (thread.pid == process->pid || dir < 0)
			continue;
		read_stat(dir, thread.pid, text, sizeof(text));
		parse_stat(&thread, text);
		thread.parent = process->pid;
		each(&thread, depth, data);
	}
	if (dir >= 0)
		close(dir);
	free(list);
	free(path);
}

static struct ccs_process *add(struct ccs_processes *all)
{
	if (all->count == all->room) {
		all->room = all->room ? all->room * 2 : 128;
		all->process = ccs_realloc(all->process, all->room *
					   sizeof(*all->process));
	}
	all->process[all->count] = (struct ccs_process){};
	return &all->process[all->count++];
}

static int compare(const void *a, const void *b)
{
	const struct ccs_process *const x = a;
	const struct ccs_process *const y = b;

	return (x->pid > y->pid) - (x->pid < y->pid);
}

static struct ccs_process *find(const struct ccs_processes *all, pid_t pid)
{
	const struct ccs_process key = { .pid = pid };

	return bsearch(&key, all->process, all->count, sizeof(key), compare);
}

/* Backwards, so that children end up in the order of their ids. */
static void link_children(struct ccs_processes *all)
{
	size_t i;

	for (i = all->count; i-- > 0;) {
		struct ccs_process *const process = &all->process[i];
		struct ccs_process *const parent = find(all, process->parent);

		if (!parent || parent == process)
			continue;
		process->next = parent->child;
		parent->child = process;
	}
}

/* "PID=1 PPID=0 NAME=init", which has no blank within. */
static void take_remote(struct ccs_processes *all, const char *line)
{
	struct ccs_process one = {};
	char name[sizeof(one.name)] = "";

	if (sscanf(line, "PID=%d PPID=%d NAME=%63s", &one.pid, &one.parent,
		   name) < 2 || one.pid <= 0)
		return;
	strcpy(one.name, name);
	*add(all) = one;
}

static int read_remote(struct ccs_processes *all, bool kernel)
{
	struct ccs_strbuf text = {};
	const int err = ccs_remote_processes(kernel, &text);
	char *rest = text.text, *line;

	while (!err && (line = strsep(&rest, "\n")))
		take_remote(all, line);
	ccs_strbuf_free(&text);
	return err;
}

static int read_local(struct ccs_processes *all, const char *proc, bool kernel)
{
	DIR *dir = opendir(proc);
	const struct dirent *entry;
	char text[4096];

	if (!dir)
		return -errno;
	while ((entry = readdir(dir))) {
		const pid_t pid = atoi(entry->d_name);
		struct ccs_process *process;

		if (pid <= 0)
			continue;
		process = add(all);
		process->pid = pid;
		read_stat(dirfd(dir), pid, text, sizeof(text));
		parse_stat(process, text);
		if (process->kernel && !kernel)
			all->count--;
	}
	closedir(dir);
	return 0;
}

/**
 * ccs_processes_read - list the processes of the machine whose nodes we use
 * @all: filled in
 * @proc: where proc is mounted, if that is this machine
 * @kernel: list kernel threads too
 *
 * Return: 0 or -errno.
 */
int ccs_processes_read(struct ccs_processes *all, const char *proc,
		       bool kernel)
{
	int err;

	*all = (struct ccs_processes){};
	err = ccs_remote_used() ? read_remote(all, kernel) :
				  read_local(all, proc, kernel);
	if (err) {
		ccs_processes_free(all);
		return err;
	}
	if (all->count)
		qsort(all->process, all->count, sizeof(*all->process),
		      compare);
	link_children(all);
	return 0;
}

static void walk(struct ccs_process *process, int depth,
		 ccs_process_visitor each, void *data)
{
	struct ccs_process *child;

	process->listed = true;
	each(process, depth, data);
	for (child = process->child; child; child = child->next)
		if (!child->listed)
			walk(child, depth + 1, each, data);
}

/**
 * ccs_processes_walk - visit parents before children, from process 1 down
 * @all: the processes
 * @each: called for each; those that don't descend from process 1 come last,
 *	with depth 0
 * @data: passed to @each
 */
void ccs_processes_walk(struct ccs_processes *all, ccs_process_visitor each,
			void *data)
{
	struct ccs_process *const first = find(all, 1);
	size_t i;

	if (first)
		walk(first, 0, each, data);
	for (i = 0; i < all->count; i++)
		if (!all->process[i].listed)
			each(&all->process[i], 0, data);
}

/**
 * ccs_processes_has - is there such a process?
 * @all: the processes
 * @pid: its id
 *
 * Return: true if there is.
 */
bool ccs_processes_has(const struct ccs_processes *all, pid_t pid)
{
	return find(all, pid);
}

/**
 * ccs_processes_walk_from - visit a process, then what descends from it
 * @all: the processes
 * @pid: the process; without it nothing is visited
 * @each: called for each; the process has depth 0
 * @data: passed to @each
 */
void ccs_processes_walk_from(struct ccs_processes *all, pid_t pid,
			     ccs_process_visitor each, void *data)
{
	struct ccs_process *const top = find(all, pid);

	if (top)
		walk(top, 0, each, data);
}

/**
 * ccs_processes_free - drop the list
 * @all: the processes
 */
void ccs_processes_free(struct ccs_processes *all)
{
	free(all->process);
}
