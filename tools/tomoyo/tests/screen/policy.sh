# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# A saved policy in ./etc with jumps, marks and a second namespace.
mkdir -p etc/policy/first
ln -s first etc/policy/current
cat >etc/policy/first/domain_policy.conf <<'END'
<kernel>
use_profile 0
use_group 0
file execute /usr/sbin/webd
file execute /usr/bin/jail
file execute /usr/sbin/sshd
<kernel> /usr/sbin/webd
use_profile 3
use_group 0
file read/write /srv/www/index.html
file read /srv/www/\*.html
file execute /usr/bin/cgi
network inet stream bind/listen 0.0.0.0 80
<kernel> /usr/sbin/webd /usr/bin/cgi
use_profile 1
task manual_domain_transition <kernel> /usr/sbin/webd /worker
<kernel> /usr/sbin/sshd
use_profile 3
file execute /bin/zsh
<kernel> /usr/sbin/sshd /bin/zsh
use_profile 1
file execute /bin/ls
file execute /usr/sbin/webd
<kernel> /usr/sbin/sshd /bin/zsh /bin/ls
use_profile 1
<kernel> /opt/gone /opt/child
use_profile 1
</usr/bin/jail>
use_profile 0
END
cat >etc/policy/first/exception_policy.conf <<'END'
<kernel> initialize_domain /usr/sbin/webd from any
<kernel> keep_domain any from <kernel> /usr/sbin/sshd /bin/zsh
<kernel> reset_domain /usr/bin/jail from any
<kernel> path_group HTML /srv/www/\*.html
<kernel> number_group PORTS 8000-8099
<kernel> acl_group 0 file read /etc/ld.so.cache
<kernel> acl_group 0 file read /etc/ld.so.\*
</usr/bin/jail> acl_group 0 misc env HOME
END
cat >etc/policy/first/profile.conf <<'END'
PROFILE_VERSION=20150505
0-COMMENT=off
0-CONFIG={ mode=disabled grant_log=no reject_log=yes }
1-COMMENT=learn
1-CONFIG={ mode=learning grant_log=no reject_log=yes }
3-CONFIG={ mode=enforcing grant_log=no reject_log=yes }
3-CONFIG::file={ mode=permissive grant_log=no reject_log=yes }
END
cat >etc/policy/first/manager.conf <<'END'
/usr/sbin/ccs-loadpolicy
/usr/sbin/ccs-editpolicy
<kernel> /usr/sbin/adm
END
