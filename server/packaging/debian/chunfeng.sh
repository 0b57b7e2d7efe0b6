#!/bin/sh
# chunfeng server COMMAND. Root hands over to the service's account, so that no file of the data becomes root's.
set -eu
program=/usr/lib/chunfeng-server
: "${CHUNFENG_SETTINGS=/etc/chunfeng/server.toml}"
export CHUNFENG_SETTINGS
if [ "${1-}" = server ]; then shift; fi
if [ $# -eq 0 ]; then set -- --help; fi
umask 0077
if [ "$(id -u)" = 0 ] && id chunfeng >/dev/null 2>&1; then
  HOME=/var/lib/chunfeng
  exec setpriv --reuid=chunfeng --regid=chunfeng --init-groups --no-new-privs \
    "$program/bin/node" "$program/server/main.ts" "$@"
fi
exec "$program/bin/node" "$program/server/main.ts" "$@"
