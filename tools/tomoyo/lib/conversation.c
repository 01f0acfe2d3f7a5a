// SPDX-License-Identifier: GPL-2.0-only
/*
 * A person answers requests that wait
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "asking.h"
#include "clock.h"
#include "conversation.h"
#include "decision.h"
#include "fail.h"
#include "iface.h"
#include "record_show.h"
#include "term.h"
#include "text.h"
#include "when.h"

#define SECOND 1000

static struct ccs_record *current_record(const struct ccs_conversation *talk)
{
	return ccs_pending_find(talk->pending, talk->serial);
}

static void ask(struct ccs_conversation *talk, const struct ccs_record *record)
{
	talk->column = ccs_asking_prompt(record);
}

static void tell_others(struct ccs_conversation *talk)
{
	const size_t others = talk->pending->count - 1;

	if (others)
		printf("(%zu more wait%s: 'J' shows the next, 'K' the one before)\n",
		       others, others == 1 ? "s" : "");
	talk->told = others;
}

/* A header begins with the time between two #. */
static void tell_time(const struct ccs_record *record)
{
	const size_t len = *record->header == '#' ?
			   strcspn(record->header + 1, "#") : 0;
	char *const utc = ccs_format("%.*s", (int)len, record->header + 1);
	char *const when = ccs_when(utc, true);

	if (len)
		printf("(%s)\n", when);
	free(when);
	free(utc);
}

static void show(struct ccs_conversation *talk, const struct ccs_record *record)
{
	/* The same program goes on, or another one begins. */
	if (talk->pid && talk->pid != record->pid)
		puts("----------------------------------------");
	talk->pid = record->pid;
	ccs_record_show(record, talk->color);
	if (talk->local)
		tell_time(record);
	if (record->retry)
		printf("(retry %lu)\n", record->retry);
	tell_others(talk);
	if (talk->timeout)
		printf("(%s unless it is answered within %u seconds)\n",
		       ccs_answer_said(talk->fallback), talk->timeout);
	talk->shown = ccs_clock();
	if (talk->bell)
		putchar('\a');
	ccs_term_forget();
	ask(talk, record);
	talk->serial = record->serial;
	talk->asked = true;
}

static void write_down(struct ccs_conversation *talk, const char *what,
		       const char *line)
{
	ccs_decision_write(talk->log, current_record(talk), what, line);
}

static void answer(struct ccs_conversation *talk, enum ccs_answer how)
{
	int err;

	write_down(talk, ccs_answer_said(how), NULL);
	err = ccs_pending_answer(talk->pending, talk->serial, how);
	talk->asked = false;
	if (err)
		ccs_iface_fail("query", err);
	putchar('\n');
}

static void show_policy(struct ccs_conversation *talk)
{
	struct ccs_strbuf text = {};
	const int err = ccs_pending_policy(talk->serial, &text);

	if (err)
		ccs_iface_fail("domain_policy", err);
	else
		ccs_term_print(text.text, text.len, CCS_CONVERSATION_STUCK);
	ccs_strbuf_free(&text);
}

static void add_line(struct ccs_conversation *talk, const char *line)
{
	struct ccs_strbuf reason = {};
	int err;

	write_down(talk, "to be added:", line);
	err = ccs_pending_add(talk->serial, line, &reason);
	if (err == -EINVAL)
		printf("Not added: %s\n", reason.len ? reason.text :
		       "the kernel refused it");
	else if (err)
		ccs_iface_fail("domain_policy", err);
	else
		printf("Added '%s'.\n", line);
	ccs_strbuf_free(&reason);
}

static void start_editing(struct ccs_conversation *talk,
			  const struct ccs_record *record)
{
	ccs_asking_offer(record, talk->rules, &talk->edit);
	talk->editing = true;
	ccs_prompt_draw(&talk->prompt, &talk->edit);
}

/* Takes the line that was typed; a mistake in it is typed again. */
static void end_editing(struct ccs_conversation *talk, bool cancelled)
{
	const struct ccs_record *const record = current_record(talk);
	char *const line = ccs_strdup(talk->edit.text.text);

	if (isatty(STDOUT_FILENO))
		putchar('\n');
	else
		printf("%s%s\n", talk->prompt.text, line);
	talk->editing = false;
	if (cancelled || !ccs_text_normalise(line, strlen(line))) {
		puts("Nothing was added.");
		answer(talk, CCS_ANSWER_RETRY);
	} else if (record && !ccs_asking_good(record, line)) {
		ccs_edit_start(&talk->edit, line);
		talk->editing = true;
		ccs_prompt_draw(&talk->prompt, &talk->edit);
	} else {
		ccs_edit_remember(&talk->edit, line);
		add_line(talk, line);
		answer(talk, CCS_ANSWER_RETRY);
	}
	free(line);
}

/* Shows the request behind or before the one on the screen. */
static void turn(struct ccs_conversation *talk, int step)
{
	struct ccs_pending *const pending = talk->pending;
	const struct ccs_record *const now = current_record(talk);
	const size_t at = now ? now - pending->record : 0;

	if (pending->count < 2)
		return;
	ccs_countdown_erase(&talk->countdown);
	printf("%c\n\n", step < 0 ? 'k' : 'j');
	show(talk, &pending->record[(at + pending->count + step) %
				    pending->count]);
}

