#!/bin/sh
set -e

# Also before an upgrade: a running server must not load files of two versions.
if [ -d /run/systemd/system ]; then
  deb-systemd-invoke stop chunfeng-backup.timer chunfeng-backup.service chunfeng-server.service >/dev/null || true
fi
