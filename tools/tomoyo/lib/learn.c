// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning the policy of a domain
 *
 * Each change is one transaction, so that nobody ever sees half of it, and is
 * made again if somebody else changed the policy meanwhile.
 */

#include <stdlib.h>
#include <string.h>

#include "exchange.h"
#include "iface.h"
#include "learn.h"
#include "node.h"
#include "scope.h"

/* How often others may be faster. */
#define TRIES 5

static enum ccs_exit read_node(const char *name, struct ccs_strbuf *text)
{
	int err;

	text->len = 0;
	ccs_strbuf_puts(text, "");
	err = ccs_node_read(name, text);
	return err ? ccs_iface_fail(name, err) : CCS_EXIT_OK;
}

static enum ccs_exit read_policy(struct ccs_learn *learn)
{
	enum ccs_exit code;

	free(learn->edition);
	learn->edition = NULL;
	code = ccs_exchange_edition(&learn->edition);
	if (!code)
		code = read_node("domain_policy", &learn->domain);
	if (!code)
		code = read_node("exception_policy", &learn->exception);
	return code;
}

/* A line of exception policy without the namespace, if it is of this one. */
static const char *own_line(const struct ccs_learn *learn, const char *line)
{
	const size_t len = strlen(learn->ns);

	if (!strncmp(line, learn->ns, len) && line[len] == ' ')
		return line + len + 1;
	return *line == '<' || strcmp(learn->ns, "<kernel>") ? NULL : line;
}

/* Adds all lines of the exception policy but one. */
static bool copy_exception(const struct ccs_learn *learn, const char *without,
			   struct ccs_strbuf *out)
{
	char *const copy = ccs_strdup(learn->exception.text);
	char *rest = copy, *line;
	bool found = false;

	ccs_strbuf_puts(out, "");
	while ((line = strsep(&rest, "\n"))) {
		const char *const own = own_line(learn, line);

		if (without && own && !strcmp(own, without)) {
			found = true;
			continue;
		}
		ccs_strbuf_puts(out, line);
		ccs_strbuf_puts(out, "\n");
	}
	free(copy);
	return found;
}

static void add_exception(const struct ccs_learn *learn, const char *line,
			  struct ccs_strbuf *out)
{
	ccs_strbuf_puts(out, learn->ns);
	ccs_strbuf_puts(out, " ");
	ccs_strbuf_puts(out, line);
	ccs_strbuf_puts(out, "\n");
}

static enum ccs_exit commit(struct ccs_learn *learn, const char *inside,
			    const struct ccs_strbuf *exception,
			    unsigned int confirm)
{
	struct ccs_strbuf domain = {};
	struct ccs_exchange exchange = {
		.exception = exception->text,
		.edition = learn->edition,
		.confirm = confirm,
	};
	enum ccs_exit code;

	ccs_scope_paste(learn->domain.text, learn->top, inside, &domain);
	exchange.domain = domain.text;
	code = ccs_exchange_commit(&exchange);
	ccs_strbuf_free(&domain);
	ccs_strbuf_free(&learn->said);
	learn->said = exchange.reply;
	return code;
}

typedef enum ccs_exit (*change)(struct ccs_learn *learn, const void *data);

/* Tries until nobody else is faster. */
static enum ccs_exit insist(struct ccs_learn *learn, change make,
			    const void *data)
{
	enum ccs_exit code = CCS_EXIT_NEGATIVE;
	int tries = TRIES;

	while (code == CCS_EXIT_NEGATIVE && tries--) {
		code = read_policy(learn);
		if (!code)
			code = make(learn, data);
	}
	if (code == CCS_EXIT_NEGATIVE)
		ccs_warn("others keep changing the policy");
	return code;
}

static bool has_top(const char *inside, const char *top)
{
	const size_t len = strlen(top);

	return !strncmp(inside, top, len) && inside[len] == '\n';
}

/* What is known to be there whatever is learned. */
static void make_base(struct ccs_learn *learn)
{
	struct ccs_list lines = {};
	size_t i;

	learn->base.len = 0;
	ccs_strbuf_puts(&learn->base, learn->state.before.text);
	if (has_top(learn->base.text, learn->top))
		return;
	ccs_scope_inherited(learn->domain.text, learn->top, &lines);
	ccs_strbuf_puts(&learn->base, learn->top);
	ccs_strbuf_puts(&learn->base, "\n");
	for (i = 0; i < lines.count; i++) {
		ccs_strbuf_puts(&learn->base, lines.item[i].text);
		ccs_strbuf_puts(&learn->base, "\n");
	}
	ccs_list_free(&lines);
}

