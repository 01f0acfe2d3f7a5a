// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that a program answers
 *
 * One object a line, both ways: requests and what became of them on standard
 * output, answers on standard input.
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "candidate.h"
#include "clock.h"
#include "decision.h"
#include "flat_json.h"
#include "iface.h"
#include "json.h"
#include "option.h"
#include "query_batch.h"
#include "record_json.h"
#include "text.h"

/* Milliseconds after which one looks what waits, and tells that one is there. */
#define LOOK 250
#define KEEP 1000
/* An answer is not longer than a line of policy may be, with escapes. */
#define LINE_MAX_LEN 1048576

/**
 * struct told - a request that was told of
 * @serial: its number
 * @since: when, as ccs_clock() says it
 */
struct told {
	unsigned long serial;
	long long since;
};

/**
 * struct talk - a conversation
 * @batch: with whom
 * @told: requests that wait
 * @count: their number
 * @input: what was read of a line
 * @kept: when the kernel was last told that somebody is there
 * @ended: it is over
 */
struct talk {
	struct ccs_query_batch *batch;
	struct told *told;
	size_t count;
	struct ccs_strbuf input;
	long long kept;
	bool ended;
};

static const struct {
	const char *word;
	const char *said;
} answers[] = {
	[CCS_ANSWER_ALLOW] = { "grant", "allowed once" },
	[CCS_ANSWER_REFUSE] = { "deny", "refused" },
	[CCS_ANSWER_RETRY] = { "retry", "to be judged again" },
};

/**
 * ccs_answer_known - find an answer
 * @word: «grant», «deny» or «retry»
 *
 * Return: it, or CCS_ANSWER_NONE.
 */
enum ccs_answer ccs_answer_known(const char *word)
{
	int i;

	for (i = CCS_ANSWER_ALLOW; i <= CCS_ANSWER_RETRY; i++)
		if (!strcmp(word, answers[i].word))
			return i;
	return CCS_ANSWER_NONE;
}

/**
 * ccs_answer_said - an answer in words
 * @answer: the answer
 *
 * Return: the words, such as «allowed once».
 */
const char *ccs_answer_said(enum ccs_answer answer)
{
	return answers[answer].said;
}

/**
 * ccs_query_batch_default - take an option's argument
 * @batch: its fallback is set
 * @word: the argument; one that is wrong ends the program
 */
void ccs_query_batch_default(struct ccs_query_batch *batch, const char *word)
{
	batch->fallback = ccs_answer_known(word);
	if (batch->fallback == CCS_ANSWER_NONE)
		ccs_usage_error("--default is grant, deny or retry, not '%s'",
				word);
}

/**
 * ccs_query_batch_timeout - take an option's argument
 * @batch: its timeout is set
 * @word: the argument; one that is wrong ends the program
 */
void ccs_query_batch_timeout(struct ccs_query_batch *batch, const char *word)
{
	char *end;

	batch->timeout = strtoul(word, &end, 10);
	if (*word < '1' || *word > '9' || *end || strlen(word) > 5)
		ccs_usage_error("--timeout is a number of seconds, not '%s'",
				word);
}

static void say_error(const char *why)
{
	printf("{\"schema\":1,\"type\":\"error\",\"message\":");
	ccs_json_print(why);
	puts("}");
}

/* Milliseconds until it is over with a new request; -1 if it never is. */
static long long time_left(const struct ccs_query_batch *batch,
			   const struct ccs_record *record)
{
	long long left = batch->timeout ? batch->timeout * 1000LL : -1;
	long long kernel;

	if (!batch->limit)
		return left;
	kernel = ccs_pending_end(batch->pending, record, batch->limit) -
		 ccs_clock();
	return left >= 0 && left < kernel ? left : kernel > 0 ? kernel : 0;
}

