// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records in the journal
 *
 * One datagram an entry, a line for each field, as systemd documents for
 * programs that don't use its library.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include "fail.h"
#include "journal.h"
#include "strbuf.h"

/* A value may not contain a newline in this form; names never do. */
static void put(struct ccs_strbuf *out, const char *key, const char *value)
{
	const size_t start = out->len + strlen(key) + 1;
	size_t i;

	ccs_strbuf_puts(out, key);
	ccs_strbuf_puts(out, "=");
	ccs_strbuf_puts(out, value);
	for (i = start; i < out->len; i++)
		if (out->text[i] == '\n')
			out->text[i] = ' ';
	ccs_strbuf_puts(out, "\n");
}

static void put_number(struct ccs_strbuf *out, const char *key, long number)
{
	char *const text = ccs_format("%ld", number);

	put(out, key, text);
	free(text);
}

static void put_word(struct ccs_strbuf *out, const char *key,
		     const struct ccs_record *record, const char *name)
{
	char *const value = ccs_record_word(record, name);

	if (value)
		put(out, key, value);
	free(value);
}

static int send_entry(const char *path, const struct ccs_strbuf *entry)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd, err = 0;

	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (sendto(fd, entry->text, entry->len, MSG_NOSIGNAL | MSG_DONTWAIT,
		   (const struct sockaddr *)&address, sizeof(address)) < 0)
		err = -errno;
	close(fd);
	return err;
}

/* What enforcing mode refused is a warning, what was granted is news. */
static int priority(const struct ccs_record *record)
{
	if (strstr(record->header, " granted=yes "))
		return LOG_INFO;
	return strstr(record->header, " mode=enforcing ") ? LOG_WARNING :
							    LOG_NOTICE;
}

/**
 * ccs_journal_store - store a record
 * @path: the journal's socket
 * @record: the record
 *
 * Return: 0 or -errno.
 */
int ccs_journal_store(const char *path, const struct ccs_record *record)
{
	char *const message = ccs_format("%s: %s", record->domain,
					 record->request);
	struct ccs_strbuf entry = {};
	int err;

	put(&entry, "MESSAGE", message);
	put_number(&entry, "PRIORITY", priority(record));
	put(&entry, "SYSLOG_IDENTIFIER", ccs_fail_program());
	put(&entry, "CCS_DOMAIN", record->domain);
	put(&entry, "CCS_ACL", record->request);
	put_word(&entry, "CCS_PROFILE", record, "profile");
	put_word(&entry, "CCS_MODE", record, "mode");
	put_word(&entry, "CCS_GRANTED", record, "granted");
	put_number(&entry, "CCS_PID", record->pid);
	if (record->query)
		put_number(&entry, "CCS_SERIAL", record->serial);
	put(&entry, "CCS_HEADER", record->header);
	err = send_entry(path, &entry);
	ccs_strbuf_free(&entry);
	free(message);
	return err;
}

/**
 * ccs_journal_say - store a message
 * @path: the journal's socket
 * @text: the message
 *
 * Return: 0 or -errno.
 */
int ccs_journal_say(const char *path, const char *text)
{
	struct ccs_strbuf entry = {};
	int err;

	put(&entry, "MESSAGE", text);
	put_number(&entry, "PRIORITY", LOG_WARNING);
	put(&entry, "SYSLOG_IDENTIFIER", ccs_fail_program());
	err = send_entry(path, &entry);
	ccs_strbuf_free(&entry);
	return err;
}