/* Whoever is killed behind the change must find what was before it. */
static void keep_first(const struct ccs_learn_state *state)
{
	struct ccs_learn_state changed = *state;

	changed.active = true;
	ccs_learn_state_write(&changed);
}

static enum ccs_exit begin(struct ccs_learn *learn, const void *data)
{
	struct ccs_learn_state *const state = &learn->state;
	struct ccs_strbuf inside = {}, exception = {};
	enum ccs_exit code;

	(void)data;
	if (!state->active) {
		state->before.len = 0;
		ccs_scope_cut(learn->domain.text, learn->top, &state->before);
	} else {
		ccs_learn_state_round(state, state->rounds + 1);
		ccs_scope_cut(learn->domain.text, learn->top,
			      &state->learned);
	}
	make_base(learn);
	ccs_scope_profile(learn->base.text, learn->learning, &inside);
	ccs_scope_profile(state->learned.text, learn->learning, &inside);
	if (copy_exception(learn, learn->line, &exception) && !state->active) {
		free(learn->line);
		learn->line = NULL;
		exception.len = 0;
		copy_exception(learn, NULL, &exception);
	}
	if (learn->line)
		add_exception(learn, learn->line, &exception);
	free(state->line);
	state->line = learn->line ? ccs_strdup(learn->line) : NULL;
	keep_first(state);
	code = commit(learn, inside.text, &exception, 0);
	ccs_strbuf_free(&inside);
	ccs_strbuf_free(&exception);
	return code;
}

/* How many lines stand for something that nothing stood for before? */
static size_t count_news(struct ccs_learn *learn)
{
	struct ccs_list now = {};
	struct ccs_index before;
	size_t i, news = 0;

	ccs_lessons_lines(&learn->lessons, &now);
	ccs_index_init(&before, &learn->proposed);
	for (i = 0; i < now.count; i++)
		news += !ccs_index_has(&before, now.item[i].text);
	ccs_index_free(&before);
	ccs_list_free(&learn->proposed);
	learn->proposed = now;
	return news;
}

/**
 * ccs_learn_start - have the domains learn
 * @learn: what shall learn; its state was read
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_learn_start(struct ccs_learn *learn)
{
	enum ccs_exit code = read_policy(learn);

	if (code)
		return code;
	ccs_families_init(&learn->lessons.families, learn->exception.text,
			  learn->ns);
	code = insist(learn, begin, NULL);
	if (code) {
		ccs_learn_state_write(&learn->state);
		return code;
	}
	learn->state.active = true;
	ccs_lessons_known(&learn->lessons, learn->base.text);
	ccs_lessons_resume(&learn->lessons, learn->state.learned.text);
	ccs_lessons_generalise(&learn->lessons);
	count_news(learn);
	return CCS_EXIT_OK;
}

/**
 * ccs_learn_look - take what a round brought
 * @learn: what learns
 * @news: set to the number of lines that would be proposed and were not before
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_learn_look(struct ccs_learn *learn, size_t *news)
{
	struct ccs_learn_state *const state = &learn->state;
	const enum ccs_exit code = read_node("domain_policy", &learn->domain);
	struct ccs_strbuf inside = {};

	if (code)
		return code;
	ccs_scope_cut(learn->domain.text, learn->top, &inside);
	ccs_learn_state_round(state, state->rounds + 1);
	ccs_lessons_learn(&learn->lessons, inside.text, state->rounds);
	ccs_lessons_text(&learn->lessons, state->rounds, &state->learned);
	ccs_strbuf_free(&inside);
	ccs_lessons_generalise(&learn->lessons);
	*news = count_news(learn);
	ccs_learn_state_write(state);
	return CCS_EXIT_OK;
}

static enum ccs_exit put_back(struct ccs_learn *learn, const void *more)
{
	struct ccs_strbuf inside = {}, exception = {};
	enum ccs_exit code;

	ccs_strbuf_puts(&inside, learn->state.before.text);
	ccs_strbuf_puts(&inside, more);
	copy_exception(learn, learn->state.line, &exception);
	code = commit(learn, inside.text, &exception, 0);
	ccs_strbuf_free(&inside);
	ccs_strbuf_free(&exception);
	return code;
}

/*
 * A process that is still in a domain that was not there before goes on
 * learning, as nothing is left to say otherwise. So those domains stay, as if
 * the program had made them.
 */
