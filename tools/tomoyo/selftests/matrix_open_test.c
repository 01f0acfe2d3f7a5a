// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opening, looking at and executing files in every mode
 */

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "matrix.h"

#define EXECUTE_CONDITION " exec.realpath=\"" TARGET "\" exec.argv[0]=\"" TARGET "\""

static int new_object(void)
{
	return touch(OBJECT);
}

static bool object_is_written(void)
{
	struct stat before, after;

	return !lstat(OBJECT, &after) && !lstat(SECRET, &before) &&
	       after.st_size > before.st_size;
}

static int append_text(int fd)
{
	if (fd < 0)
		return errno;
	lseek(fd, 0, SEEK_END);
	return write(fd, "more", 4) == 4 ? 0 : EIO;
}

static int write_more(char **args)
{
	return append_text(open(args[0], O_WRONLY));
}

static int append_more(char **args)
{
	return append_text(open(args[0], O_WRONLY | O_APPEND));
}

static int execute_target(char **args)
{
	execl(args[0], args[0], call(succeed), NULL);
	return errno;
}

OPERATION(file_read,
	  .fn = open_read, .args = { OBJECT },
	  .request = "file read " OBJECT,
	  .item = "file::open");

OPERATION(file_write,
	  .fn = write_more, .args = { OBJECT },
	  .request = "file write " OBJECT,
	  .item = "file::open",
	  .prepare = new_object, .happened = object_is_written);

OPERATION(file_append,
	  .fn = append_more, .args = { OBJECT },
	  .request = "file append " OBJECT,
	  .item = "file::open",
	  .prepare = new_object, .happened = object_is_written);

OPERATION(file_getattr,
	  .fn = get_attr, .args = { OBJECT },
	  .request = "file getattr " OBJECT);

OPERATION(file_execute,
	  .fn = execute_target, .args = { TARGET },
	  .request = "file execute " TARGET,
	  .learned = "file execute " TARGET EXECUTE_CONDITION);

TEST_HARNESS_MAIN
