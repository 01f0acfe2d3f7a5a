// SPDX-License-Identifier: GPL-2.0-only
/*
 * Process 1 of the test guest
 *
 * Mounts what programs expect, runs one command, passes on its output and its
 * status to the host, and turns the machine off.
 *
 * The command comes by qemu's fw_cfg, output and status go through ports of a
 * virtio console: the same whatever the root is, safe for any byte, and free of
 * the kernel's own messages.
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FW_CFG "/sys/firmware/qemu_fw_cfg/by_name/opt/ccs/"
#define PORTS "/sys/class/virtio-ports"
#define KMEMLEAK "/sys/kernel/debug/kmemleak"

/* Where the command's output and status go; -1 where the host has no port. */
static int out_port = -1;
static int err_port = -1;
static int status_port = -1;

/* Tells the console, which the host keeps as a log. */
static void complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "guest: ");
	vfprintf(stderr, format, args);
	fprintf(stderr, "\n");
	va_end(args);
}

static void attach(const char *type, const char *dir, const char *options)
{
	mkdir(dir, 0755);
	if (!mount(type, dir, type, 0, options))
		return;
	/* Somebody (the kernel, the policy loader) was earlier, or it is not built. */
	if (errno != EBUSY && errno != ENODEV)
		complain("cannot mount %s: %s", dir, strerror(errno));
}

static void mount_all(void)
{
	attach("proc", "/proc", NULL);
	attach("sysfs", "/sys", NULL);
	attach("devtmpfs", "/dev", "mode=0755");
	attach("devpts", "/dev/pts", "mode=0620,gid=5,ptmxmode=0666");
	attach("tmpfs", "/dev/shm", "mode=1777");
	attach("mqueue", "/dev/mqueue", NULL);
	attach("tmpfs", "/tmp", "mode=1777");
	attach("tmpfs", "/run", "mode=0755");
	attach("securityfs", "/sys/kernel/security", NULL);
	attach("debugfs", "/sys/kernel/debug", NULL);
	chown("/home/user", 1000, 1000);
	symlink("/proc/self/fd", "/dev/fd");
	symlink("fd/0", "/dev/stdin");
	symlink("fd/1", "/dev/stdout");
	symlink("fd/2", "/dev/stderr");
}

static void use_console(void)
{
	int fd = open("/dev/console", O_RDWR | O_NOCTTY);

	if (fd < 0)
		return;
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	if (fd > 2)
		close(fd);
}

static void start_loopback(void)
{
	struct ifreq request = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return;
	request.ifr_flags = IFF_UP | IFF_RUNNING;
	if (ioctl(fd, SIOCSIFFLAGS, &request))
		complain("no loopback: %s", strerror(errno));
	close(fd);
}

/* The whole file as a string, or NULL. */
static char *slurp(const char *path)
{
	size_t size = 0;
	size_t room = 0;
	char *text = NULL;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	do {
		if (room - size < 4096) {
			room += 65536;
			text = realloc(text, room);
			if (!text)
				abort();
		}
		n = read(fd, text + size, room - size - 1);
		if (n > 0)
			size += n;
	} while (n > 0);
	close(fd);
	text[size] = '\0';
	return text;
}

/*
 * A machine whose clock needs a driver that the kernel does without would be in
 * 1970, where the time can't even be set to what it is.
 */
static void set_clock(void)
{
	char *text = slurp(FW_CFG "time/raw");
	struct timespec now = { .tv_sec = text ? atoll(text) : 0 };

	if (time(NULL) < now.tv_sec && clock_settime(CLOCK_REALTIME, &now))
		complain("cannot set the clock: %s", strerror(errno));
	free(text);
}

static int open_port(const char *wanted)
{
	char path[512];
	struct dirent *entry;
	char *name;
	int fd = -1;
	DIR *dir = opendir(PORTS);

	while (dir && fd < 0 && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), PORTS "/%s/name", entry->d_name);
		name = slurp(path);
		if (!name)
			continue;
		name[strcspn(name, "\n")] = '\0';
		if (!strcmp(name, wanted)) {
			snprintf(path, sizeof(path), "/dev/%s", entry->d_name);
			fd = open(path, O_WRONLY | O_CLOEXEC);
		}
		free(name);
	}
	if (dir)
		closedir(dir);
	return fd;
}

/* The host announces its ports by messages, which a slow kernel gets to late. */
static int await_port(const char *name)
{
	int fd = -1;
	int tries;

	for (tries = 0; tries < 3000; tries++) {
		fd = open_port(name);
		if (fd >= 0)
			return fd;
		usleep(10000);
	}
	complain("no port %s", name);
	return fd;
}

