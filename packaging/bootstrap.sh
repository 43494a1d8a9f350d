#!/usr/bin/env bash
# Sets Hansel up in .venv:  packaging/bootstrap.sh demo|test
#
# 1. finds a Python 3.11 or newer and makes .venv with it
# 2. installs Hansel there (with the test tools for "test"), unless pyproject.toml has not changed since
# 3. looks for the system libraries that the window needs, installs Debian's packages for them when root,
#    and otherwise prints the one line to run
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="${1:-demo}"
case "$purpose" in
    demo) extra="" ;;
    test) extra="[test]" ;;
    *) echo "usage: packaging/bootstrap.sh demo|test" >&2; exit 2 ;;
esac

say() { printf '\033[1m%s\033[0m\n' "hansel: $*" >&2; }
[ -t 2 ] || say() { printf '%s\n' "hansel: $*" >&2; }
stop() { say "$*"; exit 1; }

# ---- Debian's packages -----------------------------------------------------------------------------------------

apt_updated=no

# debian_install WHY PACKAGE...: installs as root; returns 1 and prints the line to run where that cannot be done.
debian_install() {
    local why="$1"; shift
    if ! command -v apt-get >/dev/null; then
        say "$why. Install what your system calls: $*"
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        say "$why. Please run:  sudo apt-get install --no-install-recommends $*"
        return 1
    fi
    say "$why; installing: $*"
    if [ "$apt_updated" = no ]; then
        apt-get update -qq || { say "The list of system packages could not be fetched."; return 1; }
        apt_updated=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
        || { say "These system packages could not be installed: $*"; return 1; }
}

# ---- Python ----------------------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in python3 python3.11 python3.12 python3.13 python3.14 python; do
        if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

make_environment() {
    local python
    python="$(find_python)" || stop "Hansel needs Python 3.11 or newer, and none was found. Install one and call again."
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        local version
        version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
        debian_install "Python's venv module is missing" "python$version-venv" || stop "Nothing was changed."
    fi
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# A copy of pyproject.toml lies beside each finished installation: when it is the same, there is nothing to do.
# (The command carries the folder's own path: after the folder was moved it would start nothing.)
installed() {
    new_enough .venv/bin/python && grep -qF "$PWD/.venv" .venv/bin/hansel 2>/dev/null \
        && cmp -s pyproject.toml ".venv/.installed-$1"
}

install_hansel() {
    if installed test || installed "$purpose"; then
        return
    fi
    if ! new_enough .venv/bin/python || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        make_environment
    fi
    say "installing Hansel and what it needs into .venv; the first time this fetches some gigabytes (torch)"
    local quiet="-qq"
    if [ -t 1 ]; then quiet=""; fi  # on a terminal pip shows how far it is
    # shellcheck disable=SC2086 - empty means: no option
    .venv/bin/python -m pip install $quiet --disable-pip-version-check --no-warn-script-location -e ".$extra" \
        || stop "The installation failed; the lines above say why. Nothing outside .venv was changed."
    cp pyproject.toml ".venv/.installed-$purpose"
}

# ---- What the window needs of the system ------------------------------------------------------------------------

# What Qt's own files ask for, by the names of Debian 12 and later and of Ubuntu 22.04 and later.
QT_PACKAGES=(
    libgl1 libegl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0 libxkbcommon-x11-0
    libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    fonts-dejavu-core
)

# missing_libraries: the sonames that Qt's files link to and the loader cannot find, one a line.
missing_libraries() {
    local qt
    qt="$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')"
    ldd "$qt"/Qt/plugins/platforms/lib{qxcb,qoffscreen}.so "$qt"/Qt/lib/libQt6{Core,Gui,Widgets}.so.6 2>/dev/null \
        | awk '/not found/ { print $1 }' | sort -u
}

have_font() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) -print -quit 2>/dev/null)" ]
}

check_window_libraries() {
    local missing
    missing="$(missing_libraries | tr '\n' ' ')"
    have_font || missing="$missing(a font)"
    if [ -z "$missing" ]; then
        return
    fi
    if debian_install "The window needs of the system: $missing" "${QT_PACKAGES[@]}"; then
        missing="$(missing_libraries | tr '\n' ' ')"
        [ -z "$missing" ] || say "Still missing: $missing"
    fi
    if [ -n "$missing" ] && [ "$purpose" = demo ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        stop "The window cannot open yet; .venv/bin/hansel demo --headless runs the same audit without it."
    fi
}

check_test_tools() {
    local wanted=()
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
        || wanted+=(chromium)
    command -v Xvfb >/dev/null || wanted+=(xvfb xauth)
    command -v pdftotext >/dev/null || wanted+=(poppler-utils)
    if [ "${#wanted[@]}" != 0 ]; then
        debian_install "The tests open the report in a browser and by poppler, and the window on a virtual screen" "${wanted[@]}" \
            || say "Tests that need them are skipped."
    fi
}

install_hansel
if [ "$(uname -s)" = Linux ]; then
    check_window_libraries
    if [ "$purpose" = test ]; then check_test_tools; fi
fi
