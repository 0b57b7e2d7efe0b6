#!/bin/sh
# inside.sh ROOT write COMMAND…            runs a command in the folder of another system, as its root.
# inside.sh ROOT sealed USER PLACES COMMAND…  runs it as the unit's sandbox does: everything is read-only but PLACES.
# `unshare` gives it namespaces of its own: nothing stays mounted, and what it started ends with it.
set -eu
root=$1 how=$2
shift 2
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
for device in null zero full random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
if [ "$how" = write ]; then exec chroot "$root" "$@"; fi
user=$1 places=$2
shift 2
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=1777 tmpfs "$root/var/tmp"
for place in $places; do mount --bind "$root$place" "$root$place"; done
mount -o remount,bind,ro "$root"
umask 0077
exec chroot "$root" setpriv --reuid="$user" --regid="$user" --init-groups \
  --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
