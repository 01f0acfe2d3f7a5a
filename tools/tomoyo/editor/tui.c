// SPDX-License-Identifier: GPL-2.0-only
/*
 * The editor on a terminal
 */

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "../lib/clock.h"
#include "../lib/fail.h"
#include "../lib/term.h"
#include "complete.h"
#include "screen.h"
#include "terminal.h"
#include "tui.h"

static void catch_signals(struct tui *tui)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGWINCH);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	tui->signals = signalfd(-1, &signals, SFD_CLOEXEC);
	if (tui->signals < 0)
		ccs_die(CCS_EXIT_IO, "signalfd: %s", strerror(errno));
}

static void take_signal(struct tui *tui)
{
	struct signalfd_siginfo info;

	if (read(tui->signals, &info, sizeof(info)) != sizeof(info))
		return;
	if (info.ssi_signo == SIGWINCH)
		draw_resize(tui);
	else
		tui->front.ed->stop = true;
}

/* Text that was meant for something else is no key. */
static int ignore_pasted(struct tui *tui)
{
	editor_say(tui->front.ed, false,
		   "Pasted text is ignored where no line is typed.");
	return CCS_KEY_NONE;
}

/**
 * tui_key - wait for a key, or something else that changes the screen
 * @tui: the terminal
 *
 * Return: the key; CCS_KEY_NONE if the screen is to be drawn again. When the
 * program is to end, CCS_KEY_END_OF_INPUT.
 */
int tui_key(struct tui *tui)
{
	struct pollfd input[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = tui->signals, .events = POLLIN },
	};
	const bool requests = tui->front.ed->now == SCREEN_PENDING;
	const int wait = requests || tui->ticks ? 1000 : tui->refresh ?
			 (int)tui->refresh * 1000 : -1;
	int key;

	if (tui->front.ed->stop)
		return CCS_KEY_END_OF_INPUT;
	if (poll(input, 2, wait) < 0)
		return CCS_KEY_NONE;
	if (input[1].revents)
		take_signal(tui);
	if (requests && !input[0].revents)
		request_tick(tui->front.ed);
	key = input[0].revents ? ccs_term_key() : CCS_KEY_NONE;
	if (key >= 0 && ccs_term_pasted() && !tui->typing)
		key = ignore_pasted(tui);
	if (key == CCS_KEY_END_OF_INPUT)
		tui->front.ed->stop = true;
	return tui->front.ed->stop ? CCS_KEY_END_OF_INPUT : key;
}

static struct tui *tui_of(struct front *front)
{
	return (struct tui *)front;
}

static enum ccs_edit_state take_key(struct editor *ed, int key,
				    unsigned int step)
{
	free(ed->message);
	ed->message = NULL;
	if (key != '\t' || step == 1)
		return ccs_edit_key(&ed->edit, key);
	complete(ed);
	return CCS_EDIT_MORE;
}

/* Profile numbers and values are no lines to be had again. */
static char *ask_line(struct front *front, const char *prompt,
		      const char *text, unsigned int step)
{
	struct ccs_edit *const edit = &front->ed->edit;
	struct ccs_list history = edit->history;
	enum ccs_edit_state state = CCS_EDIT_MORE;

	if (step == 1)
		edit->history = (struct ccs_list){};
	ccs_edit_start(edit, text);
	tui_of(front)->typing = true;
	while (state == CCS_EDIT_MORE) {
		int key;

		draw_prompt(tui_of(front), prompt, step);
		key = tui_key(tui_of(front));
		if (key != CCS_KEY_NONE)
			state = take_key(front->ed, key, step);
	}
	tui_of(front)->typing = false;
	edit->history = history;
	return state == CCS_EDIT_DONE ? ccs_strdup(edit->text.text) : NULL;
}

