#!/bin/sh
set -e

if [ -d /run/systemd/system ]; then
  systemctl --system daemon-reload >/dev/null || true
fi

if [ "$1" = purge ]; then
  if command -v deb-systemd-helper >/dev/null; then
    deb-systemd-helper purge chunfeng-server.service chunfeng-backup.timer >/dev/null || true
  fi
  rm -rf /etc/chunfeng /var/log/chunfeng
  # A fair's facts exist nowhere else once its stations have been emptied, so that nobody loses them to a purge.
  for place in /var/lib/chunfeng /var/backups/chunfeng; do
    rmdir "$place" 2>/dev/null || true
    if [ -d "$place" ]; then
      echo "数据还在 ${place}；确实不要了，再删掉它。The data is still in ${place}: remove it once nobody needs it." >&2
    fi
  done
fi
