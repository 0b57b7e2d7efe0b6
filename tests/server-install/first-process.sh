#!/bin/sh
# first-process.sh ROOT: the systemd of another system, as the first process of the namespaces that `unshare` gave it:
# its own mounts, processes, network, name and control groups. All of it ends with this process.
set -eu
root=$1
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs tmpfs "$root/dev/shm"
mkdir -p "$root/.outside"
cd "$root"
pivot_root . .outside
exec env -i container=chunfeng PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  sh -c 'umount -l /.outside; exec /sbin/init --log-target=console --show-status=false </dev/null'