static void write_all(int fd, const char *data, size_t size)
{
	ssize_t n;

	while (size) {
		n = write(fd, data, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		data += n;
		size -= n;
	}
}

/* Passes on what is there. Returns false when the other side closed. */
static bool relay(int from, int to)
{
	static char buffer[65536];
	ssize_t n = read(from, buffer, sizeof(buffer));

	if (n > 0)
		write_all(to, buffer, n);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/* An interactive command gets a terminal of its own, of the size of the host's. */
static void take_terminal(const char *size)
{
	struct winsize window = { .ws_row = 24, .ws_col = 80 };
	const char *device = slurp(FW_CFG "device/raw");
	int fd = device ? open(device, O_RDWR) : -1;

	if (fd < 0) {
		complain("no %s: %s", device ? device : "terminal", strerror(errno));
		_exit(126);
	}
	sscanf(size, "%hu %hu", &window.ws_row, &window.ws_col);
	ioctl(fd, TIOCSCTTY, 1);
	ioctl(fd, TIOCSWINSZ, &window);
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	if (fd > 2)
		close(fd);
}

static void become_command(const char *command)
{
	char *term = slurp(FW_CFG "term/raw");
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	chdir("/root");
	clearenv();
	setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
	setenv("HOME", "/root", 1);
	setenv("USER", "root", 1);
	setenv("LOGNAME", "root", 1);
	setenv("SHELL", "/bin/sh", 1);
	setenv("TERM", term && *term ? term : "dumb", 1);
	execl("/bin/sh", "sh", "-c", command, NULL);
	complain("cannot run /bin/sh: %s", strerror(errno));
	_exit(127);
}

static pid_t start(const char *command, const char *terminal, int out, int err)
{
	int null;
	pid_t pid = fork();

	if (pid)
		return pid;
	setsid();
	if (terminal) {
		take_terminal(terminal);
	} else {
		null = open("/dev/null", O_RDONLY);
		dup2(null, 0);
		dup2(out, 1);
		dup2(err, 2);
		if (null > 2)
			close(null);
	}
	become_command(command);
	return 0;
}

/*
 * Reaps whatever ended. Returns true, and the command's exit status as a shell
 * would see it, when the command was among it.
 */
static bool reap(pid_t command, int *status)
{
	bool ended = false;
	int wstatus;
	pid_t pid;

	while ((pid = waitpid(-1, &wstatus, WNOHANG)) > 0) {
		if (pid != command)
			continue;
		*status = WIFEXITED(wstatus) ? WEXITSTATUS(wstatus) :
					       128 + WTERMSIG(wstatus);
		ended = true;
	}
	return ended;
}

/* Runs the command to its end; daemons that it leaves behind do not count. */
static int run(const char *command, const char *terminal)
{
	int out[2], err[2];
	struct signalfd_siginfo info;
	struct pollfd fds[3];
	sigset_t child;
	int status = 126;
	pid_t pid;

	pipe2(out, O_CLOEXEC);
	pipe2(err, O_CLOEXEC);
	fcntl(out[0], F_SETFL, O_NONBLOCK);
	fcntl(err[0], F_SETFL, O_NONBLOCK);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	fds[0] = (struct pollfd){ .fd = out[0], .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = err[0], .events = POLLIN };
	fds[2] = (struct pollfd){ .fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK),
				  .events = POLLIN };
	pid = start(command, terminal, out[1], err[1]);
	while (pid > 0) {
		poll(fds, 3, -1);
		if (fds[0].revents)
			relay(out[0], out_port);
		if (fds[1].revents)
			relay(err[0], err_port);
		if (!fds[2].revents)
			continue;
		read(fds[2].fd, &info, sizeof(info));
		if (reap(pid, &status))
			break;
	}
	/* The pipes stay open here, so an empty one says EAGAIN, never end of file. */
	for (fds[0].revents = 1; fds[0].revents && poll(fds, 1, 0) > 0;)
		relay(out[0], out_port);
	for (fds[1].revents = 1; fds[1].revents && poll(fds + 1, 1, 0) > 0;)
		relay(err[0], err_port);
	return status;
}

static void tell_kmemleak(const char *what)
{
	int fd = open(KMEMLEAK, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	write_all(fd, what, strlen(what));
	close(fd);
}

/* Objects younger than five seconds are not looked at, hence the pause. */
static void report_leaks(void)
{
	char *report;

	tell_kmemleak("scan");
	sleep(6);
	tell_kmemleak("scan");
	report = slurp(KMEMLEAK);
	if (report && *report)
		complain("memory leak:\n%s", report);
	free(report);
}

int main(void)
{
	char *command, *terminal, *ports, *leaks;
	char line[32];
	int status;

	if (getpid() != 1) {
		fprintf(stderr, "this is the test guest's process 1\n");
		return 1;
	}
	umask(022);
	mount_all();
	use_console();
	set_clock();
	start_loopback();
	command = slurp(FW_CFG "command/raw");
	terminal = slurp(FW_CFG "terminal/raw");
	ports = slurp(FW_CFG "ports/raw");
	if (ports && strstr(ports, "out"))
		out_port = await_port("ccs.out");
	err_port = ports && strstr(ports, "err") ? await_port("ccs.err") : out_port;
	if (ports && strstr(ports, "status"))
		status_port = await_port("ccs.status");
	leaks = slurp(FW_CFG "kmemleak/raw");
	if (leaks)
		tell_kmemleak("clear");
	status = run(command ? command : "exec sh", terminal);
	if (leaks)
		report_leaks();
	snprintf(line, sizeof(line), "exit %d\n", status);
	write_all(status_port, line, strlen(line));
	sync();
	mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);
	reboot(RB_POWER_OFF);
	return status;
}
