// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs a command on a new terminal and prints what it says
 *
 * usage: onpty COMMAND...
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char *name, char **command)
{
	int fd;

	setsid();
	fd = open(name, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0)) {
		perror(name);
		exit(1);
	}
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	execvp(*command, command);
	perror(*command);
	exit(127);
}

int main(int argc, char **argv)
{
	const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	char buffer[512];
	int status = 1;
	ssize_t n;

	if (argc < 2 || master < 0 || grantpt(master) || unlockpt(master)) {
		perror("onpty");
		return 1;
	}
	if (!fork())
		run(ptsname(master), argv + 1);
	while ((n = read(master, buffer, sizeof(buffer))) > 0)
		fwrite(buffer, 1, n, stdout);
	wait(&status);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
