/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Isolated processes
 *
 * A neighbour is a probe that has entered an id, owns one of everything that
 * others can reach, and does nothing. What is tried against it happens in a second
 * probe of the same user.
 */

#ifndef CCS_SELFTESTS_ISOLATE_H
#define CCS_SELFTESTS_ISOLATE_H

#include <stdbool.h>

#include "common.h"

#define SELF_UUID NODES "self_uuid"

/* What is no id: nothing is written, or the node is only opened. */
#define FREE "-"
#define HALF "?"

/* What a neighbour owns. */
#define THEIR_FIFO DIR "/shared/fifo"
#define THEIR_QUEUE "/ccs_queue"
#define THEIR_STREAM "ccs_stream"
#define THEIR_SEQPACKET "ccs_seqpacket"
#define THEIR_DGRAM "ccs_dgram"
#define THEIR_KEY 0x1c5
#define THEIR_PIPE 80
#define THEIR_MEMORY "their memory"

/* As nobody, since everybody is the same user. */
#define NOBODY 65534

/* What needs no argument. */
#define WAY(name) static int name(char **args __attribute__((unused)))

int isolate_world(void);
int isolate_as(const char *id);
int isolate_nobody(const char *id);
const char *isolate_state(void);
int neighbour_start(struct probe *neighbour, const char *id);
void neighbour_end(struct probe *neighbour);
int isolate_records(const char *what, const char *id, const char *other);
const char *isolate_line(const char *what, const char *id, const char *other);
const char *state_of(pid_t pid);
int isolate_pass(int via, int fd);
int isolate_take(int via);

#endif /* CCS_SELFTESTS_ISOLATE_H */
