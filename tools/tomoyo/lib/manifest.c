// SPDX-License-Identifier: GPL-2.0-only
/*
 * Is a saved policy still what was saved?
 *
 * A file that lost its end is policy as well, of domains that may do less than
 * a login needs. So beside the files lies a list of what they were. A file that
 * somebody edited is not damaged: its time differs, and it ends with a newline.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "manifest.h"
#include "save.h"
#include "strbuf.h"

#define MANIFEST "manifest"

/**
 * struct print - what a file is known by
 * @size: its length in bytes
 * @time: when it was written, in nanoseconds
 * @sum: checksum of its content
 * @last: its last byte
 */
struct print {
	unsigned long long size;
	long long time;
	unsigned int sum;
	char last;
};

/* CRC-32 as of IEEE 802.3, bit by bit: the files are small. */
static unsigned int sum_bytes(unsigned int sum, const char *text, size_t len)
{
	int bit;

	while (len--) {
		sum ^= (unsigned char)*text++;
		for (bit = 0; bit < 8; bit++)
			sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
	}
	return sum;
}

static int take_print(int dir, const char *name, struct print *print)
{
	const int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	struct stat info;
	char piece[8192];
	ssize_t n;

	*print = (struct print){ .sum = 0xffffffff };
	if (fd < 0)
		return -errno;
	while ((n = read(fd, piece, sizeof(piece))) > 0) {
		print->size += n;
		print->sum = sum_bytes(print->sum, piece, n);
		print->last = piece[n - 1];
	}
	if (n < 0 || fstat(fd, &info))
		n = -errno;
	else
		print->time = info.st_mtim.tv_sec * 1000000000LL +
			      info.st_mtim.tv_nsec;
	close(fd);
	return n;
}

/**
 * ccs_manifest_save - write down what files are
 * @dir: descriptor of their directory
 * @names: the files, written to the end
 * @count: their number
 *
 * Return: 0 or -errno.
 */
int ccs_manifest_save(int dir, const char *const *names, size_t count)
{
	struct ccs_strbuf text = {};
	struct print print;
	int err = 0;
	size_t i;

	for (i = 0; i < count && !err; i++) {
		char *line;

		err = take_print(dir, names[i], &print);
		line = ccs_format("%s %llu %lld %08x\n", names[i], print.size,
				  print.time, print.sum);
		ccs_strbuf_puts(&text, line);
		free(line);
	}
	if (!err)
		err = ccs_save_file(dir, MANIFEST, text.text, text.len);
	ccs_strbuf_free(&text);
	return err;
}

static const char *judge(const struct print *was, const struct print *is)
{
	if (is->size == was->size && is->sum == was->sum)
		return NULL;
	if (is->time == was->time)
		return "damaged since it was saved";
	return is->size && is->last == '\n' ? NULL : "cut short";
}

/* Does the loader read another file, made by hand, instead? */
static bool replaced(const char *links, const char *name)
{
	struct stat info;
	char *path;
	bool plain;

	if (!links)
		return false;
	path = ccs_format("%s/%s", links, name);
	plain = !lstat(path, &info) && S_ISREG(info.st_mode);
	free(path);
	return plain;
}

static char *check_line(int dir, const char *links, const char *line)
{
	struct print was, is;
	const char *why;
	char name[64];
	int err;

	if (sscanf(line, "%63s %llu %lld %x", name, &was.size, &was.time,
		   &was.sum) != 4)
		return ccs_format("%s: cut short", MANIFEST);
	if (replaced(links, name))
		return NULL;
	err = take_print(dir, name, &is);
	why = err ? strerror(-err) : judge(&was, &is);
	return why ? ccs_format("%s: %s", name, why) : NULL;
}

/**
 * ccs_manifest_flaw - look for damage
 * @dir: directory of the saved policy
 * @links: directory with links to its files, or with files that replace them;
 *	may be NULL
 *
 * Return: which file is damaged and how, to be freed; NULL if none is, or if
 * nothing was written down.
 */
char *ccs_manifest_flaw(const char *dir, const char *links)
{
	const int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const int list = fd < 0 ? -1 : openat(fd, MANIFEST,
					      O_RDONLY | O_CLOEXEC);
	FILE *const file = list < 0 ? NULL : fdopen(list, "r");
	char *flaw = NULL;
	char line[256];

	while (file && !flaw && fgets(line, sizeof(line), file))
		flaw = check_line(fd, links, line);
	if (file)
		fclose(file);
	if (fd >= 0)
		close(fd);
	return flaw;
}
