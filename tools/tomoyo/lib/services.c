// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs that run as services
 */

#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "services.h"
#include "text.h"

static const char *const unit_dirs[] = {
	"/etc/systemd/system", "/usr/local/lib/systemd/system",
	"/usr/lib/systemd/system", "/lib/systemd/system",
};

static const char *const script_dirs[] = { "/etc/init.d", "/etc/rc.d" };

/*
 * Services start these too, but so does everybody: with a domain of their own
 * they would forget who ran them.
 */
static const char *const generic[] = {
	"[", "ash", "awk", "bash", "bootctl", "busybox", "cat", "chmod",
	"chown", "cp", "csh", "dash", "date", "dd", "echo", "env", "false",
	"find", "fish", "flock", "gawk", "grep", "install", "ionice", "java",
	"journalctl", "kill", "killall", "ksh", "ln", "login", "loginctl",
	"lua", "mkdir", "mksh", "modprobe", "mount", "mv", "nice", "node",
	"nohup", "nsenter", "perl", "php", "pkill", "printf", "python",
	"resolvectl", "rm", "rmdir", "rsync", "ruby", "run-parts", "runuser", "sed",
	"setpriv", "setsid", "sh", "sleep", "stdbuf", "su", "sudo", "sulogin",
	"sync", "sysctl", "systemctl", "systemd-cat", "systemd-run",
	"systemd-notify", "systemd-sulogin-shell", "systemd-tmpfiles",
	"systemd-tty-ask-password-agent",
	"tar", "tcsh", "tee", "test", "timeout", "touch", "toybox", "true",
	"udevadm", "umount", "unshare", "wall", "xargs", "zsh",
};

/* Daemons that no unit or script has to name. */
static const char *const known[] = {
	"/sbin/agetty", "/sbin/getty", "/sbin/init", "/sbin/klogd",
	"/sbin/mingetty", "/sbin/portmap", "/sbin/rpc.statd", "/sbin/syslogd",
	"/sbin/udevd", "/sbin/dhclient", "/sbin/mdadm", "/sbin/lvmetad",
	"/usr/bin/containerd", "/usr/bin/dbus-broker-launch",
	"/usr/bin/dbus-daemon", "/usr/bin/dockerd", "/usr/bin/spamd",
	"/usr/lib/systemd/systemd-udevd", "/usr/libexec/crond",
	"/usr/sbin/acpid", "/usr/sbin/afpd", "/usr/sbin/anacron",
	"/usr/sbin/apache2", "/usr/sbin/atd", "/usr/sbin/avahi-daemon",
	"/usr/sbin/chronyd", "/usr/sbin/cron", "/usr/sbin/crond",
	"/usr/sbin/cupsd", "/usr/sbin/dhcpd", "/usr/sbin/dnsmasq",
	"/usr/sbin/exim4", "/usr/sbin/gpm", "/usr/sbin/haproxy",
	"/usr/sbin/hostapd", "/usr/sbin/httpd", "/usr/sbin/in.tftpd",
	"/usr/sbin/inetd", "/usr/sbin/lighttpd", "/usr/sbin/logrotate",
	"/usr/sbin/lpd", "/usr/sbin/mariadbd", "/usr/sbin/mysqld",
	"/usr/sbin/named", "/usr/sbin/nginx", "/usr/sbin/nmbd",
	"/usr/sbin/ntpd", "/usr/sbin/openvpn", "/usr/sbin/rpc.idmapd",
	"/usr/sbin/rpc.mountd", "/usr/sbin/rpcbind", "/usr/sbin/rsyslogd",
	"/usr/sbin/smartd", "/usr/sbin/smbd", "/usr/sbin/squid",
	"/usr/sbin/sshd", "/usr/sbin/vsftpd", "/usr/sbin/wpa_supplicant",
	"/usr/sbin/xinetd",
};

static bool is_generic(const char *path)
{
	const char *const name = strrchr(path, '/') + 1;
	size_t i;

	for (i = 0; i < sizeof(generic) / sizeof(generic[0]); i++) {
		const size_t len = strlen(generic[i]);

		/* With a version behind it, python is the same. */
		if (!strncmp(name, generic[i], len) &&
		    !name[len + strspn(name + len, "0123456789.-")])
			return true;
	}
	return false;
}