static void tell_query(const struct ccs_query_batch *batch,
		       const struct ccs_record *record)
{
	const long long left = time_left(batch, record);
	struct ccs_strbuf out = {};

	ccs_record_json(&out, record, 0);
	/* Before the brace that ends it. */
	printf("%.*s,\"expires_in_ms\":", (int)out.len - 1, out.text);
	if (left < 0)
		puts("null}");
	else
		printf("%lld}\n", left);
	ccs_strbuf_free(&out);
}

static void forget(struct talk *talk, size_t i)
{
	talk->count--;
	memmove(&talk->told[i], &talk->told[i + 1],
		(talk->count - i) * sizeof(*talk->told));
}

static bool was_told(const struct talk *talk, unsigned long serial)
{
	size_t i;

	for (i = 0; i < talk->count; i++)
		if (talk->told[i].serial == serial)
			return true;
	return false;
}

static void tell_new(struct talk *talk)
{
	const struct ccs_pending *const pending = talk->batch->pending;
	size_t i;

	for (i = 0; i < pending->count; i++) {
		const struct ccs_record *const record = &pending->record[i];

		if (was_told(talk, record->serial))
			continue;
		tell_query(talk->batch, record);
		talk->told = ccs_realloc(talk->told, (talk->count + 1) *
						     sizeof(*talk->told));
		talk->told[talk->count++] = (struct told){
			record->serial, ccs_clock(),
		};
	}
}

/* Somebody else answered, or it took too long. */
static void tell_gone(struct talk *talk)
{
	size_t i = 0;

	while (i < talk->count) {
		const unsigned long serial = talk->told[i].serial;

		if (ccs_pending_find(talk->batch->pending, serial)) {
			i++;
			continue;
		}
		printf("{\"schema\":1,\"type\":\"gone\",\"serial\":%lu}\n",
		       serial);
		forget(talk, i);
	}
}

static void give(struct talk *talk, unsigned long serial,
		 enum ccs_answer answer, bool added, bool expired)
{
	struct ccs_query_batch *const batch = talk->batch;
	int err;
	size_t i;

	ccs_decision_write(batch->log,
			   ccs_pending_find(batch->pending, serial),
			   answers[answer].said, NULL);
	err = ccs_pending_answer(batch->pending, serial, answer);
	for (i = 0; i < talk->count; i++)
		if (talk->told[i].serial == serial)
			forget(talk, i--);
	printf("{\"schema\":1,\"type\":\"answered\",\"serial\":%lu,\"answer\":\"%s\"",
	       serial, answers[answer].word);
	printf(",\"accepted\":%s,\"added\":%s,\"expired\":%s}\n",
	       err ? "false" : "true", added ? "true" : "false",
	       expired ? "true" : "false");
	if (err)
		ccs_iface_fail("query", err);
}

/* Return: NULL, or why the line was not added. */
static char *add(struct talk *talk, const struct ccs_record *record,
		 const char *text)
{
	char *const line = ccs_strdup(text);
	struct ccs_strbuf reason = {};
	struct ccs_remark error;
	char *why = NULL;
	int err;

	if (!ccs_text_normalise(line, strlen(line))) {
		why = ccs_strdup("an empty line");
	} else if (!ccs_candidate_good(record, line, &error)) {
		why = ccs_format("'%.*s': %s", (int)error.len, line + error.at,
				 error.why);
	} else {
		ccs_decision_write(talk->batch->log, record, "to be added:",
				   line);
		err = ccs_pending_add(record->serial, line, &reason);
		if (err)
			why = ccs_strdup(reason.len ? reason.text :
					 strerror(-err));
	}
	ccs_strbuf_free(&reason);
	free(line);
	return why;
}