static int choose(struct front *front, const char *question,
		  const char *letters)
{
	for (;;) {
		int key;

		draw_question(tui_of(front), question);
		key = tui_key(tui_of(front));
		if (key == CCS_KEY_END_OF_INPUT || key == '\033')
			return -1;
		if (key > 0 && key < 0x80 && strchr(letters, tolower(key)))
			return tolower(key);
	}
}

static int ask_yes(struct front *front, const char *question)
{
	const int key = choose(front, question, "yn");

	return key < 0 ? -1 : key == 'y';
}

static int ask_until(struct front *front, const char *question, long long when)
{
	struct tui *const tui = tui_of(front);
	int answer = -1;

	tui->ticks = true;
	while (answer < 0) {
		const long long left = when - ccs_clock();
		char *const text = ccs_format("Undone in %lld seconds. %s",
					      (left + 999) / 1000, question);
		int key;

		draw_question(tui, text);
		free(text);
		key = left > 0 ? tui_key(tui) : CCS_KEY_END_OF_INPUT;
		if (key == 'y' || key == 'Y')
			answer = 1;
		else if (key == 'n' || key == 'N' || key == CCS_KEY_END_OF_INPUT)
			answer = 0;
	}
	tui->ticks = false;
	return answer;
}

static int show_page(struct front *front, const struct ccs_list *lines)
{
	struct tui *const tui = tui_of(front);
	size_t top = 0;

	for (;;) {
		const size_t rows = page_height(tui, lines);
		const size_t last = lines->count > rows ?
				    lines->count - rows : 0;
		int key;

		top = top < last ? top : last;
		draw_page(tui, lines, top);
		key = tui_key(tui);
		if (key == CCS_KEY_DOWN || key == CCS_KEY_WHEEL_DOWN)
			top++;
		else if (key == CCS_KEY_UP || key == CCS_KEY_WHEEL_UP)
			top -= top > 0;
		else if (key == CCS_KEY_PAGE_DOWN)
			top += rows;
		else if (key == CCS_KEY_PAGE_UP)
			top -= top < rows ? top : rows;
		else if (key != CCS_KEY_NONE)
			return key;
	}
}

static size_t list_rows(struct front *front)
{
	return draw_height(tui_of(front));
}

static size_t list_columns(struct front *front)
{
	return draw_text_columns(tui_of(front));
}

static long list_clicked(struct front *front)
{
	int row, column;

	ccs_term_clicked(&row, &column);
	return draw_line_at(tui_of(front), row, column);
}

static void take_mouse(struct front *front, bool take)
{
	terminal_mouse(take);
}

static const struct front_ops ops = {
	.line = ask_line,
	.choose = choose,
	.yes = ask_yes,
	.until = ask_until,
	.page = show_page,
	.rows = list_rows,
	.columns = list_columns,
	.clicked = list_clicked,
	.mouse = take_mouse,
};

/**
 * tui_start - take the terminal
 * @tui: filled in
 * @ed: what is edited
 * @refresh: seconds between two readings, 0 for never
 */
void tui_start(struct tui *tui, struct editor *ed, unsigned int refresh)
{
	*tui = (struct tui){
		.front = { .ops = &ops, .ed = ed },
		.refresh = refresh,
	};
	catch_signals(tui);
	draw_start(tui);
}

/**
 * tui_run - let the person work until the end
 * @tui: the terminal
 */
void tui_run(struct tui *tui)
{
	struct editor *const ed = tui->front.ed;
	long long read_at = ccs_clock();

	while (!ed->stop) {
		int key;

		draw_all(tui);
		key = tui_key(tui);
		if (key != CCS_KEY_NONE && key != CCS_KEY_END_OF_INPUT)
			keys_press(&tui->front, key);
		if (!tui->refresh ||
		    ccs_clock() - read_at < (long long)tui->refresh * 1000)
			continue;
		editor_load(ed);
		read_at = ccs_clock();
	}
}

/**
 * tui_stop - leave the terminal as it was
 * @tui: the terminal
 */
void tui_stop(struct tui *tui)
{
	draw_stop();
	close(tui->signals);
}