static void add_inhabited(const struct ccs_learn *learn, struct ccs_strbuf *out)
{
	char *const said = ccs_strdup(learn->said.text ?: "");
	struct ccs_list lines = {};
	char *rest = said, *line;
	size_t i;

	ccs_scope_inherited(learn->domain.text, learn->top, &lines);
	while ((line = strsep(&rest, "\n"))) {
		if (strncmp(line, "deleted ", 8) ||
		    !ccs_scope_has(learn->top, line + 8))
			continue;
		ccs_strbuf_puts(out, line + 8);
		ccs_strbuf_puts(out, "\n");
		for (i = 0; i < lines.count; i++) {
			ccs_strbuf_puts(out, lines.item[i].text);
			ccs_strbuf_puts(out, "\n");
		}
	}
	ccs_list_free(&lines);
	free(said);
}

static void add_lines(struct ccs_list *list, const char *text)
{
	char *const copy = ccs_strdup(text ?: "");
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n")))
		ccs_list_add(list, line);
	free(copy);
}

static bool is_entry(const char *line)
{
	return *line && *line != '<' && *line != '#' &&
	       strncmp(line, "use_", 4);
}

/*
 * Did anybody learn while the policy was put back? The kernel loses nothing
 * that is learned between the look at a policy and its replacement.
 */
static bool learned_meanwhile(struct ccs_learn *learn)
{
	struct ccs_strbuf inside = {};
	struct ccs_list before = {};
	struct ccs_index index;
	bool found = false;
	char *rest, *line;

	if (read_policy(learn))
		return false;
	add_lines(&before, learn->state.before.text);
	ccs_index_init(&index, &before);
	ccs_scope_cut(learn->domain.text, learn->top, &inside);
	rest = inside.text;
	while (!found && rest && (line = strsep(&rest, "\n")))
		found = is_entry(line) && !ccs_index_has(&index, line);
	ccs_index_free(&index);
	ccs_list_free(&before);
	ccs_strbuf_free(&inside);
	return found;
}

/**
 * ccs_learn_stop - put the policy back as it was before
 * @learn: what learned; the state keeps what that was
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_learn_stop(struct ccs_learn *learn)
{
	struct ccs_strbuf inhabited = {};
	int tries = TRIES;
	enum ccs_exit code;

	if (!learn->state.active)
		return CCS_EXIT_OK;
	code = insist(learn, put_back, "");
	if (!code)
		add_inhabited(learn, &inhabited);
	if (!code && inhabited.len)
		code = insist(learn, put_back, inhabited.text);
	while (!code && learned_meanwhile(learn) && tries--) {
		code = insist(learn, put_back, inhabited.text ?: "");
		if (!code)
			add_inhabited(learn, &inhabited);
	}
	ccs_strbuf_free(&inhabited);
	learn->state.active = !!code;
	ccs_learn_state_write(&learn->state);
	return code;
}

/**
 * struct application - a proposal on its way
 * @proposal: the proposal
 * @confirm: seconds in which it is to be confirmed, 0 for never
 */
struct application {
	const struct ccs_proposal *proposal;
	unsigned int confirm;
};

static enum ccs_exit apply(struct ccs_learn *learn, const void *data)
{
	const struct application *const now = data;
	struct ccs_strbuf inside = {}, exception = {};
	enum ccs_exit code;

	ccs_proposal_text(now->proposal, learn->base.text, &inside);
	copy_exception(learn, NULL, &exception);
	ccs_proposal_exception(now->proposal, learn->ns, &exception);
	code = commit(learn, inside.text, &exception, now->confirm);
	ccs_strbuf_free(&inside);
	ccs_strbuf_free(&exception);
	return code;
}

/**
 * ccs_learn_apply - put a proposal in force
 * @learn: what learned; @said is what the kernel answers
 * @proposal: the proposal
 * @confirm: seconds in which it is to be confirmed, 0 for never
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_learn_apply(struct ccs_learn *learn,
			      const struct ccs_proposal *proposal,
			      unsigned int confirm)
{
	const struct application now = { proposal, confirm };

	return insist(learn, apply, &now);
}

/**
 * ccs_learn_free - free it
 * @learn: what learned
 */
void ccs_learn_free(struct ccs_learn *learn)
{
	free(learn->ns);
	free(learn->line);
	free(learn->learning);
	free(learn->edition);
	ccs_learn_state_close(&learn->state);
	ccs_lessons_free(&learn->lessons);
	ccs_list_free(&learn->proposed);
	ccs_strbuf_free(&learn->base);
	ccs_strbuf_free(&learn->said);
	ccs_strbuf_free(&learn->domain);
	ccs_strbuf_free(&learn->exception);
}
