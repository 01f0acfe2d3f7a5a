// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rounds of learning
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "course.h"
#include "node.h"

static enum ccs_exit interrupted(const struct ccs_course *course)
{
	ccs_warn("ended by signal %d: %s", course->rounds.signal,
		 course->learn->state.dir < 0 ? "nothing is kept" :
		 "the same command goes on from here");
	return CCS_EXIT_NEGATIVE;
}

/**
 * ccs_course_run - run the command, or wait
 * @course: the course
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_course_run(struct ccs_course *course)
{
	const time_t start = time(NULL);
	unsigned int took;
	int status = 0;
	int err;

	if (!course->command)
		return ccs_rounds_wait(&course->rounds, course->quiet) ?
			CCS_EXIT_OK : interrupted(course);
	err = ccs_rounds_run(&course->rounds, course->command, &status);
	if (err == -EINTR)
		return interrupted(course);
	if (err) {
		ccs_warn("cannot run %s: %s", *course->command, strerror(-err));
		return CCS_EXIT_IO;
	}
	took = time(NULL) - start;
	if (took > course->longest)
		course->longest = took;
	if (!status || course->any_status)
		return CCS_EXIT_OK;
	ccs_warn("%s ended with status %d", *course->command, status);
	return CCS_EXIT_NEGATIVE;
}

static void tell_round(const struct ccs_course *course, size_t learned)
{
	fprintf(stderr, "round %u: %zu operations learned, %zu of a new kind\n",
		course->count, learned, course->news[course->count - 1]);
}

static enum ccs_exit one_round(struct ccs_course *course)
{
	struct ccs_learn *const learn = course->learn;
	const size_t before = learn->lessons.count;
	enum ccs_exit code = ccs_course_run(course);

	if (code)
		return code;
	code = ccs_learn_look(learn, &course->news[course->count]);
	if (code)
		return code;
	course->count++;
	tell_round(course, learn->lessons.count - before);
	if (!learn->lessons.full)
		return CCS_EXIT_OK;
	ccs_warn("learning stopped in %s: it has as many lines as its profile permits",
		 learn->lessons.full);
	ccs_hint("raise max_learning_entry of profile %s", learn->learning);
	return CCS_EXIT_NEGATIVE;
}

/**
 * ccs_course_all - go on until nothing new is learned
 * @course: the course
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_course_all(struct ccs_course *course)
{
	unsigned int quiet = 0;

	while (quiet < course->settle && course->count < course->most) {
		const enum ccs_exit code = one_round(course);

		if (code)
			return code;
		quiet = course->news[course->count - 1] ? 0 : quiet + 1;
	}
	if (quiet >= course->settle)
		return CCS_EXIT_OK;
	ccs_warn("something new was learned in each of the last rounds, after %u of them",
		 course->count);
	ccs_hint("the same command goes on from here; see what is new with -v");
	return CCS_EXIT_NEGATIVE;
}

/**
 * ccs_course_violations - how often was anybody refused something?
 *
 * Return: the number since the system started.
 */
unsigned long ccs_course_violations(void)
{
	static const char title[] = "Policy violation in enforcing mode:";
	struct ccs_strbuf text = {};
	unsigned long count = 0;
	const char *at;

	if (ccs_node_read("stat", &text))
		return 0;
	at = text.text ? strstr(text.text, title) : NULL;
	if (at)
		count = strtoul(at + strlen(title), NULL, 10);
	ccs_strbuf_free(&text);
	return count;
}