static void add(struct ccs_list *programs, const char *name)
{
	char encoded[PATH_MAX];

	ccs_text_encode(name, encoded, sizeof(encoded));
	ccs_list_add(programs, encoded);
}

/**
 * ccs_services_program - add a program, by the names that policy may see
 * @programs: gets them
 * @path: an absolute pathname
 *
 * Policy sees the name that is executed, with links to directories resolved;
 * a link at its end is not. Both that name and the one it leads to are added.
 * A program that does not exist or is no executable file is left out.
 */
void ccs_services_program(struct ccs_list *programs, const char *path)
{
	const char *const base = strrchr(path, '/') + 1;
	char *const dir = ccs_format("%.*s", (int)(base - path), path);
	char *const real_dir = realpath(dir, NULL);
	char *const real = realpath(path, NULL);
	struct stat status;

	if (real && real_dir && !stat(real, &status) &&
	    S_ISREG(status.st_mode) && (status.st_mode & 0111)) {
		char *const name = ccs_format("%s/%s", strcmp(real_dir, "/") ?
					      real_dir : "", base);

		add(programs, name);
		if (strcmp(name, real))
			add(programs, real);
		free(name);
	}
	free(real);
	free(real_dir);
	free(dir);
}

static void add_service(struct ccs_list *programs, const char *path)
{
	char *const real = realpath(path, NULL);

	if (real && !is_generic(path) && !is_generic(real))
		ccs_services_program(programs, path);
	free(real);
}

/* The program of an ExecStart= line (systemd.service(5)), or NULL. */
static char *program_of(char *command)
{
	char *end;

	command += strspn(command, "@-:+!|\" \t");
	end = command + strcspn(command, "\" \t\n\\");
	*end = '\0';
	return *command == '/' && !strpbrk(command, "%$") ? command : NULL;
}

/* One that runs once and ends does what a script would. */
static void read_unit(struct ccs_list *programs, const char *path)
{
	FILE *const file = fopen(path, "re");
	struct ccs_list found = {};
	bool once = false;
	char *line = NULL;
	size_t room = 0, i;

	if (!file)
		return;
	while (getline(&line, &room, file) >= 0) {
		if (!strncmp(line, "Type=oneshot", 12))
			once = true;
		if (!strncmp(line, "ExecStart=", 10)) {
			const char *const program = program_of(line + 10);

			if (program)
				ccs_list_add(&found, program);
		}
	}
	for (i = 0; i < found.count && !once; i++)
		add_service(programs, found.item[i].text);
	ccs_list_free(&found);
	free(line);
	fclose(file);
}

static bool ends(const char *text, const char *end)
{
	const size_t len = strlen(text), want = strlen(end);

	return len > want && !strcmp(text + len - want, end);
}

static void each_file(struct ccs_list *programs, const char *dir,
		      const char *end,
		      void (*visit)(struct ccs_list *programs,
				    const char *path))
{
	DIR *const list = opendir(dir);
	const struct dirent *entry;

	if (!list)
		return;
	while ((entry = readdir(list))) {
		char *const path = ccs_format("%s/%s", dir, entry->d_name);

		if (*entry->d_name != '.' && ends(path, end))
			visit(programs, path);
		free(path);
	}
	closedir(list);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct ccs_item *)a)->text,
		      ((const struct ccs_item *)b)->text);
}

/**
 * ccs_services - find the programs that run as services
 * @programs: gets them, sorted and encoded, nothing twice
 */
void ccs_services(struct ccs_list *programs)
{
	size_t i;

	for (i = 0; i < sizeof(unit_dirs) / sizeof(unit_dirs[0]); i++)
		each_file(programs, unit_dirs[i], ".service", read_unit);
	for (i = 0; i < sizeof(script_dirs) / sizeof(script_dirs[0]); i++)
		each_file(programs, script_dirs[i], "", add_service);
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		add_service(programs, known[i]);
	ccs_list_unique(programs);
	if (programs->count)
		qsort(programs->item, programs->count, sizeof(*programs->item),
		      compare);
}
