/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whoever answers requests that wait
 */

#ifndef CCS_SELFTESTS_SUPERVISOR_H
#define CCS_SELFTESTS_SUPERVISOR_H

#include <stdbool.h>
#include <stddef.h>

#define QUERY NODES "query"

/*
 * Seconds that requests wait unless a test says otherwise; no test takes so
 * long, and each ends by itself if nobody answers.
 */
#define LONG_TIMEOUT 200
#define DEFAULT_TIMEOUT 10

#define WAITING "Memory used by query message:"

/**
 * struct question - a request that waits, as the node shows it
 * @serial: its number
 * @retry: how often it was judged again
 * @text: all of it
 * @header: what is known about it
 * @domain: who waits
 * @request: the rest, without the last newline
 */
struct question {
	unsigned int serial;
	unsigned int retry;
	char text[65536];
	const char *header;
	const char *domain;
	const char *request;
};

int supervise(void);
int set_timeout(int seconds);
bool await_question(int fd, struct question *question);
bool next_question(int fd, struct question *question);
bool is_asked(const struct question *question, const char *domain, const char *request);
int answer(int fd, unsigned int serial, unsigned int what);
int keep_alive(int fd);
int add_line(unsigned int serial, const char *line);
bool none_waits(int fd);
long ms_now(void);

#endif /* CCS_SELFTESTS_SUPERVISOR_H */
