#!/bin/sh
# inside.sh FOLDER PROJECT COMMAND…: runs a command in another system's folder, with the project at /p and this
# system's /tmp. `unshare` gives it namespaces of its own: nothing stays mounted, and what it started ends with it.
set -eu
folder=$1 project=$2
shift 2
mkdir -p "$folder/p"
mount --rbind /dev "$folder/dev"
mount -t proc proc "$folder/proc"
mount --bind /tmp "$folder/tmp"
mount --bind "$project" "$folder/p"
# The programs of arm64, on another processor; newer kernels allow it in a namespace.
if [ -e "$folder/lib/ld-linux-aarch64.so.1" ] && [ "$(uname -m)" != aarch64 ]; then
  formats=/proc/sys/fs/binfmt_misc
  [ -e $formats/qemu-aarch64 ] || {
    mount -t binfmt_misc binfmt_misc $formats
    printf '%s' ":qemu-aarch64:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:$(command -v qemu-aarch64-static):OF" >$formats/register
  }
fi
# This shell, first of its processes, must outlive a Ctrl-C to wait for the command.
trap : INT TERM
chroot "$folder" /bin/sh -c 'cd /p && exec "$@"' sh "$@"
