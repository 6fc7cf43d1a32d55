#!/bin/sh
# Makes sure that what the arguments name is on this machine: installs it by apt as root, else says what to install.
set -eu

has() {
    case $1 in
    pango) ldconfig -p | grep -q libpangoft2-1.0 && ldconfig -p | grep -q libharfbuzz-subset ;;
    chromium) command -v chromium || command -v chromium-browser ;;
    postgresql) ls /usr/lib/postgresql/*/bin/initdb || command -v initdb ;;
    gettext) command -v xgettext ;;
    poppler) command -v pdftoppm ;;
    esac >/dev/null 2>&1
}

packages() {
    case $1 in
    pango) echo "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" ;;
    poppler) echo poppler-utils ;;
    *) echo "$1" ;;
    esac
}

missing=
for name in "$@"; do
    has "$name" || missing="$missing $(packages "$name")"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086  # several words, several packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "This machine lacks:$missing"
    echo "On Debian or Ubuntu: sudo apt-get install$missing"
    exit 1
fi
