/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What comes from the other end of a connection
 */

#ifndef CCS_LIB_PEER_H
#define CCS_LIB_PEER_H

#include <stdbool.h>
#include <stddef.h>

#include "strbuf.h"

/**
 * struct ccs_peer - a connection with what was read ahead
 * @in: where bytes come from
 * @out: where they go to
 * @lost: it ended, or nothing more can be sent
 * @late: because the other end took longer than the descriptor lets it
 * @bytes: what was read ahead
 * @at: the next one of them
 * @len: their number
 */
struct ccs_peer {
	int in;
	int out;
	bool lost;
	bool late;
	char bytes[4096];
	size_t at;
	size_t len;
};

int ccs_peer_byte(struct ccs_peer *peer);
bool ccs_peer_until(struct ccs_peer *peer, char end, char *text, size_t size);
bool ccs_peer_take(struct ccs_peer *peer, struct ccs_strbuf *text, size_t len);
bool ccs_peer_send(struct ccs_peer *peer, const char *text, size_t len);

#endif /* CCS_LIB_PEER_H */