static const char *take_object(struct talk *talk,
			       const struct ccs_flat_json *object)
{
	const char *const serial = ccs_flat_json_value(object, "serial");
	const char *const word = ccs_flat_json_value(object, "answer");
	const char *const line = ccs_flat_json_value(object, "add");
	enum ccs_answer answer = word ? ccs_answer_known(word) :
				 line ? CCS_ANSWER_RETRY : CCS_ANSWER_NONE;
	const struct ccs_record *record;
	char *end, *why;

	if (!serial || *serial < '0' || *serial > '9')
		return "no serial";
	record = ccs_pending_find(talk->batch->pending,
				  strtoul(serial, &end, 10));
	if (*end || !record)
		return "no such request waits";
	if (answer == CCS_ANSWER_NONE)
		return "an answer is grant, deny or retry; or add is a line";
	if (line) {
		why = add(talk, record, line);
		if (why) {
			say_error(why);
			free(why);
			return NULL;
		}
	}
	give(talk, record->serial, answer, line, false);
	return NULL;
}

static void take_line(struct talk *talk, const char *line)
{
	struct ccs_flat_json object = {};
	const char *why;

	if (!line[strspn(line, " \t\r")])
		return;
	why = ccs_flat_json_read(&object, line);
	if (!why)
		why = take_object(talk, &object);
	if (why)
		say_error(why);
	ccs_flat_json_free(&object);
}

static void take_lines(struct talk *talk)
{
	struct ccs_strbuf *const input = &talk->input;
	char *line = input->text, *end;

	while ((end = memchr(line, '\n', input->text + input->len - line))) {
		*end = '\0';
		take_line(talk, line);
		line = end + 1;
	}
	input->len -= line - input->text;
	memmove(input->text, line, input->len);
	if (input->len <= LINE_MAX_LEN)
		return;
	say_error("a line is too long");
	talk->ended = true;
}

static void read_input(struct talk *talk)
{
	const ssize_t n = read(STDIN_FILENO,
			       ccs_strbuf_reserve(&talk->input, 4096), 4096);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		/* Its end is the end of a line, too. */
		ccs_strbuf_puts(&talk->input, "\n");
		take_lines(talk);
		talk->ended = true;
		return;
	}
	talk->input.len += n;
	take_lines(talk);
}

/* Nobody answered in time. */
static void expire(struct talk *talk)
{
	const struct ccs_query_batch *const batch = talk->batch;
	size_t i = 0;

	while (batch->timeout && i < talk->count) {
		if (ccs_clock() - talk->told[i].since < batch->timeout * 1000LL)
			i++;
		else
			give(talk, talk->told[i].serial, batch->fallback, false,
			     true);
	}
}

static int keep(struct talk *talk)
{
	if (!talk->count || talk->batch->limit ||
	    ccs_clock() - talk->kept < KEEP)
		return 0;
	talk->kept = ccs_clock();
	return ccs_pending_keep(talk->batch->pending);
}

static int step(struct talk *talk)
{
	struct ccs_pending *const pending = talk->batch->pending;
	const bool waits = pending->count || pending->others;
	struct pollfd input[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = waits ? -1 : pending->fd, .events = POLLIN },
		{ .fd = talk->batch->signals, .events = POLLIN },
	};
	int err;

	poll(input, 3, waits || pending->fd < 0 ? LOOK : KEEP);
	err = ccs_pending_read(pending);
	if (err)
		return err;
	tell_gone(talk);
	tell_new(talk);
	if (input[0].revents)
		read_input(talk);
	expire(talk);
	talk->ended |= input[2].revents || fflush(stdout);
	return keep(talk);
}

/**
 * ccs_query_batch - have a program answer requests, until it ends
 * @batch: the program
 *
 * Return: the exit status.
 */
enum ccs_exit ccs_query_batch(struct ccs_query_batch *batch)
{
	struct talk talk = { .batch = batch };
	enum ccs_exit code = CCS_EXIT_OK;
	int err = 0;

	while (!talk.ended && !err)
		err = step(&talk);
	if (err)
		code = ccs_iface_fail("query", err);
	free(talk.told);
	ccs_strbuf_free(&talk.input);
	return code;
}
