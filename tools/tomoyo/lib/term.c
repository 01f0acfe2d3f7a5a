// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keys
 *
 * For programs that scroll. Ctrl-C is a signal as ever; lines are not collected
 * and nothing is echoed. Ctrl-S and Ctrl-Z are keys like others: a program that
 * they stop would let others wait.
 */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "fail.h"
#include "term.h"

/* Milliseconds between the bytes of one key. */
#define KEY_GAP 50

static struct {
	struct termios before;
	bool changed;
	bool after_return;
	bool pasting;
	int row;
	int column;
} term;

/**
 * ccs_term_start - read keys from standard input from now on
 */
void ccs_term_start(void)
{
	struct termios now;

	if (tcgetattr(STDIN_FILENO, &term.before))
		return;
	now = term.before;
	now.c_lflag &= ~(ICANON | ECHO);
	now.c_iflag &= ~IXON;
	now.c_cc[VSUSP] = _POSIX_VDISABLE;
	now.c_cc[VMIN] = 1;
	now.c_cc[VTIME] = 0;
	term.changed = !tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
}

/**
 * ccs_term_stop - leave the terminal as it was
 *
 * Context: may be called from a signal handler. Doesn't wait for output.
 */
void ccs_term_stop(void)
{
	if (term.changed)
		tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	term.changed = false;
}

/**
 * ccs_term_forget - drop what was typed already
 *
 * So that nobody answers what was not on the screen yet.
 */
void ccs_term_forget(void)
{
	if (term.changed)
		tcflush(STDIN_FILENO, TCIFLUSH);
}

static int next_byte(int wait)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	unsigned char byte;
	ssize_t n;

	if (poll(&input, 1, wait) <= 0)
		return CCS_KEY_NONE;
	n = read(STDIN_FILENO, &byte, 1);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return CCS_KEY_NONE;
	return n > 0 ? byte : CCS_KEY_END_OF_INPUT;
}

static int numbered(int number)
{
	static const int keys[] = {
		CCS_KEY_NONE, CCS_KEY_HOME, CCS_KEY_INSERT, CCS_KEY_DELETE,
		CCS_KEY_END, CCS_KEY_PAGE_UP, CCS_KEY_PAGE_DOWN, CCS_KEY_HOME,
		CCS_KEY_END,
	};

	if (number < 1 || number >= (int)(sizeof(keys) / sizeof(keys[0])))
		return CCS_KEY_NONE;
	return keys[number];
}

#define PASTE_BEGINS	200
#define PASTE_ENDS	201

#define MOUSE_WHEEL	0x40
#define MOUSE_MOVED	0x20
#define MOUSE_BUTTON	0x03

/* Rows and columns count from 1. */
static int mouse(int what, int column, int row)
{
	term.row = row - 1;
	term.column = column - 1;
	if (what & MOUSE_WHEEL)
		return what & 1 ? CCS_KEY_WHEEL_DOWN : CCS_KEY_WHEEL_UP;
	return what & (MOUSE_BUTTON | MOUSE_MOVED) ? CCS_KEY_NONE :
						     CCS_KEY_CLICK;
}

/* Three bytes, from space on, of terminals that know no numbers here. */
static int old_mouse(void)
{
	const int what = next_byte(KEY_GAP) - ' ';
	const int column = next_byte(KEY_GAP) - ' ';
	const int row = next_byte(KEY_GAP) - ' ';

	return row < 0 ? CCS_KEY_NONE : mouse(what, column, row);
}

static int tilde(int number)
{
	if (number == PASTE_BEGINS || number == PASTE_ENDS)
		term.pasting = number == PASTE_BEGINS;
	return numbered(number);
}

/* Numbers of a sequence; returns the byte that ends it. */
static int take_numbers(int byte, int numbers[3])
{
	size_t n = 0;

	for (; byte >= 0 && byte < '@'; byte = next_byte(KEY_GAP)) {
		if (byte >= '0' && byte <= '9' && numbers[n] < 1000)
			numbers[n] = numbers[n] * 10 + byte - '0';
		else if (byte == ';' && n < 2)
			n++;
	}
	return byte;
}