static void take_answer(struct ccs_conversation *talk,
			const struct ccs_record *record, int key)
{
	const bool entries = !ccs_asking_domain(record);

	if (key == 'j' || key == 'k') {
		turn(talk, key == 'j' ? 1 : -1);
		return;
	}
	if (!strchr(entries ? "ynrsa" : "ynr", key))
		return;
	ccs_countdown_erase(&talk->countdown);
	printf("%c\n", key);
	if (key == 's')
		show_policy(talk);
	if (key == 'a')
		start_editing(talk, record);
	else
		answer(talk, key == 'y' ? CCS_ANSWER_ALLOW : key == 'n' ?
			     CCS_ANSWER_REFUSE : CCS_ANSWER_RETRY);
}

/**
 * ccs_conversation_key - take a key
 * @talk: what is on the screen
 * @key: the key, as ccs_term_key() gives it
 */
void ccs_conversation_key(struct ccs_conversation *talk, int key)
{
	const struct ccs_record *const record = current_record(talk);
	enum ccs_edit_state state;

	if (key == CCS_KEY_END_OF_INPUT)
		talk->over = true;
	if (key < 0 || !record)
		return;
	if (!talk->editing) {
		if (key < 0x7f)
			take_answer(talk, record, key | 0x20);
		return;
	}
	state = ccs_edit_key(&talk->edit, key);
	if (state == CCS_EDIT_MORE)
		ccs_prompt_draw(&talk->prompt, &talk->edit);
	else
		end_editing(talk, state == CCS_EDIT_CANCELLED);
}

static void tell_gone(struct ccs_conversation *talk)
{
	ccs_countdown_erase(&talk->countdown);
	puts("\n(That request does not wait any more.)\n");
	talk->asked = false;
	talk->editing = false;
}

/**
 * ccs_conversation_look - look what waits, and show it
 * @talk: what is on the screen; somebody else may have answered that
 */
void ccs_conversation_look(struct ccs_conversation *talk)
{
	struct ccs_pending *const pending = talk->pending;
	const int err = ccs_pending_read(pending);

	if (err)
		ccs_die(ccs_iface_fail("query", err), "stopped");
	if (talk->asked && !current_record(talk))
		tell_gone(talk);
	if (!talk->asked && pending->count)
		show(talk, &pending->record[0]);
	if (talk->asked && !talk->editing && talk->told < pending->count - 1) {
		ccs_countdown_erase(&talk->countdown);
		putchar('\n');
		tell_others(talk);
		ask(talk, current_record(talk));
	}
}

/* When it is over with the request on the screen; 0 if it never is. */
static long long end_of(const struct ccs_conversation *talk)
{
	const struct ccs_record *const record =
		talk->asked ? current_record(talk) : NULL;
	long long end = 0, kernel;

	/* Who is typing a line is there. */
	if (!record || talk->editing)
		return 0;
	if (talk->timeout)
		end = talk->shown + talk->timeout * (long long)SECOND;
	if (!talk->limit)
		return end;
	kernel = ccs_pending_end(talk->pending, record, talk->limit);
	return end && end < kernel ? end : kernel;
}

static void expire(struct ccs_conversation *talk)
{
	if (!talk->timeout || !talk->asked || talk->editing ||
	    ccs_clock() - talk->shown < talk->timeout * (long long)SECOND)
		return;
	ccs_countdown_erase(&talk->countdown);
	printf("\n(%s, since nobody answered.)\n",
	       ccs_answer_said(talk->fallback));
	answer(talk, talk->fallback);
}

/**
 * ccs_conversation_tick - do what is due
 * @talk: what is on the screen
 */
void ccs_conversation_tick(struct ccs_conversation *talk)
{
	long long end;

	expire(talk);
	end = end_of(talk);
	if (end)
		ccs_countdown_draw(&talk->countdown, end - ccs_clock(),
				   talk->column);
}

/**
 * ccs_conversation_pause - how long nothing is due
 * @talk: what is on the screen
 * @pause: milliseconds that one would wait otherwise
 *
 * Return: milliseconds.
 */
int ccs_conversation_pause(const struct ccs_conversation *talk, int pause)
{
	const long long end = end_of(talk);
	const long long left = end ? end - ccs_clock() : 0;
	/* Until another second is on the screen. */
	const int next = left > 0 ? left % SECOND + 1 : pause;

	return next < pause ? next : pause;
}

/**
 * ccs_conversation_resized - the terminal has another size
 * @talk: what is on the screen
 */
void ccs_conversation_resized(struct ccs_conversation *talk)
{
	if (talk->editing)
		ccs_prompt_resized(&talk->prompt, &talk->edit);
	ccs_countdown_erase(&talk->countdown);
}

/**
 * ccs_conversation_end - say no more
 * @talk: what is on the screen
 */
void ccs_conversation_end(struct ccs_conversation *talk)
{
	ccs_countdown_erase(&talk->countdown);
	putchar('\n');
	ccs_edit_free(&talk->edit);
}
