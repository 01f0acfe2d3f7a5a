// SPDX-License-Identifier: GPL-2.0-only
/*
 * What comes from the other end of a connection
 */

#include <errno.h>
#include <unistd.h>

#include "peer.h"

static bool fill(struct ccs_peer *peer)
{
	ssize_t n;

	if (peer->lost)
		return false;
	do {
		n = read(peer->in, peer->bytes, sizeof(peer->bytes));
	} while (n < 0 && errno == EINTR);
	peer->at = 0;
	peer->len = n > 0 ? n : 0;
	peer->lost = n <= 0;
	peer->late = n < 0 && errno == EAGAIN;
	return n > 0;
}

/**
 * ccs_peer_byte - the next byte
 * @peer: the connection
 *
 * Return: the byte, or -1 if the connection ended.
 */
int ccs_peer_byte(struct ccs_peer *peer)
{
	if (peer->at == peer->len && !fill(peer))
		return -1;
	return (unsigned char)peer->bytes[peer->at++];
}

/**
 * ccs_peer_until - take what comes before a byte
 * @peer: the connection
 * @end: that byte, which is taken too
 * @text: what comes before it, with a NUL instead of it
 * @size: bytes of @text
 *
 * Return: false if the connection ended or @text is too small.
 */
bool ccs_peer_until(struct ccs_peer *peer, char end, char *text, size_t size)
{
	size_t len = 0;
	int byte;

	while ((byte = ccs_peer_byte(peer)) >= 0 && len < size) {
		text[len++] = byte;
		if (byte != (unsigned char)end)
			continue;
		text[len - 1] = '\0';
		return true;
	}
	return false;
}

/**
 * ccs_peer_take - take a number of bytes
 * @peer: the connection
 * @text: they are added here
 * @len: their number
 *
 * Memory grows only with what did come.
 *
 * Return: false if the connection ended before.
 */
bool ccs_peer_take(struct ccs_peer *peer, struct ccs_strbuf *text, size_t len)
{
	while (len) {
		size_t n = peer->len - peer->at;

		if (!n) {
			if (!fill(peer))
				return false;
			continue;
		}
		n = n < len ? n : len;
		ccs_strbuf_add(text, peer->bytes + peer->at, n);
		peer->at += n;
		len -= n;
	}
	return true;
}

/**
 * ccs_peer_send - send bytes
 * @peer: the connection
 * @text: the bytes
 * @len: their number
 *
 * Return: false if the connection ended.
 */
bool ccs_peer_send(struct ccs_peer *peer, const char *text, size_t len)
{
	while (len && !peer->lost) {
		const ssize_t n = write(peer->out, text, len);

		if (n > 0) {
			text += n;
			len -= n;
		} else if (!n || errno != EINTR) {
			peer->lost = true;
			peer->late = n < 0 && errno == EAGAIN;
		}
	}
	return !peer->lost;
}
