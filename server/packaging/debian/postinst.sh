#!/bin/sh
set -e

units='chunfeng-server.service chunfeng-backup.timer'

own() { # FOLDER MODE GROUP, unless the administrator has decided otherwise
  mkdir -p "$1"
  if ! dpkg-statoverride --list "$1" >/dev/null 2>&1; then
    chown chunfeng:"$3" "$1"
    chmod "$2" "$1"
  fi
}

if [ "$1" = configure ]; then
  if ! getent passwd chunfeng >/dev/null; then
    adduser --quiet --system --group --home /var/lib/chunfeng --no-create-home --gecos 'Chunfeng server' chunfeng
  fi
  own /var/lib/chunfeng 0700 chunfeng
  own /var/backups/chunfeng 0700 chunfeng
  own /var/log/chunfeng 0750 adm
fi

case "$1" in
  configure | abort-upgrade | abort-deconfigure | abort-remove)
    for unit in $units; do
      deb-systemd-helper unmask "$unit" >/dev/null || true
      if deb-systemd-helper --quiet was-enabled "$unit"; then
        deb-systemd-helper enable "$unit" >/dev/null || true
      else
        deb-systemd-helper update-state "$unit" >/dev/null || true
      fi
    done
    if [ -d /run/systemd/system ]; then
      systemctl --system daemon-reload >/dev/null || true
      # Bad settings are said in the journal, and are no reason to leave the package half installed.
      deb-systemd-invoke start $units >/dev/null || true
    fi
    ;;
esac