/* What follows ESC; a sequence that is not known is no key. */
static int escape(void)
{
	int byte = next_byte(KEY_GAP), first, numbers[3] = {};

	if (byte != '[' && byte != 'O')
		return byte < 0 ? '\033' : CCS_KEY_NONE;
	first = next_byte(KEY_GAP);
	byte = take_numbers(first, numbers);
	switch (byte) {
	case 'A': return CCS_KEY_UP;
	case 'B': return CCS_KEY_DOWN;
	case 'C': return CCS_KEY_RIGHT;
	case 'D': return CCS_KEY_LEFT;
	case 'H': return CCS_KEY_HOME;
	case 'F': return CCS_KEY_END;
	case 'M': return first == 'M' ? old_mouse() :
			 first == '<' ? mouse(numbers[0], numbers[1],
					      numbers[2]) : CCS_KEY_NONE;
	case '~': return tilde(numbers[0]);
	default: return CCS_KEY_NONE;
	}
}

/**
 * ccs_term_pasted - is the last key part of a text that was pasted?
 *
 * Return: true if it is; only terminals that were told to say so.
 */
bool ccs_term_pasted(void)
{
	return term.pasting;
}

/**
 * ccs_term_clicked - where the last click was
 * @row: set to the row of the terminal, 0 is the first one
 * @column: set to the column
 */
void ccs_term_clicked(int *row, int *column)
{
	*row = term.row;
	*column = term.column;
}

/* A line that ends in what was pasted is not what ends the line. */
static int pasted(int key)
{
	if (key == '\r' || key == '\n' || key == '\t')
		return ' ';
	return key >= ' ' || key < 0 ? key : CCS_KEY_NONE;
}

/**
 * ccs_term_key - the next key, if one was typed
 *
 * Return: its character, or enum ccs_key. Of a CR and a LF one behind the other
 * only the first is Enter.
 */
int ccs_term_key(void)
{
	int key = next_byte(0);

	if (key == '\n' && term.after_return) {
		term.after_return = false;
		return CCS_KEY_NONE;
	}
	if (term.pasting && key != '\033')
		return pasted(key);
	if (key != CCS_KEY_NONE)
		term.after_return = key == '\r';
	if (key == '\r' || key == '\n')
		return CCS_KEY_ENTER;
	if (key == '\b' || key == 0x7f)
		return CCS_KEY_BACKSPACE;
	return key == '\033' ? escape() : key;
}

/**
 * ccs_term_width - columns of the terminal
 *
 * Return: the width of what standard output is, 80 if it is no terminal.
 */
unsigned int ccs_term_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col)
		return 80;
	return size.ws_col;
}

/**
 * ccs_term_print - print a long text
 * @text: the text
 * @len: its length in bytes
 * @seconds: what a piece of it may take; then comes SIGALRM
 *
 * A slow terminal is not lost as long as it takes them.
 */
void ccs_term_print(const char *text, size_t len, unsigned int seconds)
{
	size_t n;

	for (; len; text += n, len -= n) {
		n = len < BUFSIZ ? len : BUFSIZ;
		alarm(seconds);
		fwrite(text, 1, n, stdout);
	}
}

/* Neither what is on the screen nor what comes next waits for nobody. */
static void give_up(int number)
{
	ccs_term_stop();
	_exit(CCS_EXIT_IO);
}

/**
 * ccs_term_signals - catch what ends a program on a terminal, and resizes that
 *
 * SIGALRM ends it at once: a terminal that takes no output is lost.
 *
 * Return: a descriptor for signalfd(2), readable when a signal came.
 */
int ccs_term_signals(void)
{
	sigset_t signals;
	int fd;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGWINCH);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	fd = signalfd(-1, &signals, SFD_CLOEXEC);
	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "signalfd: %s", strerror(errno));
	signal(SIGALRM, give_up);
	return fd;
}
