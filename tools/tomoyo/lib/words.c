// SPDX-License-Identifier: GPL-2.0-only
/*
 * Words of the kernel command line
 */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "words.h"

#define ASK_SECONDS 30
#define CMDLINE_SIZE 8192

/**
 * ccs_words_init - what holds if the administrator says nothing
 * @words: filled in
 */
void ccs_words_init(struct ccs_words *words)
{
	*words = (struct ccs_words){
		.profile = ccs_strdup("default"),
		.timeout = ASK_SECONDS,
	};
}

/**
 * ccs_words_free - forget all words
 * @words: to be filled in anew before it is used again
 */
void ccs_words_free(struct ccs_words *words)
{
	free(words->profile);
	free(words->lsm);
}

static void replace(char **text, const char *with)
{
	free(*text);
	*text = ccs_strdup(with);
}

/**
 * ccs_words_forget - hold what holds if the administrator says nothing
 * @words: changed, but for what the kernel itself was told
 */
void ccs_words_forget(struct ccs_words *words)
{
	char *const lsm = words->lsm;

	free(words->profile);
	ccs_words_init(words);
	words->lsm = lsm;
}

static void take_fatal(struct ccs_words *words, const char *value)
{
	if (!strcmp(value, "panic"))
		words->fatal = CCS_FATAL_PANIC;
	else if (!strcmp(value, "continue"))
		words->fatal = CCS_FATAL_CONTINUE;
	else if (!strcmp(value, "disabled"))
		words->fatal = CCS_FATAL_DISABLED;
	else
		ccs_warn("CCS_FATAL=%s: not panic, disabled or continue",
			 value);
}

static void take_timeout(struct ccs_words *words, const char *value)
{
	char *end;
	const unsigned long seconds = strtoul(value, &end, 10);

	if (*value < '0' || *value > '9' || *end || seconds > 86400)
		ccs_warn("CCS_TIMEOUT=%s: not a number of seconds up to 86400",
			 value);
	else
		words->timeout = seconds;
}

/**
 * ccs_words_take - take one word; one that isn't ours is ignored
 * @words: changed
 * @word: the word
 */
void ccs_words_take(struct ccs_words *words, const char *word)
{
	if (!strncmp(word, "CCS=", 4))
		replace(&words->profile, word + 4);
	else if (!strcmp(word, "CCS_NOLOAD"))
		words->noload = true;
	else if (!strncmp(word, "CCS_TIMEOUT=", 12))
		take_timeout(words, word + 12);
	else if (!strncmp(word, "CCS_FATAL=", 10))
		take_fatal(words, word + 10);
	else if (!strncmp(word, "lsm=", 4))
		replace(&words->lsm, word + 4);
}

/**
 * ccs_words_cmdline - take the words of the kernel command line
 * @words: changed
 * @path: where it can be read
 */
void ccs_words_cmdline(struct ccs_words *words, const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	char text[CMDLINE_SIZE];
	char *word, *rest = text;
	ssize_t n;

	if (fd < 0)
		return;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	while ((word = strsep(&rest, " ")))
		ccs_words_take(words, word);
}
